using System.Globalization;
using Commissioning.Features;
using Commissioning.Features.Applications;
using Commissioning.Features.Audit;
using Commissioning.Features.Awards;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;
using Commissioning.Platform.Files;
using Commissioning.Platform.Nodes;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Nodes;

/// <summary>Two nodes on one database without sticky sessions: letters, reminders and submissions happen exactly once, even when one is
/// stopped or killed.</summary>
public sealed class TwoNodesTests : IDisposable
{
    private const int Applications = InterruptedWork.Applications;
    private readonly TestDatabase database = new();
    private readonly InterruptedWork middle;

    public TwoNodesTests() => middle = new(database);

    [Fact]
    public async Task Submissions_alternating_between_two_nodes_survive_the_death_of_one()
    {
        var (applicant, round, drafts) = await middle.ReadyDraftsAsync();
        await middle.WriteClockAsync("2026-01-27 12:00");
        var cookie = await PortalProcess.CookieAsync(database, applicant);
        var nodes = await Task.WhenAll(PortalProcess.StartAsync(database), PortalProcess.StartAsync(database));
        using var first = nodes[0];
        using var second = nodes[1];
        await RemindAsync(Applications);

        using var both = new Browser([first.Address, second.Address], cookie);
        // Every other form is submitted to both nodes at the same moment.
        foreach (var draft in drafts.Take(6))
            await (await InterruptedWork.FilledAsync(both, draft)).PressAsync("Send the application");
        foreach (var draft in drafts.Skip(6).Take(4))
        {
            var pages = new[] { await InterruptedWork.FilledAsync(both, draft), await InterruptedWork.FilledAsync(both, draft) };
            await EndedAsync(pages.Select(page => page.PressAsync("Send the application")));
        }
        await middle.AssertWholeAsync(round);
        Assert.Equal(10, await database.CountAsync("Application", "Status = 'Submitted'"));

        var filled = new List<BrowserPage>();
        foreach (var draft in drafts.Skip(10))
            filled.Add(await InterruptedWork.FilledAsync(both, draft));
        var sending = EndedAsync(filled.Select(page => Task.Run(() => page.PressAsync("Send the application"))).ToList());
        await middle.UntilAsync("Status = 'Submitted'", sent => sent >= 12, "Application");
        await first.KillAsync();
        await sending;
        await middle.AssertWholeAsync(round);
        using var left = new Browser(second.Address, cookie);
        foreach (var draft in await database.Db.QueryAsync<Guid>("select Id from Application where Status = 'Draft'"))
            await (await InterruptedWork.FilledAsync(left, draft)).PressAsync("Send the application");
        await middle.AssertWholeAsync(round);
        Assert.Equal(
            Enumerable.Range(1, Applications),
            await database.Db.QueryAsync<int>("select Number from Application where RoundId = @round order by Number", new { round })
        );
    }

    [Fact]
    public async Task Letters_are_made_once_when_the_node_making_them_is_killed()
    {
        var (holder, other) = await MakingLettersAsync(node => node.KillAsync());
        using var dying = holder;
        using var living = other;
        var dead = await database.Db.ScalarAsync<string>("select ClaimedBy from LetterBatch");
        Assert.Contains($"/{holder.Id}/", dead, StringComparison.Ordinal);
        // Simulates an expired lease: the two processes use the machine's clock, and no test waits 90 seconds. The length itself is tested
        // where the clock can be moved: in the test below, and in NodeTests.
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update LetterBatch set ClaimedUntil = @Before where ClaimedBy = @dead",
                new { dead, Before = work.Now.AddDays(-1) }
            )
        );
        await AssertMadeOnceAsync();
        Assert.StartsWith(
            $"A batch of letters, from {dead} by ",
            await database.Db.ScalarAsync<string>(
                "select Detail from AuditEntry where Action = 'LeaseTakeover' and Detail like 'A batch%'"
            ),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Letters_are_made_once_when_the_node_making_them_is_told_to_stop()
    {
        var (holder, other) = await MakingLettersAsync(node => node.AskToStopAsync());
        using var dying = holder;
        using var living = other;
        Assert.Equal(0, await holder.EndedAsync());
        // It holds no leases any more, so no one waits for them to expire.
        var like = new { Name = $"%/{holder.Id}/%" };
        Assert.Equal(
            0,
            await database.CountAsync("LetterBatch", "ClaimedBy like @Name", like)
                + await database.CountAsync("JobLease", "LeasedBy like @Name", like)
        );
        Assert.Equal(1, await database.CountAsync("PortalNode", "Name like @Name and EndedAt is not null", like));
        await AssertMadeOnceAsync();
        // Claimed twice: it was released in the middle, and no other node had to take it over.
        Assert.Equal(2, await database.Db.ScalarAsync<long>("select Token from LetterBatch"));
        Assert.Equal(0, await database.CountAsync("AuditEntry", "Action = 'LeaseTakeover'"));
    }

    [Fact]
    public async Task Letters_are_made_once_when_the_node_making_them_sleeps_past_its_lease()
    {
        var (officer, round) = await middle.DecidedAsync();
        Assert.Null((await new StartLetters(database.Db).RunAsync(officer, round, anyway: true)).FirstRefusal);
        await using var pdf = new ChromiumPdf(new PdfOptions { Chromium = "/none" });
        var (slow, awake) = (Maker(database.Db, pdf), Maker(new Db(database.Dialect, database.Clock), pdf));
        var read = 0;
        void FallAsleep(Statement statement)
        {
            if (!statement.Sql.Contains("LetterTemplate", StringComparison.Ordinal) || ++read != 8)
                return;
            database.Clock.Offset += JobLeases.Length + TimeSpan.FromSeconds(1);
            Task.Run(() => awake.RunAsync("awake")).GetAwaiter().GetResult();
        }
        database.Db.Trace += FallAsleep;
        await slow.RunAsync("slow");
        database.Db.Trace -= FallAsleep;
        Assert.True(read >= 8, $"Only {read} letters were begun");
        await AssertMadeOnceAsync();
        Assert.Equal(1, await database.CountAsync("AuditEntry", "Action = 'LeaseTakeover'"));
    }

    private MakeLetters Maker(Db db, IPdfWriter pdf) =>
        new(
            db,
            new FileStore(db, new FileStoreOptions { Root = Path.Combine(database.Folder, "files") }, new ClamdOptions()),
            pdf,
            new ReleaseLetters(db, new Office { BaseUrl = "http://localhost" }),
            new Office { BaseUrl = "http://localhost" }
        );

    /// <summary>Three nodes send due reminders at once, in addition to those that run.</summary>
    private async Task RemindAsync(int drafts)
    {
        database.Clock.MoveTo("2026-01-27 12:00");
        await Task.WhenAll(
            Enumerable
                .Range(0, 3)
                .Select(_ =>
                    Task.Run(() =>
                        new RemindOfClosing(
                            new Db(database.Dialect, database.Clock),
                            new Office { BaseUrl = "http://localhost" },
                            database.Clock
                        ).RunAsync()
                    )
                )
        );
        Assert.Equal(
            (drafts, drafts, drafts),
            (
                await database.CountAsync("ApplicationReminder"),
                await database.CountAsync("AuditEntry", "Action = 'DraftReminded'"),
                await database.CountAsync("OutboxEmail", "Kind = 'ClosingReminder'")
            )
        );
    }

    /// <summary>Two nodes; the first has made a few of the letters and then ends.</summary>
    private async Task<(PortalProcess Holder, PortalProcess Other)> MakingLettersAsync(Func<PortalProcess, Task> end)
    {
        var (officer, round) = await middle.DecidedAsync();
        await middle.WriteClockAsync("2026-02-23 10:00");
        var nodes = await Task.WhenAll(PortalProcess.StartAsync(database), PortalProcess.StartAsync(database));
        Assert.Null((await new StartLetters(database.Db).RunAsync(officer, round, anyway: true)).FirstRefusal);
        var (holder, other) = (nodes[0], nodes[1]);
        await middle.WhileLettersAreMadeAsync(async work =>
        {
            var id = (await work.ScalarAsync<string>("select ClaimedBy from LetterBatch"))!.Split('/')[1];
            (holder, other) = nodes[0].Id.ToString(CultureInfo.InvariantCulture) == id ? (nodes[0], nodes[1]) : (nodes[1], nodes[0]);
            await end(holder);
        });
        return (holder, other);
    }

    private async Task AssertMadeOnceAsync()
    {
        await middle.UntilAsync("State = 'Made'", made => made == Applications);
        Assert.Equal(
            (Applications, Applications),
            (
                await database.CountAsync("AuditEntry", "Action = 'LetterMade'"),
                await database.Db.ScalarAsync<int>("select count(distinct SubjectId) from AuditEntry where Action = 'LetterMade'")
            )
        );
        Assert.True((await new VerifyAudit(database.Db).RunAsync()).Intact);
    }

    /// <summary>The database shows the result of a submission; a dying connection or a lost race does not.</summary>
    private static Task EndedAsync(IEnumerable<Task> presses) =>
        Task.WhenAll(presses.Select(press => press.ContinueWith(done => done.Exception, TaskScheduler.Default)));

    public void Dispose() => database.Dispose();
}
