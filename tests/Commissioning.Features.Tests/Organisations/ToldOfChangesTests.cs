using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Applications;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Files;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Organisations;

public sealed class ToldOfChangesTests : IDisposable
{
    private static readonly Office Office = new() { ContactPhone = "0116 496 0000" };
    private readonly TestDatabase database = new();
    private readonly Scenario scenario;

    public ToldOfChangesTests() => scenario = new(database.Db, database.Clock);

    [Fact]
    public async Task Bank_details_are_announced_to_everybody_with_two_digits_and_without_an_officers_words()
    {
        var member = await scenario.PersonAsync(Role.Applicant);
        var organisation = await scenario.OrganisationAsync(member);
        var finance = await scenario.PersonAsync(Role.FinanceOfficer);
        await ContactAsync(organisation, "Amira Khan\nChair\namira@group.example\n");
        var first = await GiveAsync(member, organisation, "12345678");
        Assert.Equal(["amira@group.example", await EmailAsync(member)], await ToldAsync("BankDetailsReceived"));
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update BankDetails set State = 'Confirmed' where Id = @first", new { first })
        );
        var second = await GiveAsync(member, organisation, "87654312");
        Assert.Equal(["amira@group.example", await EmailAsync(member)], await ToldAsync("BankDetailsChanged"));
        var text = await database.Db.ScalarAsync<string>("select TextBody from OutboxEmail where Kind = 'BankDetailsChanged'");
        Assert.Contains("ends in 12. The one in use ends in 78.", text!, StringComparison.Ordinal);
        Assert.Contains("ring us now on 0116 496 0000", text!, StringComparison.Ordinal);
        Assert.DoesNotContain("4312", text!, StringComparison.Ordinal);
        var refused = await new RefuseBankDetails(database.Db, new MatchIndex(database.Db), Office).RunAsync(
            finance,
            second,
            "The treasurer sounded odd"
        );
        Assert.Null(refused.FirstRefusal);
        Assert.Equal(2, (await ToldAsync("BankDetailsRefused")).Count);
        Assert.Equal(0, await database.CountAsync("OutboxEmail", "TextBody like '%sounded odd%' or HtmlBody like '%sounded odd%'"));
    }

    [Fact]
    public async Task A_change_of_people_is_told_to_those_of_before_and_after_and_to_the_contacts()
    {
        var lead = await scenario.PersonAsync(Role.Applicant);
        var organisation = await scenario.OrganisationAsync(lead);
        await ContactAsync(organisation, "Amira Khan\nChair\namira@group.example\n");
        var colleague = await scenario.PersonAsync(Role.Applicant);
        Assert.Null((await new InviteMember(database.Db, Office).RunAsync(lead, organisation, await EmailAsync(colleague))).FirstRefusal);
        Assert.Null((await new AcceptInvitation(database.Db, Office).RunAsync(colleague, organisation)).FirstRefusal);
        await database.Db.HousekeepAsync(work => work.ExecuteAsync("delete from OutboxEmail"));
        Assert.Null((await new RemoveMember(database.Db, Office).RunAsync(lead, organisation, colleague.Id)).FirstRefusal);
        Assert.Equal(
            new[] { "amira@group.example", await EmailAsync(lead), await EmailAsync(colleague) }.Order(),
            await ToldAsync("PeopleChanged")
        );
        Assert.Equal(3, await database.CountAsync("OutboxEmail", "TextBody like '%If this was not you or a colleague, ring us now on%'"));
    }

    [Fact]
    public async Task A_new_contact_of_an_organisation_that_has_applied_is_announced_to_the_old_one()
    {
        var round = await scenario.RoundAsync(
            await scenario.PersonAsync(Role.CommissioningOfficer),
            [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)]
        );
        var member = await scenario.PersonAsync(Role.Applicant);
        var organisation = await scenario.OrganisationAsync(member);
        await ContactAsync(organisation, "Amira Khan\nChair\namira@group.example\n");
        var draft = (
            await new StartApplication(database.Db).RunAsync(member, round, organisation, await scenario.EligibleAsync(round))
        ).Value;
        async Task ChangeAsync(string contact)
        {
            var save = new SaveProfileAnswers(database.Db, Office);
            var version = (await database.Db.ReadAsync(work => OrganisationProfiles.GetAsync(work, member, draft))).Version;
            Assert.Null(
                (await save.RunAsync(member, draft, version, new Dictionary<string, string> { ["contact"] = contact })).FirstRefusal
            );
        }

        // While nothing was sent, there is nothing to write about.
        await ChangeAsync("Ben Ode\nChair\nben@group.example\n");
        Assert.Empty(await ToldAsync("ContactChanged"));
        await scenario.ApplicationAsync(round, organisation, member);
        await ChangeAsync("Ben Ode\nTreasurer\nben@group.example\n");
        Assert.Empty(await ToldAsync("ContactChanged"));
        await ChangeAsync("Cara Lee\nChair\ncara@group.example\n");
        Assert.Equal(
            new[] { "ben@group.example", "cara@group.example", await EmailAsync(member) }.Order(),
            await ToldAsync("ContactChanged")
        );
    }

    private async Task<Guid> GiveAsync(Actor member, Guid organisation, string number)
    {
        var before = await database.Db.QueryAsync<Guid>("select Id from BankDetails");
        var give = new GiveBankDetails(
            database.Db,
            database.Encryption,
            new FileStore(database.Db, new FileStoreOptions(), new ClamdOptions()),
            new MatchIndex(database.Db),
            Office
        );
        Assert.Null((await give.RunAsync(member, organisation, "Friends", "99-99-99", number, insists: true, null)).FirstRefusal);
        return Assert.Single((await database.Db.QueryAsync<Guid>("select Id from BankDetails")).Except(before));
    }

    private Task ContactAsync(Guid organisation, string answer) =>
        database.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into OrganisationProfile (OrganisationId, Version, SavedAt, SavedBy) values (@organisation, 1, @Now, @organisation); insert into OrganisationProfileAnswer (OrganisationId, Code, Wording) values (@organisation, 'contact', @answer)",
                new
                {
                    organisation,
                    answer,
                    work.Now,
                }
            )
        );

    private async Task<string> EmailAsync(Actor person) =>
        (await database.Db.ScalarAsync<string>("select Email from Person where Id = @Id", new { person.Id }))!;

    private async Task<IReadOnlyList<string>> ToldAsync(string kind) =>
        (await database.Db.QueryAsync<string>("select ToAddress from OutboxEmail where Kind = @kind", new { kind })).Order().ToList();

    public void Dispose() => database.Dispose();
}
