using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features;
using Commissioning.Features.Audit;
using Commissioning.Features.Awards;
using Commissioning.Platform.Email;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Nodes;

/// <summary>What happens to nodes on one database in a bad week: one is suspended, killed while it sends or scans, has a wrong clock, or is
/// replaced by a new version.</summary>
public sealed class NodeOperationTests : IDisposable
{
    private const int Applications = InterruptedWork.Applications;
    private readonly TestDatabase database = new();
    private readonly InterruptedWork middle;

    public NodeOperationTests() => middle = new(database);

    [LongFact]
    public async Task A_node_suspended_past_its_leases_does_nothing_twice_when_it_goes_on()
    {
        var (officer, round) = await middle.DecidedAsync();
        await middle.WriteClockAsync("2026-02-23 10:00");
        using var holder = await PortalProcess.StartAsync(database);
        Assert.Null((await new StartLetters(database.Db).RunAsync(officer, round, anyway: true)).FirstRefusal);
        await middle.WhileLettersAreMadeAsync(_ => holder.PauseAsync());
        var made = await database.CountAsync("Letter", "State = 'Made'");
        using var other = await PortalProcess.StartAsync(database);
        await ExpireAsync("LetterBatch", "ClaimedBy", "ClaimedUntil");
        await ExpireAsync("JobLease", "LeasedBy", "Until");
        // It goes on in the middle of the other's work, with a letter that it had begun.
        await middle.UntilAsync("State = 'Made'", now => now > made);
        await holder.GoOnAsync();
        await middle.UntilAsync("State = 'Made'", now => now == Applications);
        Assert.Equal(
            (Applications, Applications),
            (
                await database.CountAsync("AuditEntry", "Action = 'LetterMade'"),
                await database.Db.ScalarAsync<int>("select count(distinct SubjectId) from AuditEntry where Action = 'LetterMade'")
            )
        );
        Assert.Equal(1, await database.CountAsync("AuditEntry", "Action = 'LeaseTakeover' and Detail like 'A batch%'"));
        Assert.True((await new VerifyAudit(database.Db).RunAsync()).Intact);
        // Both serve, and the one that slept is a node like any other again.
        foreach (var node in new[] { holder, other })
            await ReadyAsync(node);
        Assert.Equal(2, await database.CountAsync("PortalNode", "EndedAt is null and LostAt is null"));
    }

    [LongFact]
    public async Task Emails_arrive_once_when_the_node_sending_them_is_killed()
    {
        await using var peer = new SmtpPeer(SmtpBehaviour.HangsAfterTheEnd);
        string[] mail = ["--Mail:Provider=smtp", "--Mail:Host=127.0.0.1", $"--Mail:Port={peer.Port}", "--Mail:UseTls=false"];
        await QueueAsync(5);
        using (var sender = await PortalProcess.StartAsync(database, mail))
        {
            await peer.Hanging;
            await sender.KillAsync();
        }
        peer.Does = SmtpBehaviour.Takes;
        await ExpireAsync("OutboxEmail", "ClaimedBy", "ClaimedUntil");
        using var other = await PortalProcess.StartAsync(database, mail);
        await middle.UntilAsync("State = 'Sent'", sent => sent == 4, "OutboxEmail");
        // The fifth was with the server when the node died: a person decides, and nobody gets it twice meanwhile.
        await middle.UntilAsync("State = 'Uncertain'", uncertain => uncertain == 1, "OutboxEmail");
        var ids = peer.Messages.Select(message => Regex.Match(message, "Message-Id: (.*)").Value).ToList();
        Assert.Equal((5, 5), (ids.Count, ids.Distinct().Count()));
    }

    [LongFact]
    public async Task Files_are_scanned_once_when_the_node_scanning_them_is_killed()
    {
        using var daemon = new ClamDaemon();
        await daemon.ReadyAsync();
        var scan = $"--Clamd:Host={daemon.Options.Host}";
        await StoreAsync(5);
        await PortalProcess.SignalAsync(daemon.Id, "STOP");
        using (var scanner = await PortalProcess.StartAsync(database, [scan]))
        {
            await ReadyAsync(scanner);
            await scanner.KillAsync();
        }
        Assert.Equal(5, await database.CountAsync("StoredFile", "ScanState = 'Awaiting'"));
        await PortalProcess.SignalAsync(daemon.Id, "CONT");
        using var one = await PortalProcess.StartAsync(database, [scan]);
        using var other = await PortalProcess.StartAsync(database, [scan]);
        await middle.UntilAsync("ScanState = 'Clean'", clean => clean == 5, "StoredFile");
        Assert.Equal(
            (5, 5),
            (
                await database.CountAsync("AuditEntry", "Action = 'FileScanned'"),
                await database.Db.ScalarAsync<int>("select count(distinct SubjectId) from AuditEntry where Action = 'FileScanned'")
            )
        );
    }

    [WrongClockFact]
    public async Task A_node_whose_clock_is_20_minutes_wrong_does_not_start()
    {
        using var clock = new WrongClock(TimeSpan.FromMinutes(20));
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => PortalProcess.StartAsync(database, machine: clock));
        Assert.Contains(
            "This machine's clock is 20 minutes ahead of the database's. Set the clock (NTP), then start the portal again.",
            refused.Message,
            StringComparison.Ordinal
        );
    }

    [WrongClockFact]
    public async Task A_node_whose_clock_becomes_20_minutes_wrong_says_so_and_leaves_the_work_to_the_other()
    {
        using var clock = new WrongClock(TimeSpan.Zero);
        using var wrong = await PortalProcess.StartAsync(database, machine: clock);
        await middle.UntilAsync("LeasedBy is not null", leased => leased > 0, "JobLease");
        var at = await database.Db.ScalarAsync<DateTime>("select max(LastSeenAt) from PortalNode");
        clock.Ahead = TimeSpan.FromMinutes(20);
        await middle.UntilAsync("Kind = 'ClockSkew' and ClearedAt is null", raised => raised == 1, "Alert");
        Assert.Contains(
            "clock is 20 minutes ahead of the database's",
            await database.Db.ScalarAsync<string>("select Sentence from Alert where Kind = 'ClockSkew'"),
            StringComparison.Ordinal
        );
        // It gives its jobs back as each ends, takes no e-mail, and still serves.
        await middle.UntilAsync("LeasedBy is not null", leased => leased == 0, "JobLease");
        await QueueAsync(3);
        await ReadyAsync(wrong);
        using var other = await PortalProcess.StartAsync(database);
        await middle.UntilAsync("State = 'Sent'", sent => sent == 3, "OutboxEmail");
        Assert.Equal(0, await database.CountAsync("OutboxEmail", "ClaimedBy like @Name", new { Name = NameOf(wrong) }));
        Assert.Equal(0, await database.CountAsync("JobLease", "LeasedBy like @Name", new { Name = NameOf(wrong) }));
        Assert.True(await database.Db.ScalarAsync<DateTime>("select max(LastSeenAt) from PortalNode") < at.AddMinutes(19));
    }

    [LongFact]
    public async Task A_new_version_is_deployed_node_by_node_and_nobody_is_signed_out_or_loses_a_form()
    {
        var (applicant, round, drafts) = await middle.ReadyDraftsAsync();
        await middle.WriteClockAsync("2026-01-27 12:00");
        var cookie = await PortalProcess.CookieAsync(database, applicant);
        var nodes = await Task.WhenAll(StartAsync(null), StartAsync(null));
        try
        {
            var addresses = nodes.Select(node => node.Address).ToList();
            // Forms that people have open when it begins, on each of the nodes.
            var open = new List<BrowserPage>();
            foreach (var draft in drafts.Take(8))
                open.Add(await InterruptedWork.FilledAsync(new Browser(addresses[open.Count % 2], cookie), draft));
            for (var i = 0; i < 2; i++)
            {
                var other = nodes[1 - i];
                await nodes[i].AskToStopAsync();
                // Meanwhile the other serves the same session, and a form of the node that stops.
                await (await InterruptedWork.FilledAsync(new Browser(other.Address, cookie), drafts[8 + i])).PressAsync(
                    "Send the application"
                );
                Assert.Equal(0, await nodes[i].EndedAsync());
                nodes[i].Dispose();
                nodes[i] = await StartAsync(addresses[i]);
                await ReadyAsync(nodes[i]);
            }
            foreach (var page in open)
                await page.PressAsync("Send the application");
            await middle.AssertWholeAsync(round);
            Assert.Equal(10, await database.CountAsync("Application", "Status = 'Submitted'"));
            foreach (var node in nodes)
            {
                using var person = new Browser(node.Address, cookie);
                Assert.Equal("Your applications", (await person.OpenAsync(Links.Applications.Mine)).Heading);
            }
            Assert.Equal(0, await database.CountAsync("Alert", "ClearedAt is null"));
            Assert.Equal(0, await database.CountAsync("AuditEntry", "Action = 'LeaseTakeover'"));
        }
        finally
        {
            foreach (var node in nodes)
                node.Dispose();
        }

        Task<PortalProcess> StartAsync(Uri? address) =>
            PortalProcess.StartAsync(
                database,
                address is null ? ["--Node:DrainSeconds=1"] : ["--Node:DrainSeconds=1", $"--urls={address}"]
            );
    }

    private Task QueueAsync(int emails) =>
        database.Db.HousekeepAsync(async work =>
        {
            for (var i = 0; i < emails; i++)
                await work.EmailAsync(new($"person{i}@test.example", "A message", "Some words", Guid.CreateVersion7()));
            return 0;
        });

    private async Task StoreAsync(int files)
    {
        var person = await new Scenario(database.Db, database.Clock).PersonAsync(Role.Applicant);
        var store = new Platform.Files.FileStore(
            database.Db,
            new Platform.Files.FileStoreOptions { Root = Path.Combine(database.Folder, "files") },
            new Platform.Files.ClamdOptions { Host = "/none" }
        );
        for (var i = 0; i < files; i++)
        {
            var file = await store.WriteAsync(person, $"minutes-{i}.pdf", "application/pdf", SamplePdf.Of($"{i}"), database.Clock.UtcNow());
            await database.Db.HousekeepAsync(work => work.ExecuteAsync(Platform.Files.FileStore.InsertSql, file));
        }
    }

    /// <summary>Simulates that a lease has run out: the processes use the machine's clock, and no test waits 90 seconds.</summary>
    private Task<int> ExpireAsync(string table, string by, string until) =>
        database.Db.HousekeepAsync(work =>
            work.ExecuteAsync($"update {table} set {until} = @Before where {by} is not null", new { Before = work.Now.AddDays(-1) })
        );

    private static async Task ReadyAsync(PortalProcess node)
    {
        using var client = new HttpClient { BaseAddress = node.Address };
        for (var ready = false; !ready; await Task.Delay(20))
        {
            using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
            ready = answer.StatusCode == HttpStatusCode.OK;
        }
    }

    private static string NameOf(PortalProcess node) => string.Create(CultureInfo.InvariantCulture, $"%/{node.Id}/%");

    public void Dispose() => database.Dispose();
}
