using Commissioning.Features.Audit;
using Commissioning.Features.Operations;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;
using Commissioning.Platform.Watching;
using Commissioning.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Commissioning.Features.Tests.Operations;

public sealed class NightlyBackupTests : IDisposable
{
    private readonly TestDatabase database = new(onSqlServer: false); // A server has its own backups.
    private readonly FileStore files;
    private readonly Alerts alerts;

    public NightlyBackupTests()
    {
        files = new FileStore(database.Db, new FileStoreOptions { Root = Path.Combine(database.Folder, "files") }, new ClamdOptions());
        alerts = new Alerts(database.Db, NullLogger<Alerts>.Instance);
        database.Clock.MoveTo("2026-03-02 01:59");
    }

    private string Folder => Path.Combine(database.Folder, "backups");

    private IEnumerable<string> Stored =>
        Directory.Exists(Folder) ? Directory.EnumerateFileSystemEntries(Folder).Select(path => Path.GetFileName(path)!).Order() : [];

    private BackupOptions Options => new() { At = new(2, 0), Place = new DiskBackups(Folder) };

    private NightlyBackup Nightly(BackupOptions? options = null) =>
        new(
            database.Db,
            new MakeBackup(database.Db, files, alerts, database.Clock),
            new BackupRuns(database.Db),
            options ?? Options,
            alerts,
            database.Clock
        );

    [Fact]
    public async Task A_backup_is_made_once_a_night_and_shown_with_its_size()
    {
        Assert.True(await Nightly().RunAsync()); // The first one at once: yesterday has none.
        Assert.False(await Nightly().RunAsync());
        database.Clock.MoveTo("2026-03-02 02:00");
        Assert.True(await Nightly().RunAsync());
        database.Clock.MoveTo("2026-03-02 23:00");
        Assert.False(await Nightly().RunAsync());
        Assert.Equal(["commissioning-20260302T020000Z.zip"], Stored); // The newest of the day stays.
        var state = new BackupState(database.Db, Options, database.Clock);
        var page = await state.GetAsync();
        Assert.Equal((null, 2, "Made"), (page.WhyNone, page.Runs.Count, page.NewestGood!.State));
        Assert.Equal(new FileInfo(Path.Combine(Folder, page.NewestGood.Name!)).Length, page.NewestGood.Bytes);
        Assert.Equal(2, await database.CountAsync("AuditEntry", "Action = 'BackupMade' and Detail like '%0 missing or damaged%verified%'"));
        Assert.True((await new VerifyAudit(database.Db).RunAsync()).Intact);
        Assert.Null(await state.WhyActAsync());
        database.Clock.MoveTo("2026-03-03 14:01");
        Assert.Contains("2am on 2 March 2026", await state.WhyActAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_that_fails_leaves_the_old_ones_and_is_tried_again_each_hour()
    {
        Assert.True(await Nightly().RunAsync());
        var before = await File.ReadAllBytesAsync(Path.Combine(Folder, Stored.Single()));
        // The folder is a file now, so nothing can be written into it.
        var away = Folder + "-away";
        Directory.Move(Folder, away);
        await File.WriteAllTextAsync(Folder, "in the way");
        database.Clock.MoveTo("2026-03-02 02:00");
        Assert.False(await Nightly().RunAsync());
        Assert.Equal(AlertKind.BackupFailed, Assert.Single(await alerts.StandingAsync()).Kind);
        Assert.Equal(1, await database.CountAsync("BackupRun", "State = 'Failed' and Sentence like 'No backup was made%'"));
        Assert.Equal(1, await database.CountAsync("AuditEntry", "Action = 'BackupNotMade'"));
        database.Clock.MoveTo("2026-03-02 02:30");
        Assert.False(await Nightly().RunAsync());
        Assert.Equal(1, await database.CountAsync("BackupRun", "State = 'Failed'"));
        File.Delete(Folder);
        Directory.Move(away, Folder);
        Assert.Equal(before, await File.ReadAllBytesAsync(Path.Combine(Folder, Stored.Single())));
        database.Clock.MoveTo("2026-03-02 03:05");
        Assert.True(await Nightly().RunAsync());
        Assert.Empty(await alerts.StandingAsync());
    }

    [Fact]
    public async Task A_night_without_a_backup_raises_an_alert_until_the_next_good_one()
    {
        Assert.True(await Nightly().RunAsync());
        database.Clock.MoveTo("2026-03-02 03:59");
        await Nightly().WatchAsync();
        Assert.Empty(await alerts.StandingAsync());
        database.Clock.MoveTo("2026-03-02 04:00"); // The job hangs or its lease is lost.
        await Nightly().WatchAsync();
        await Nightly().WatchAsync();
        var alert = Assert.Single(await alerts.StandingAsync());
        Assert.Equal((AlertKind.BackupFailed, 1L), (alert.Kind, alert.Times));
        Assert.Contains("no backup of the last night", alert.Sentence, StringComparison.Ordinal);
        Assert.True(await Nightly().RunAsync());
        await Nightly().WatchAsync();
        Assert.Empty(await alerts.StandingAsync());
    }

    [Fact]
    public async Task Old_backups_are_thinned_only_after_a_good_one_and_other_files_stay()
    {
        Directory.CreateDirectory(Folder);
        foreach (var other in new[] { "commissioning-before-upgrade.zip", "notes.txt" })
            await File.WriteAllTextAsync(Path.Combine(Folder, other), "kept");
        var options = Options with { KeepDays = 2, KeepWeeks = 0, KeepMonths = 0 };
        for (var day = 2; day <= 5; day++)
        {
            database.Clock.MoveTo($"2026-03-0{day} 02:00");
            Assert.True(await Nightly(options).RunAsync());
        }
        Assert.Equal(
            ["commissioning-20260304T020000Z.zip", "commissioning-20260305T020000Z.zip", "commissioning-before-upgrade.zip", "notes.txt"],
            Stored
        );
        // A stored file is missing: what is there is backed up, nothing is thinned, and it is made once a night all the same.
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                FileStore.InsertSql,
                new
                {
                    Id = Guid.NewGuid(),
                    Name = "lost.pdf",
                    ContentType = "application/pdf",
                    ByteLength = 1,
                    Sha256 = new string('0', 64),
                    ScanState = nameof(ScanState.NotNeeded),
                    StoredBy = Guid.Empty,
                    StoredAt = work.Now,
                }
            )
        );
        database.Clock.MoveTo("2026-03-06 02:00");
        Assert.True(await Nightly(options).RunAsync());
        Assert.Equal(5, Stored.Count());
        Assert.Equal(1, await database.CountAsync("BackupRun", "State = 'Partly'"));
        Assert.Equal(AlertKind.BackupFailed, Assert.Single(await alerts.StandingAsync()).Kind);
        database.Clock.MoveTo("2026-03-06 05:00");
        Assert.False(await Nightly(options).RunAsync());
    }

    [Fact]
    public async Task A_backup_by_the_verb_is_listed_and_counts_but_stands_in_for_no_night()
    {
        var state = new BackupState(database.Db, Options, database.Clock);
        Assert.True(await Nightly().RunAsync());
        database.Clock.MoveTo("2026-03-04 12:00"); // Two nights were missed.
        Assert.Contains("1:59am on 2 March 2026", await state.WhyActAsync(), StringComparison.Ordinal);
        var elsewhere = Path.Combine(database.Folder, "elsewhere");
        var byVerb = new BackupByVerb(database.Db, new MakeBackup(database.Db, files, alerts, database.Clock), new BackupRuns(database.Db));
        var (made, notListed) = await byVerb.RunAsync(elsewhere);
        Assert.Null(notListed);
        Assert.Null(await state.WhyActAsync());
        var page = await state.GetAsync();
        Assert.Equal(
            (false, Path.GetFileName(made.Value!.Path), elsewhere, "Made"),
            (page.NewestGood!.IsNightly, page.NewestGood.Name, page.NewestGood.Place, page.NewestGood.State)
        );
        Assert.Equal(1, await database.CountAsync("AuditEntry", "Action = 'BackupMade' and Detail like '%elsewhere%'"));
        await Nightly().WatchAsync();
        Assert.Empty(await alerts.StandingAsync());
        // Without the setting the page shows it too, and nobody is alarmed.
        var without = await new BackupState(database.Db, new(), database.Clock).GetAsync();
        Assert.Equal((page.NewestGood, 2), (without.NewestGood, without.Runs.Count));
        Assert.True(await Nightly().RunAsync());

        // One that fails is on the list with its reason.
        Assert.NotNull((await byVerb.RunAsync(Path.Combine(made.Value.Path, "inside"))).Outcome.FirstRefusal);
        Assert.Equal(
            1,
            await database.CountAsync("BackupRun", "IsNightly = 0 and State = 'Failed' and Sentence like 'No backup was made%'")
        );
    }

    [Fact]
    public async Task A_verb_that_cannot_sign_its_entry_makes_the_backup_and_says_that_it_is_not_listed()
    {
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update AuditHead set CheckpointAt = @Now where Id = 1", new { work.Now })
        );
        var (made, notListed) = await new BackupByVerb(
            database.Db,
            new MakeBackup(database.Db, files, alerts, database.Clock),
            new BackupRuns(database.Db)
        ).RunAsync(Folder);
        Assert.Null(made.FirstRefusal);
        Assert.Contains("Keys__CertificateFile", notListed, StringComparison.Ordinal);
        Assert.Equal(0, await database.CountAsync("BackupRun") + await database.CountAsync("AuditEntry"));
    }

    [Fact]
    public async Task A_portal_without_the_setting_makes_no_backup_and_is_not_degraded()
    {
        Assert.False(await Nightly(new()).RunAsync());
        await Nightly(new()).WatchAsync();
        var state = new BackupState(database.Db, new(), database.Clock);
        Assert.Null(await state.WhyActAsync());
        Assert.Contains("Backup__At", (await state.GetAsync()).WhyNone, StringComparison.Ordinal);
        var server = new BackupState(new Db(Dialect.SqlServer("Server=nowhere;Database=none"), database.Clock), new(), database.Clock);
        Assert.Contains("SQL Server makes its own", (await server.GetAsync()).WhyNone, StringComparison.Ordinal);
    }

    public void Dispose() => database.Dispose();
}
