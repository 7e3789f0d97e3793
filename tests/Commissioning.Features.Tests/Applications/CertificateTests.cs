using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Applications;
using Commissioning.Features.Audit;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Applications;

/// <summary>A round whose applications a second person of the organisation certifies.</summary>
public sealed class CertificateTests : IDisposable
{
    private readonly TestDatabase database = new();
    private readonly Scenario scenario;

    public CertificateTests() => scenario = new(database.Db, database.Clock);

    [Fact]
    public async Task Second_person_certifies_an_application_which_sends_it_in_the_name_of_who_finished_it()
    {
        var draft = await DraftAsync();
        Assert.StartsWith("A second person of your organisation must certify", Sentence(await SendAsync(draft)), StringComparison.Ordinal);
        Assert.Null((await AskAsync(draft, await EmailAsync(draft.Second))).FirstRefusal);
        Assert.Equal(1, await database.CountAsync("OutboxEmail", "SubjectId = @Id and Kind = 'CertificateAsked'", new { draft.Id }));
        Assert.Equal(
            Domain.Applications.ApplicantTaskKind.CertifyApplication,
            Assert.Single(await new MyApplications(database.Db).TasksAsync(draft.Second)).Kind
        );
        Assert.Equal(
            Domain.Applications.ApplicantTaskKind.WaitForCertificate,
            Assert.Single(await new MyApplications(database.Db).TasksAsync(draft.First)).Kind
        );
        Assert.StartsWith("You finished this application", Sentence(await CertifyAsync(draft, draft.First)), StringComparison.Ordinal);
        Assert.StartsWith("A second person", Sentence(await SendAsync(draft)), StringComparison.Ordinal);
        Assert.Null((await CertifyAsync(draft, draft.Second)).FirstRefusal);
        Assert.Equal(
            1,
            await database.CountAsync(
                "Application",
                "Id = @Id and Status = 'Submitted' and SubmittedBy = @First",
                new { draft.Id, First = draft.First.Id }
            )
        );
        Assert.Equal(
            1,
            await database.CountAsync(
                "ApplicationCertificate",
                "ApplicationId = @Id and State = 'Certified' and AnsweredBy = @Second and CertifiedName = 'Ben Hughes'",
                new { draft.Id, Second = draft.Second.Id }
            )
        );
        await TallyAssert.MatchesAsync(database.Db, draft.Round);
        var verified = await new VerifyAudit(database.Db).RunAsync();
        Assert.True(verified.Intact, verified.Sentence);
    }

    [Fact]
    public async Task Change_after_the_request_ends_it_until_somebody_is_asked_again()
    {
        var draft = await DraftAsync();
        Assert.Null((await AskAsync(draft, await EmailAsync(draft.Second))).FirstRefusal);
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update Application set Summary = 'Another summary.' where Id = @Id", new { draft.Id })
        );
        Assert.StartsWith(
            "The application was changed after you were asked",
            Sentence(await CertifyAsync(draft, draft.Second)),
            StringComparison.Ordinal
        );
        Assert.Null((await AskAsync(draft, await EmailAsync(draft.Second))).FirstRefusal);
        Assert.Null((await CertifyAsync(draft, draft.Second)).FirstRefusal);
    }

    [Fact]
    public async Task Only_a_colleague_is_asked_and_only_that_one_certifies_or_sends_it_back_with_a_comment()
    {
        var draft = await DraftAsync();
        Assert.StartsWith("Choose somebody else", Sentence(await AskAsync(draft, await EmailAsync(draft.First))), StringComparison.Ordinal);
        Assert.StartsWith("Choose a member", Sentence(await AskAsync(draft, "stranger@test.example")), StringComparison.Ordinal);
        Assert.Null((await AskAsync(draft, await EmailAsync(draft.Second))).FirstRefusal);
        var third = await scenario.PersonAsync(Role.Applicant);
        await JoinAsync(draft.Organisation, third);
        Assert.StartsWith("Somebody else was asked", Sentence(await CertifyAsync(draft, third)), StringComparison.Ordinal);
        var back = new SendBackCertificate(database.Db, new Office());
        Assert.StartsWith("Say what to change", Sentence(await back.RunAsync(draft.Second, draft.Id, " ")), StringComparison.Ordinal);
        Assert.Null((await back.RunAsync(draft.Second, draft.Id, "The hall costs more.")).FirstRefusal);
        Assert.Contains(
            "The hall costs more.",
            await database.Db.ScalarAsync<string>(
                "select TextBody from OutboxEmail where SubjectId = @Id and Kind = 'CertificateSentBack'",
                new { draft.Id }
            ),
            StringComparison.Ordinal
        );
        Assert.StartsWith("Nobody asks", Sentence(await CertifyAsync(draft, draft.Second)), StringComparison.Ordinal);
        database.Clock.MoveTo(Scenario.Utc(Scenario.Closes).AddSeconds(1));
        Assert.StartsWith("This round closed", Sentence(await AskAsync(draft, await EmailAsync(draft.Second))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invited_person_gets_one_message_once_everything_is_filled_in_and_joins_before_certifying()
    {
        var draft = await DraftAsync();
        var newcomer = await scenario.PersonAsync(Role.Applicant);
        var (email, queries) = (await EmailAsync(newcomer), new CertificateQueries(database.Db));
        Task<Result> InviteAsync(bool agreed) =>
            new AskForCertificate(database.Db, new Office()).RunAsync(draft.First, draft.Id, "Amira Khan", agreed, null, email);
        Assert.NotNull((await InviteAsync(agreed: false)).FirstRefusal);
        Assert.Equal(0, await database.CountAsync("OutboxEmail", "ToAddress = @email", new { email }));
        Assert.Null(await queries.InvitationAsync(newcomer, draft.Id));
        Assert.Null((await InviteAsync(agreed: true)).FirstRefusal);
        Assert.Equal(1, await database.CountAsync("OutboxEmail", "ToAddress = @email", new { email }));
        Assert.Null((await InviteAsync(agreed: true)).FirstRefusal);
        Assert.Equal(draft.Organisation, (await queries.InvitationAsync(newcomer, draft.Id))!.OrganisationId);
        Assert.Null(await queries.InvitationAsync(await scenario.PersonAsync(Role.Applicant), draft.Id));
        Assert.Null(
            (
                await new Features.Organisations.AcceptInvitation(database.Db, new Office()).RunAsync(newcomer, draft.Organisation)
            ).FirstRefusal
        );
        Assert.Null(await queries.InvitationAsync(newcomer, draft.Id));
        Assert.Null((await CertifyAsync(draft, newcomer)).FirstRefusal);
        // Both have the receipt.
        Assert.Equal(2, await database.CountAsync("OutboxEmail", "SubjectId = @Id and Kind = 'Receipt'", new { draft.Id }));
    }

    [Fact]
    public async Task Application_is_not_sent_in_the_name_of_somebody_who_left_the_organisation()
    {
        var draft = await DraftAsync();
        Assert.Null((await AskAsync(draft, await EmailAsync(draft.Second))).FirstRefusal);
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync("delete from OrganisationMember where PersonId = @Id", new { draft.First.Id })
        );
        Assert.EndsWith(
            "has left the organisation. Somebody else must finish the application and ask again.",
            Sentence(await CertifyAsync(draft, draft.Second)),
            StringComparison.Ordinal
        );
        Assert.Equal(
            Domain.Applications.ApplicantTaskKind.Continue,
            Assert.Single(await new MyApplications(database.Db).TasksAsync(draft.Second)).Kind
        );
    }

    private sealed record Draft(Guid Id, Guid Round, Guid Organisation, Actor First, Actor Second);

    private async Task<Draft> DraftAsync()
    {
        var round = await scenario.RoundAsync(
            await scenario.PersonAsync(Role.CommissioningOfficer),
            [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)],
            Scenario.Details() with
            {
                Policy = new() { SecondPersonCertifies = true },
            }
        );
        var (first, second) = (await scenario.PersonAsync(Role.Applicant), await scenario.PersonAsync(Role.Applicant));
        var organisation = await scenario.OrganisationAsync(first);
        await JoinAsync(organisation, second);
        return new(await scenario.CompleteDraftAsync(round, organisation, first), round, organisation, first, second);
    }

    private Task JoinAsync(Guid organisation, Actor person) =>
        database.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into OrganisationMember (OrganisationId, PersonId, JoinedAt) values (@organisation, @Id, @Now)",
                new
                {
                    organisation,
                    person.Id,
                    work.Now,
                }
            )
        );

    private async Task<string> EmailAsync(Actor person) =>
        (await database.Db.ScalarAsync<string>("select Email from Person where Id = @Id", new { person.Id }))!;

    private Task<Result> SendAsync(Draft draft) =>
        new SubmitApplication(database.Db, new Office()).RunAsync(draft.First, draft.Id, "Amira Khan", true);

    private Task<Result> AskAsync(Draft draft, string email) =>
        new AskForCertificate(database.Db, new Office()).RunAsync(draft.First, draft.Id, "Amira Khan", true, email);

    private Task<Result> CertifyAsync(Draft draft, Actor person) =>
        new CertifyApplication(database.Db, new Office()).RunAsync(person, draft.Id, "Ben Hughes", true);

    private static string Sentence(Result result) => result.FirstRefusal!.Sentence;

    public void Dispose() => database.Dispose();
}
