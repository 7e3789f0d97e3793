using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Features.Operations;
using Commissioning.Platform.Documents;
using Commissioning.Platform.Email;
using Commissioning.Platform.Files;
using Commissioning.Platform.Nodes;
using Commissioning.Platform.Watching;
using Commissioning.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Commissioning.Features.Tests.Operations;

public sealed class WatchPortalTests : IDisposable
{
    private readonly TestDatabase database = new();
    private readonly Alerts alerts;
    private readonly JobRuns jobs;

    public WatchPortalTests()
    {
        database.Clock.MoveTo("2026-03-02 09:00");
        alerts = new(database.Db, NullLogger<Alerts>.Instance);
        jobs = new(database.Clock, NullLogger<JobRuns>.Instance);
    }

    [Fact]
    public async Task A_scanner_that_does_not_answer_is_an_alert_until_a_quiet_period_has_passed()
    {
        await Watch(new ClamdOptions { Host = "/nowhere/clamd.sock" }).RunAsync();
        var alert = Assert.Single(await alerts.StandingAsync());
        Assert.Equal(AlertKind.VirusScanner, alert.Kind);
        Assert.Contains("does not answer", alert.Sentence, StringComparison.Ordinal);

        // Another node may still see the fault.
        await Watch(new ClamdOptions()).RunAsync();
        Assert.Single(await alerts.StandingAsync());
        Later(Alerts.Unseen);
        await Watch(new ClamdOptions()).RunAsync();
        Assert.Empty(await alerts.StandingAsync());
    }

    [Fact]
    public async Task A_disk_below_either_limit_is_reported_as_nearly_full()
    {
        Assert.Null(Disk.WhyNearlyFull(new("stored files", 2L << 30, 20L << 30), new()));
        Assert.Equal(
            "The disk with stored files is nearly full: 1,000 MB of 10,000 MB are free. Make room or enlarge it. When it is full, nothing more can be saved.",
            Disk.WhyNearlyFull(new("stored files", 1000L << 20, 10_000L << 20), new())
        );
        Assert.NotNull(Disk.WhyNearlyFull(new("stored files", 4L << 30, 100L << 30), new()));
        await Watch(new ClamdOptions(), new DiskOptions { FloorPercent = 100, FloorMegabytes = int.MaxValue }).RunAsync();
        Assert.Equal(AlertKind.DiskSpace, Assert.Single(await alerts.StandingAsync()).Kind);
    }

    [Fact]
    public async Task Alert_emails_go_to_administrators_once_a_day_and_not_while_the_mail_server_is_down()
    {
        await new Scenario(database.Db, database.Clock).PersonAsync(Role.Administrator);
        await new Scenario(database.Db, database.Clock).PersonAsync(Role.Auditor);
        var watch = Watch(new ClamdOptions { Host = "/nowhere/clamd.sock" });
        await watch.RunAsync();
        Assert.Equal(0, await database.CountAsync("OutboxEmail")); // It may pass.
        Later(WatchPortal.BeforeWriting);
        await alerts.RaiseAsync(AlertKind.MailServer, "The mail server does not answer");
        await watch.RunAsync();
        Assert.Equal(0, await database.CountAsync("OutboxEmail"));

        await alerts.ClearAsync(AlertKind.MailServer);
        await watch.RunAsync();
        await watch.RunAsync();
        var text = Assert.Single(await database.Db.QueryAsync<string>("select TextBody from OutboxEmail"));
        Assert.Contains("virus scanner", text, StringComparison.Ordinal);
        Assert.Equal(1, await database.CountAsync("AuditEntry", "Action = 'AlertRaised'"));
        Later(TimeSpan.FromDays(1));
        await watch.RunAsync();
        Assert.Equal(2, await database.CountAsync("OutboxEmail", "Kind = 'AlertRaised'"));
    }

    [Fact]
    public async Task Twenty_emails_behind_an_unavailable_server_raise_one_alert_and_none_about_a_stopped_job()
    {
        for (var i = 0; i < 20; i++)
            await database.Db.ChangeAsync(
                Actor.Portal,
                AuditAction.SignInLinkSent,
                Guid.Empty,
                async work =>
                {
                    await work.EmailAsync(new("a@b.example", "Subject", "Text", Guid.Empty));
                    return Result.Done;
                }
            );
        var away = new SmtpTransport(
            new MailOptions
            {
                Provider = "smtp",
                Host = "127.0.0.1",
                Port = 1,
                UseTls = false,
            },
            TimeProvider.System
        );
        Assert.Equal(0, await Sender(away).SendDueAsync());
        Later(PortalVitals.Overdue + TimeSpan.FromMinutes(1));
        await Watch(new ClamdOptions()).RunAsync();
        // No e-mail has been tried since, so nothing shows that the server works.
        Assert.Equal(AlertKind.MailServer, Assert.Single(await alerts.StandingAsync()).Kind);
        Assert.Equal(0, (await new PortalVitals(database.Db, database.Clock).ReadAsync()).EmailsOverdue);

        Assert.Equal(
            20,
            await Sender(new PickupTransport(new MailOptions { PickupFolder = Path.Combine(database.Folder, "mail") })).SendDueAsync()
        );
        Assert.Empty(await alerts.StandingAsync());
    }

    [Fact]
    public async Task An_alert_that_is_not_raised_again_ends_after_a_quiet_period()
    {
        await alerts.RaiseAsync(AlertKind.Database, "The database did not answer");
        await alerts.RaiseAsync(AlertKind.MailServer, "The mail server does not answer"); // And the e-mail was given up.
        await alerts.RaiseAsync(AlertKind.FileStorage, "The disk is full");
        await Watch(new ClamdOptions()).RunAsync();
        Assert.Equal(3, (await alerts.StandingAsync()).Count);
        Later(Alerts.Unseen);
        await Watch(new ClamdOptions()).RunAsync();
        Assert.Empty(await alerts.StandingAsync());
    }

    [Fact]
    public async Task An_alert_of_a_machine_whose_clock_was_ahead_ends_without_waiting_for_that_time()
    {
        Later(TimeSpan.FromMinutes(20));
        await alerts.RaiseAsync(AlertKind.Database, "The clock is wrong");
        Later(TimeSpan.FromMinutes(-20));
        await Watch(new ClamdOptions()).RunAsync();
        Assert.Empty(await alerts.StandingAsync());
    }

    [Fact]
    public async Task An_email_that_somebody_has_dealt_with_raises_no_alert()
    {
        await database.Db.HousekeepAsync(async work =>
        {
            await work.EmailAsync(new("a@b.example", "A subject", "Words", Guid.CreateVersion7()));
            return await work.ExecuteAsync("update OutboxEmail set State = 'Failed'");
        });
        await Watch(new ClamdOptions()).RunAsync();
        Assert.Equal(AlertKind.EmailUncertain, Assert.Single(await alerts.StandingAsync()).Kind);
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update OutboxEmail set DealtWithAt = @Now, DealtWithHow = 'Posted'", new { work.Now })
        );
        Later(Alerts.Unseen);
        await Watch(new ClamdOptions()).RunAsync();
        Assert.Empty(await alerts.StandingAsync());
    }

    [Fact]
    public async Task The_printing_alert_is_raised_only_where_printing_was_set_up()
    {
        await Watch(new ClamdOptions(), printing: new() { Provider = "chromium" }).RunAsync();
        Assert.Empty(await alerts.StandingAsync());
        await Watch(new ClamdOptions(), printing: new() { Provider = "chromium", Chromium = "/nowhere/chromium" }).RunAsync();
        Assert.Equal(AlertKind.Printing, Assert.Single(await alerts.StandingAsync()).Kind);
    }

    [Fact]
    public void The_job_alert_covers_an_unsent_email_and_a_job_that_keeps_failing()
    {
        var nothing = new Vitals
        {
            Drafts = 0,
            EmailsWaiting = 0,
            EmailsOverdue = 0,
            EmailsUncertain = 0,
            EmailsFailed = 0,
            EmailsToDecide = 0,
            FilesAwaiting = 0,
            LettersWaiting = 0,
            StandingAlerts = 0,
        };
        Assert.Null(WatchPortal.WhyJobsFail([new("Reminders", null, "SqliteException", IsFailing: false)], nothing));
        Assert.Equal(
            "These jobs keep failing: Reminders (SqliteException, last succeeded 9:05am on 2 March 2026). Look in the log for the reason.",
            WatchPortal.WhyJobsFail([new("Reminders", Scenario.Utc("2026-03-02 09:05"), "SqliteException", IsFailing: true)], nothing)
        );
        Assert.StartsWith(
            "2 e-mails have been due",
            WatchPortal.WhyJobsFail([], nothing with { EmailsOverdue = 2 }),
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "3 e-mails from the last week",
            WatchPortal.WhyEmailsNeedSomebody(nothing with { EmailsToDecide = 3 }),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_failed_job_run_is_remembered_until_the_next_good_one()
    {
        await jobs.RunAsync("Reminders", () => throw new InvalidOperationException("for Jane Doe"), CancellationToken.None);
        Assert.Equal(new("Reminders", null, "InvalidOperationException", IsFailing: false), Assert.Single(jobs.All()));
        await jobs.RunAsync("Reminders", () => Task.CompletedTask, CancellationToken.None);
        Assert.Null(Assert.Single(jobs.All()).Failure);
        using var stopping = new CancellationTokenSource();
        await stopping.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() =>
            jobs.RunAsync("Reminders", () => throw new OperationCanceledException(), stopping.Token)
        );
    }

    [Fact]
    public async Task Portal_vitals_are_read_with_one_statement_and_are_empty_when_the_database_is_unavailable()
    {
        await database.Db.ChangeAsync(
            Actor.Portal,
            AuditAction.SignInLinkSent,
            Guid.Empty,
            async work =>
            {
                await work.EmailAsync(new("a@b.example", "Subject", "Text", Guid.Empty));
                return Result.Done;
            }
        );
        Later(PortalVitals.Overdue + TimeSpan.FromMinutes(1));
        // An answer is cached for five seconds, so the clock stands still here.
        var clock = new HandClock();
        clock.Move(database.Clock.GetUtcNow() - clock.GetUtcNow());
        var vitals = new PortalVitals(database.Db, clock);
        var statements = await TestDatabase.StatementsAsync(
            database.Db,
            async () =>
            {
                for (var i = 0; i < 9; i++)
                    Assert.Equal((1, 1), ((await vitals.GetAsync())!.EmailsWaiting, (await vitals.GetAsync())!.EmailsOverdue));
            }
        );
        Assert.Single(statements);
        var away = Commissioning.Platform.Data.Dialect.Sqlite("Data Source=/nowhere/at/all.db");
        Assert.Null(await new PortalVitals(new(away, database.Clock), database.Clock).GetAsync());
    }

    private FileStoreOptions Files => new() { Root = Path.Combine(database.Folder, "files") };

    private WatchPortal Watch(ClamdOptions clamd, DiskOptions? disk = null, PdfOptions? printing = null) =>
        new(
            database.Db,
            alerts,
            new PortalVitals(database.Db, database.Clock),
            new Clamd(clamd),
            new Disk(Files, database.Dialect, disk ?? new DiskOptions { FloorMegabytes = 0, FloorPercent = 0 }),
            new DiskFiles(Files),
            jobs,
            new ChromiumPdf(printing ?? new()),
            printing ?? new(),
            new Office(),
            database.Clock
        );

    private OutboxSender Sender(IMailTransport transport) =>
        new(
            database.Db,
            transport,
            new FileStore(database.Db, Files, new ClamdOptions()),
            alerts,
            new ThisNode(),
            NullLogger<OutboxSender>.Instance
        );

    private void Later(TimeSpan span) => database.Clock.MoveTo(database.Clock.GetUtcNow().UtcDateTime + span);

    public void Dispose() => database.Dispose();
}
