using System.Diagnostics;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Features;
using Commissioning.Features.Audit;
using Commissioning.Features.Awards;
using Commissioning.Features.Decisions;
using Commissioning.Features.Moderation;
using Commissioning.Platform.Files;
using Commissioning.Platform.Letters;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Restart;

/// <summary>The portal's process is killed in the middle of its work and started again: nothing is lost and nothing is done twice.</summary>
public sealed class KilledProcessTests : IDisposable
{
    private const int Bids = 24;
    private readonly TestDatabase database = new();
    private readonly Scenario scenario;

    public KilledProcessTests() => scenario = new(database.Db, database.Clock);

    [Fact]
    public async Task In_the_middle_of_a_letter_batch()
    {
        var (officer, round) = await DecidedAsync();
        Assert.Null((await new StartLetters(database.Db).RunAsync(officer, round)).Refused);
        await WriteClockAsync("2026-02-23 10:00");
        using (var first = await PortalProcess.StartAsync(database))
        {
            await UntilAsync("State = 'Made'", made => made >= 3);
            await first.KillAsync();
        }
        var before = await database.CountAsync("Letter", "State = 'Made'");
        Assert.InRange(before, 3, Bids - 1);
        // The dead process still holds its lease; the clock goes past it.
        await WriteClockAsync("2026-02-23 10:05");
        using (await PortalProcess.StartAsync(database)) await UntilAsync("State = 'Made'", made => made == Bids);
        Assert.Equal(Bids, await database.Db.ScalarAsync<int>("select count(distinct SubjectId) from AuditEntry where Action = 'LetterMade'"));
        Assert.Equal(Bids, await database.CountAsync("AuditEntry", "Action = 'LetterMade'"));

        Assert.Null((await new ReleaseLetters(database.Db, new Office { BaseUrl = "http://localhost" }).RunAsync(officer, round)).Refused);
        Assert.Equal(Bids, await database.Db.ScalarAsync<int>("select count(distinct SubjectId) from OutboxEmail where AttachmentId is not null"));
        Assert.Equal(Bids, await database.CountAsync("OutboxEmail", "AttachmentId is not null"));
        Assert.True((await new VerifyAudit(database.Db).RunAsync()).Intact);
    }

    [Fact]
    public async Task At_every_statement_of_starting_making_and_sending_letters()
    {
        var (officer, round) = await DecidedAsync();
        var (db, office) = (database.Db, new Office { BaseUrl = "http://localhost" });
        await using var pdf = new ChromiumPdf(new PdfOptions { Chromium = "/none" });
        var files = new FileStore(db, new FileStoreOptions { Root = Path.Combine(database.Folder, "files") }, new ClamdOptions());
        await UntilAsync(() => new StartLetters(db).RunAsync(officer, round), () => database.CountAsync("LetterBatch"));
        Assert.Equal(Bids, await database.CountAsync("Letter"));
        // What is made before the power fails stays made; the rest waits for the lease to run out.
        await UntilAsync(() => new MakeLetters(db, files, pdf, office).RunAsync("node"), async () => await database.CountAsync("Letter", "State = 'Waiting'") == 0 ? 1 : 0);
        Assert.Equal((Bids, Bids), (await database.CountAsync("AuditEntry", "Action = 'LetterMade'"), await db.ScalarAsync<int>("select count(distinct SubjectId) from AuditEntry where Action = 'LetterMade'")));
        await UntilAsync(() => new ReleaseLetters(db, office).RunAsync(officer, round), () => database.CountAsync("LetterBatch", "ReleasedAt is not null"));
        Assert.Equal((Bids, Bids), (await database.CountAsync("OutboxEmail", "HtmlBody is not null"), await db.ScalarAsync<int>("select count(distinct SubjectId) from OutboxEmail where HtmlBody is not null")));
        Assert.True((await new VerifyAudit(db).RunAsync()).Intact);

        async Task UntilAsync(Func<Task> step, Func<Task<int>> done)
        {
            for (var reached = 0; await done() == 0; reached++)
            {
                var left = reached;
                db.Trace = (_, _) => { if (Interlocked.Decrement(ref left) == -1) throw new IOException("The power is gone"); };
                try { await step(); }
                catch (Exception exception) when (exception is IOException or AggregateException) { }
                finally { db.Trace = null; }
                database.Clock.MoveTo(database.Clock.GetUtcNow().UtcDateTime.AddSeconds(31));
            }
        }
    }

    [Fact]
    public async Task In_the_middle_of_submissions()
    {
        var (applicant, round, drafts) = await ReadyDraftsAsync();
        await WriteClockAsync("2026-01-20 12:00");
        var cookie = await PortalProcess.CookieAsync(database, applicant);
        using (var first = await PortalProcess.StartAsync(database))
        {
            var pages = new List<BrowserPage>();
            foreach (var draft in drafts) pages.Add(await FilledAsync(new Browser(first.Address, cookie), draft));
            var sending = pages.Select(page => Task.Run(() => page.PressAsync("Send the application"))).ToList();
            await UntilAsync("Status = 'Submitted'", sent => sent >= 3, "Application");
            await first.KillAsync();
            // What became of a press is what the database says, not what the dying connection said.
            await Task.WhenAll(sending.Select(press => press.ContinueWith(done => done.Exception, TaskScheduler.Default)));
        }
        await AssertWholeAsync(round);
        using (var second = await PortalProcess.StartAsync(database))
            foreach (var draft in await database.Db.QueryAsync<Guid>("select Id from Application where Status = 'Draft'"))
                await (await FilledAsync(new Browser(second.Address, cookie), draft)).PressAsync("Send the application");
        await AssertWholeAsync(round);
        Assert.Equal(Enumerable.Range(1, Bids), await database.Db.QueryAsync<int>("select Number from Application where RoundId = @round order by Number", new { round }));
    }

    /// <summary>Sent with number, copy, receipt and checks, or a draft with none of them.</summary>
    private async Task AssertWholeAsync(Guid round)
    {
        await TallyAssert.MatchesAsync(database.Db, round);
        var sent = await database.CountAsync("Application", "Status = 'Submitted'");
        Assert.Equal(sent, await database.CountAsync("Application", "Number is not null and Reference is not null and CopyJson is not null and CopySha256 is not null"));
        Assert.Equal(sent, await database.CountAsync("OutboxEmail", "Subject like 'We have your application%'"));
        Assert.Equal(sent * 8, await database.CountAsync("DueDiligenceCheck"));
        Assert.Equal(sent, await database.CountAsync("AuditEntry", "Action = 'ApplicationSubmitted' and Detail is not null"));
        Assert.True((await new VerifyAudit(database.Db).RunAsync()).Intact);
    }

    private static async Task<BrowserPage> FilledAsync(Browser browser, Guid draft) =>
        (await browser.OpenAsync(Links.Applications.Check(draft))).Choose("What I have said is true, I may apply on behalf of the organisation, and it accepts the conditions in the guidance").Fill("Your full name", "Amira Khan");

    private async Task<(Actor Officer, Guid Round)> DecidedAsync()
    {
        var officer = await scenario.PersonAsync(Role.CommissioningOfficer);
        Actor[] panel = [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)];
        var applicant = await scenario.PersonAsync(Role.Applicant);
        var round = await scenario.RoundAsync(officer, panel, Scenario.Details() with { Pot = Money.FromPounds(200_000) });
        for (var i = 0; i < Bids; i++)
        {
            var bid = await scenario.BidAsync(round, await scenario.OrganisationAsync(applicant, $"Group {i}"), applicant, $"Project {i}");
            foreach (var marker in panel) await scenario.AssignedAsync(bid, marker, 4, 4, 4, 4, i % 6);
        }
        database.Clock.MoveTo("2026-02-23 10:00");
        Assert.Null((await new AgreeMeans(database.Db).RunAsync(officer, round, new([panel[0].Id, panel[1].Id], null))).Refused);
        Assert.Null((await new RoundLine(database.Db).SetThresholdAsync(officer, round, 75)).Refused);
        Assert.Null((await new MakeRecommendation(database.Db, new Office()).RunAsync(officer, round)).Refused);
        Assert.Empty(await new DecideRound(database.Db).RunAsync(await scenario.PersonAsync(Role.Approver), round, new([], "None", null)));
        return (officer, round);
    }

    private async Task<(Actor Applicant, Guid Round, IReadOnlyList<Guid> Drafts)> ReadyDraftsAsync()
    {
        var officer = await scenario.PersonAsync(Role.CommissioningOfficer);
        var applicant = await scenario.PersonAsync(Role.Applicant);
        var round = await scenario.RoundAsync(officer, [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)]);
        var drafts = new List<Guid>();
        for (var i = 0; i < Bids; i++) drafts.Add(await scenario.BidAsync(round, await scenario.OrganisationAsync(applicant, $"Group {i}"), applicant, $"Project {i}"));
        // Complete bids, put back to the moment before they were sent.
        await database.Db.HousekeepAsync(async work =>
        {
            await work.ExecuteAsync("delete from DueDiligenceCheck");
            await work.ExecuteAsync("update RoundTally set Drafts = Submitted, Submitted = 0, Requested = 0, LastNumber = 0 where RoundId = @round", new { round });
            return await work.ExecuteAsync("update Application set Status = 'Draft', Number = null, Reference = null, SubmittedBy = null, SubmittedAt = null, DeclaredName = null, CopyJson = null, CopySha256 = null");
        });
        foreach (var draft in drafts) await scenario.ConfirmProfileAsync(draft);
        return (applicant, round, drafts);
    }

    private async Task UntilAsync(string where, Func<int, bool> enough, string table = "Letter")
    {
        for (var watch = Stopwatch.StartNew(); !enough(await database.CountAsync(table, where));)
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(90), $"{table} never came to {where}");
    }

    private Task WriteClockAsync(string london) => database.Db.ChangeAsync(Actor.Portal, AuditAction.ClockMoved, Guid.Empty, async work =>
    {
        var ticks = (Scenario.Utc(london) - TimeProvider.System.GetUtcNow().UtcDateTime).Ticks;
        var row = new { Name = "clock-offset-ticks", SetValue = ticks.ToString(System.Globalization.CultureInfo.InvariantCulture), work.Now };
        if (await work.ExecuteAsync("update Setting set SetValue = @SetValue, ChangedAt = @Now where Name = @Name", row) == 0)
            await work.ExecuteAsync("insert into Setting (Name, SetValue, ChangedAt) values (@Name, @SetValue, @Now)", row);
        return Outcome.Done;
    });

    public void Dispose() => database.Dispose();
}
