using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Messages;
using Commissioning.Features.Applications;
using Commissioning.Features.Organisations;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Applications;

public sealed class RecipientsTests : IDisposable
{
    private readonly TestDatabase database = new();
    private readonly Scenario scenario;

    public RecipientsTests() => scenario = new(database.Db, database.Clock);

    [Fact]
    public async Task Recipients_are_the_contacts_the_sender_and_for_decisions_the_signatories()
    {
        var (application, organisation, sender) = await SentAsync();
        var signatory = await JoinAsync(organisation, sender, maySign: true);
        await ContactsAsync(
            organisation,
            ("contact", "Amira Khan\nChair\namira@group.example\n"),
            ("second-contact", "Ben Ode\n\n\n0116 1")
        );
        var mine = await EmailAsync(sender);
        Assert.Equal(["amira@group.example", mine], await ToldAsync(application, Importance.Routine));
        Assert.Equal(["amira@group.example", mine, await EmailAsync(signatory)], await ToldAsync(application, Importance.Decision));
        await ContactsAsync(organisation, ("second-contact", "Ben Ode\n\nben@group.example\n"));
        Assert.Equal(["amira@group.example", "ben@group.example", mine], await ToldAsync(application, Importance.Routine));
        Assert.Equal(
            "Amira Khan",
            (await database.Db.ReadAsync(work => Recipients.OfAsync(work, application, Importance.Routine)))[0].Name
        );
    }

    [Fact]
    public async Task Recipients_of_a_grant_are_those_that_a_variation_named_in_place_of_the_first_contact()
    {
        var (application, organisation, sender) = await SentAsync();
        await ContactsAsync(
            organisation,
            ("contact", "Amira Khan\nChair\namira@group.example\n"),
            ("second-contact", "Ben Ode\n\nben@group.example\n")
        );
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into Award (Id, RoundId, ApplicationId, Number, Amount, CrimeReductionReason, Conditions, OfferedAt, ContactName, ContactEmail, Version) select @award, RoundId, Id, 1, 500000, 'a', 'b', @Now, 'Cara', 'cara@group.example', 1 from Application where Id = @application",
                new
                {
                    award = Guid.CreateVersion7(),
                    application,
                    work.Now,
                }
            )
        );
        Assert.Equal(
            ["cara@group.example", "ben@group.example", await EmailAsync(sender)],
            await ToldAsync(application, Importance.Routine)
        );
    }

    [Fact]
    public async Task Recipients_leave_out_a_member_who_left()
    {
        var (application, organisation, sender) = await SentAsync();
        var colleague = await JoinAsync(organisation, sender, maySign: false);
        await ContactsAsync(organisation, ("contact", $"Sana\nChair\n{await EmailAsync(sender)}\n"));
        Assert.Null((await new RemoveMember(database.Db, new()).RunAsync(sender, organisation, sender.Id)).FirstRefusal);
        Assert.Equal([await EmailAsync(colleague)], await ToldAsync(application, Importance.Routine));
        Assert.Equal(1, await database.CountAsync("OrganisationLeaver", "OrganisationId = @organisation", new { organisation }));
    }

    [Fact]
    public async Task Recipients_of_a_paper_application_are_its_contact_or_the_officer_who_entered_it()
    {
        var (application, organisation, officer) = await SentAsync();
        await database.Db.HousekeepAsync(async work =>
        {
            await work.ExecuteAsync("delete from OrganisationMember where OrganisationId = @organisation", new { organisation });
            return await work.ExecuteAsync(
                "update Application set Channel = 'Paper', ContactEmail = 'ada@group.example', DeclaredName = 'Ada' where Id = @application",
                new { application }
            );
        });
        Assert.Equal(["ada@group.example"], await ToldAsync(application, Importance.Decision));
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update Application set ContactEmail = null where Id = @application", new { application })
        );
        Assert.Equal([await EmailAsync(officer)], await ToldAsync(application, Importance.Decision));
    }

    private async Task<(Guid Application, Guid Organisation, Actor Sender)> SentAsync()
    {
        var round = await scenario.RoundAsync(
            await scenario.PersonAsync(Role.CommissioningOfficer),
            [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)]
        );
        var sender = await scenario.PersonAsync(Role.Applicant);
        var organisation = await scenario.OrganisationAsync(sender);
        return (await scenario.ApplicationAsync(round, organisation, sender), organisation, sender);
    }

    private async Task<Actor> JoinAsync(Guid organisation, Actor member, bool maySign)
    {
        var colleague = await scenario.PersonAsync(Role.Applicant);
        Assert.Null((await new InviteMember(database.Db, new()).RunAsync(member, organisation, await EmailAsync(colleague))).FirstRefusal);
        Assert.Null((await new AcceptInvitation(database.Db, new()).RunAsync(colleague, organisation)).FirstRefusal);
        if (maySign)
            Assert.Null((await new NameSignatory(database.Db, new()).RunAsync(member, organisation, colleague.Id)).FirstRefusal);
        return colleague;
    }

    private Task ContactsAsync(Guid organisation, params (string Code, string Answer)[] contacts) =>
        database.Db.HousekeepAsync(async work =>
        {
            foreach (var (code, answer) in contacts)
            {
                await work.ExecuteAsync(
                    "delete from OrganisationProfileAnswer where OrganisationId = @organisation and Code = @code",
                    new { organisation, code }
                );
                await work.ExecuteAsync(
                    "insert into OrganisationProfileAnswer (OrganisationId, Code, Wording) values (@organisation, @code, @answer)",
                    new
                    {
                        organisation,
                        code,
                        answer,
                    }
                );
            }
            return contacts.Length;
        });

    private async Task<string> EmailAsync(Actor person) =>
        (await database.Db.ScalarAsync<string>("select Email from Person where Id = @Id", new { person.Id }))!;

    private async Task<IReadOnlyList<string>> ToldAsync(Guid application, Importance importance) =>
        (await database.Db.ReadAsync(work => Recipients.OfAsync(work, application, importance))).Select(one => one.Email).ToList();

    public void Dispose() => database.Dispose();
}
