using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Applications;
using Commissioning.Features.Audit;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Applications;

public sealed class RecallTests : IDisposable
{
    private readonly TestDatabase database = new();
    private readonly Scenario scenario;

    public RecallTests() => scenario = new(database.Db, database.Clock);

    [Fact]
    public async Task A_sent_application_is_taken_back_corrected_and_sent_again_under_its_reference()
    {
        var sent = await SentAsync();
        var first = await RowAsync(sent.Id);
        await SentAsync(sent.Round); // Another one takes the next number meanwhile.
        database.Clock.MoveTo("2026-01-20 10:00");
        Assert.Null((await RecallAsync(sent)).FirstRefusal);
        await TallyAssert.MatchesAsync(database.Db, sent.Round);
        Assert.Null((await RowAsync(sent.Id)).Reference);
        Assert.Equal(
            1,
            await database.CountAsync("OutboxEmail", "SubjectId = @Id and Subject like '%taken back and not sent'", new { sent.Id })
        );
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update Application set ProjectName = 'Corrected' where Id = @Id", new { sent.Id })
        );
        Assert.Null((await SendAsync(sent)).FirstRefusal);
        await TallyAssert.MatchesAsync(database.Db, sent.Round);
        var second = await RowAsync(sent.Id);
        Assert.Equal((first.Number, first.Reference), (second.Number, second.Reference));
        Assert.NotEqual(first.CopySha256, second.CopySha256);
        Assert.NotEqual(first.SubmittedAt, second.SubmittedAt);
        Assert.Equal(2, await database.CountAsync("OutboxEmail", "SubjectId = @Id and Kind = 'Receipt'", new { sent.Id }));
        Assert.Equal(
            await database.Db.ScalarAsync<int>(
                "select count(distinct Name) from DueDiligenceCheck where ApplicationId = @Id",
                new { sent.Id }
            ),
            await database.CountAsync("DueDiligenceCheck", "ApplicationId = @Id", new { sent.Id })
        );
        var earlier = Assert.Single(await database.Db.ReadAsync(work => EarlierCopies.ListAsync(work, sent.Id)));
        Assert.Equal((first.CopySha256, first.SubmittedAt), (earlier.Sha256, earlier.SentAt));
        var verified = await new VerifyAudit(database.Db).RunAsync();
        Assert.True(verified.Intact, verified.Sentence);
        // The earlier file is still known, as what was received first.
        var agreement = (await new CopyCheck(database.Db).FindAsync(Encoding.UTF8.GetBytes(first.CopyJson!)))!;
        Assert.Equal(first.Reference, agreement.Reference);
        Assert.NotNull(agreement.ChangedAt);

        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update EarlierCopy set CopyJson = replace(CopyJson, 'Safer', 'Other')")
        );
        Assert.StartsWith(
            $"An earlier copy of application {first.Reference} is not what was received.",
            (await new VerifyAudit(database.Db).RunAsync()).Sentence,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task One_second_after_closing_nothing_is_taken_back_and_what_was_taken_back_is_not_sent()
    {
        var (stands, gone) = (await SentAsync(), await SentAsync());
        Assert.Null((await RecallAsync(gone)).FirstRefusal);
        database.Clock.MoveTo(Scenario.Utc(Scenario.Closes).AddSeconds(1));
        Assert.StartsWith("This round closed at", (await RecallAsync(stands)).FirstRefusal!.Sentence, StringComparison.Ordinal);
        Assert.StartsWith("This round closed at", (await SendAsync(gone)).FirstRefusal!.Sentence, StringComparison.Ordinal);
        Assert.Equal(1, await database.CountAsync("EarlierCopy"));
        Assert.Equal(1, await database.CountAsync("Application", "Status = 'Submitted'"));
    }

    [Fact]
    public async Task Two_colleagues_take_it_back_and_send_it_at_once_and_one_of_each_counts()
    {
        var sent = await SentAsync();
        async Task<int> OnceAsync(Func<Task<Result>> act) =>
            (await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(act)))).Count(result => result.IsDone);
        Assert.Equal(1, await OnceAsync(() => RecallAsync(sent)));
        Assert.Equal(1, await OnceAsync(() => SendAsync(sent)));
        await TallyAssert.MatchesAsync(database.Db, sent.Round);
        Assert.Equal(1, await database.CountAsync("EarlierCopy"));
    }

    [Fact]
    public async Task In_a_rolling_round_it_is_taken_back_only_until_somebody_considers_it()
    {
        var sent = await SentAsync();
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update Round set Policy = @Policy", new { Policy = new Domain.Funds.RoundPolicy { Rolling = true } })
        );
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update DueDiligenceCheck set Status = 'Pass', CheckedBy = @Id where ApplicationId = @Application",
                new { sent.Person.Id, Application = sent.Id }
            )
        );
        Assert.Equal(
            "We have begun to consider this application. Contact us to correct it.",
            (await RecallAsync(sent)).FirstRefusal!.Sentence
        );
        await database.Db.HousekeepAsync(work => work.ExecuteAsync("update DueDiligenceCheck set Status = 'NotStarted', CheckedBy = null"));
        Assert.Null((await RecallAsync(sent)).FirstRefusal);
    }

    [Fact]
    public async Task A_reminder_of_closing_says_that_what_was_taken_back_is_not_sent()
    {
        var sent = await SentAsync();
        Assert.Null((await RecallAsync(sent)).FirstRefusal);
        database.Clock.MoveTo("2026-01-31 17:00");
        Assert.Equal(1, await new RemindOfClosing(database.Db, new Office(), database.Clock).RunAsync());
        Assert.Contains(
            "It was sent before, and taken back at",
            await database.Db.ScalarAsync<string>("select TextBody from OutboxEmail where Kind = 'ClosingReminder'", null),
            StringComparison.Ordinal
        );
    }

    private sealed record Sent(Guid Id, Guid Round, Actor Person);

    private async Task<Sent> SentAsync(Guid? into = null)
    {
        var round =
            into
            ?? await scenario.RoundAsync(
                await scenario.PersonAsync(Role.CommissioningOfficer),
                [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)]
            );
        var person = await scenario.PersonAsync(Role.Applicant);
        var sent = new Sent(await scenario.CompleteDraftAsync(round, await scenario.OrganisationAsync(person), person), round, person);
        Assert.Null((await SendAsync(sent)).FirstRefusal);
        return sent;
    }

    private Task<Result> SendAsync(Sent sent) =>
        new SubmitApplication(database.Db, new Office()).RunAsync(sent.Person, sent.Id, "Amira Khan", true);

    private Task<Result> RecallAsync(Sent sent) => new RecallApplication(database.Db, new Office()).RunAsync(sent.Person, sent.Id);

    private sealed record Row
    {
        public int? Number { get; init; }
        public string? Reference { get; init; }
        public string? CopyJson { get; init; }
        public string? CopySha256 { get; init; }
        public DateTime? SubmittedAt { get; init; }
    }

    private Task<Row> RowAsync(Guid application) =>
        database.Db.FindAsync<Row>(
            "select Number, Reference, CopyJson, CopySha256, SubmittedAt from Application where Id = @application",
            new { application }
        );

    public void Dispose() => database.Dispose();
}
