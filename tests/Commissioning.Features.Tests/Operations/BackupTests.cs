using System.IO.Compression;
using System.Security.Cryptography;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Features.Audit;
using Commissioning.Features.Operations;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;
using Commissioning.Platform.Watching;
using Commissioning.Testing;
using Commissioning.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging.Abstractions;

namespace Commissioning.Features.Tests.Operations;

public sealed class BackupTests : IDisposable
{
    private readonly TestDatabase database = new(onSqlServer: false); // A server has its own backups.
    private readonly FileStoreOptions options;
    private readonly FileStore files;
    private readonly Alerts alerts;
    private readonly MakeBackup backup;
    private readonly RestoreBackup restore;

    public BackupTests()
    {
        options = new FileStoreOptions { Root = Path.Combine(database.Folder, "files") };
        files = new FileStore(database.Db, options, new ClamdOptions());
        alerts = new Alerts(database.Db, NullLogger<Alerts>.Instance);
        backup = new MakeBackup(database.Db, files, alerts, database.Clock);
        restore = new RestoreBackup(database.Db, options, database.Clock);
    }

    private string Backups => Path.Combine(database.Folder, "backups");

    [Fact]
    public async Task A_backup_made_during_writes_is_consistent()
    {
        using var stopping = new CancellationTokenSource();
        var written = 0;
        var writers = Enumerable
            .Range(0, 4)
            .Select(_ =>
                Task.Run(async () =>
                {
                    while (!stopping.IsCancellationRequested)
                    {
                        await AddAsync("A paper");
                        Interlocked.Increment(ref written);
                    }
                })
            )
            .ToList();
        while (written < 20)
            await Task.Yield();
        var made = await backup.RunAsync(Path.Combine(Backups, "busy.zip"));
        var after = written;
        await stopping.CancelAsync();
        await Task.WhenAll(writers);
        Assert.Null(made.FirstRefusal);
        Assert.Empty(made.Value!.Faults);
        var there = Path.Combine(database.Folder, "there");
        Assert.Null((await restore.RunAsync(made.Value.Path, there)).FirstRefusal);
        var copy = new Db(Dialect.Sqlite($"Data Source={Path.Combine(there, "commissioning.db")};Pooling=False"), database.Clock);
        // Each change wrote a file, two rows and an audit entry; none exists without the others.
        var rows = await copy.ScalarAsync<int>("select count(*) from Setting");
        Assert.InRange(rows, 20, after + 4);
        Assert.Equal(
            (rows, rows),
            (await copy.ScalarAsync<int>("select count(*) from StoredFile"), await copy.ScalarAsync<int>("select count(*) from AuditEntry"))
        );
        Assert.Equal(rows, Directory.GetFiles(Path.Combine(there, "files"), "*", SearchOption.AllDirectories).Length);
        Assert.True((await new VerifyAudit(copy).RunAsync()).Intact);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(made.Value.Path));
    }

    [Fact]
    public async Task A_backup_with_a_changed_byte_is_refused_and_restores_nothing()
    {
        await AddAsync("A paper");
        var path = (await backup.RunAsync(Path.Combine(Backups, "one.zip"))).Value!.Path;
        var good = await File.ReadAllBytesAsync(path);
        var wrong = Path.Combine(Backups, "wrong.zip");
        foreach (var place in Enumerable.Range(0, 41).Select(i => (int)((good.Length - 1L) * i / 40)))
        {
            var bytes = (byte[])good.Clone();
            bytes[place] ^= 1;
            await File.WriteAllBytesAsync(wrong, bytes);
            await AssertRefusedAsync(wrong, "Nothing was restored.");
        }
        await File.WriteAllBytesAsync(wrong, good[..^1]);
        await AssertRefusedAsync(wrong, "Nothing was restored.");
        await File.WriteAllTextAsync(wrong, "not a backup");
        await AssertRefusedAsync(wrong, "Nothing was restored.");

        async Task AssertRefusedAsync(string pack, string sentence)
        {
            var to = Path.Combine(database.Folder, "nowhere");
            Assert.StartsWith(sentence, (await restore.RunAsync(pack, to)).FirstRefusal?.Sentence, StringComparison.Ordinal);
            Assert.False(File.Exists(Path.Combine(to, "commissioning.db")));
            Assert.Empty(Directory.EnumerateFileSystemEntries(to));
        }
    }

    [Fact]
    public async Task A_backup_packs_files_in_parts_and_misses_each_that_is_not_in_it()
    {
        var kept = new List<FileStore.NewFile>();
        for (var number = 0; number < 501; number++)
            kept.Add(
                await files.WriteAsync(Actor.Portal, "paper.txt", "text/plain", BitConverter.GetBytes(number), database.Clock.UtcNow())
            );
        await database.Db.HousekeepAsync(work => work.ExecuteAsync(FileStore.InsertSql, kept));
        var path = (await backup.RunAsync(Path.Combine(Backups, "many.zip"))).Value!.Path;
        Assert.Equal(["commissioning.db", "files-0001.tar", "files-0002.tar", "files.jsonl", "manifest.json"], Parts());
        var restored = await restore.RunAsync(path, Path.Combine(database.Folder, "there"));
        Assert.Equal(501, restored.Value!.Manifest.Files);
        Assert.Equal(
            kept.Select(file => $"{file.Id:N}").Order(),
            Directory
                .GetFiles(Path.Combine(database.Folder, "there", "files"), "*", SearchOption.AllDirectories)
                .Select(file => Path.GetFileName(file)!)
                .Order()
        );
        // As somebody would alter it who also writes its hash anew.
        await AlterAsync(zip => zip.CreateEntry("files-0003.tar"));
        await AssertRefusedAsync("files-0003.tar is in the backup but not in its list");
        await AlterAsync(zip =>
        {
            zip.GetEntry("files-0003.tar")!.Delete();
            zip.GetEntry("files-0002.tar")!.Delete();
        });
        await AssertRefusedAsync($"{DiskFiles.PlaceOf(await LastAsync())} is missing from the backup");

        List<string> Parts()
        {
            using var zip = ZipFile.OpenRead(path);
            return zip.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal).ToList();
        }

        async Task<Guid> LastAsync() => (await database.Db.QueryAsync<Guid>("select Id, ByteLength, Sha256 from StoredFile"))[^1];

        async Task AlterAsync(Action<ZipArchive> alter)
        {
            using (var zip = ZipFile.Open(path, ZipArchiveMode.Update))
                alter(zip);
            var bytes = await File.ReadAllBytesAsync(path);
            var hash = Convert.ToHexStringLower(SHA256.HashData(bytes.AsSpan(0, bytes.Length - 64)));
            System.Text.Encoding.ASCII.GetBytes(hash).CopyTo(bytes, bytes.Length - 64);
            await File.WriteAllBytesAsync(path, bytes);
        }

        async Task AssertRefusedAsync(string why) =>
            Assert.Contains(
                why,
                (await restore.RunAsync(path, Path.Combine(database.Folder, "nowhere"))).FirstRefusal?.Sentence,
                StringComparison.Ordinal
            );
    }

    [Fact]
    public async Task A_backup_that_cannot_be_written_leaves_no_file_and_raises_an_alert()
    {
        await AddAsync("A paper");
        database.Clock.MoveTo("2026-03-01 02:00");
        // A killed process left this; the next backup removes it.
        Directory.SetLastWriteTimeUtc(
            Directory.CreateDirectory(Path.Combine(Backups, ".backup-killed")).FullName,
            new DateTime(2026, 2, 1, 2, 0, 0, DateTimeKind.Utc)
        );
        var first = (await backup.RunAsync(Backups)).Value!.Path;
        var bytes = await File.ReadAllBytesAsync(first);
        Assert.Contains("already exists", (await backup.RunAsync(first)).FirstRefusal!.Sentence, StringComparison.Ordinal);
        // The target is a file, so it cannot be written to as a folder.
        var refused = await backup.RunAsync(Path.Combine(first, "inside"));
        Assert.StartsWith("No backup was made", refused.FirstRefusal!.Sentence, StringComparison.Ordinal);
        Assert.Equal(AlertKind.BackupFailed, Assert.Single(await alerts.StandingAsync()).Kind);
        Assert.Equal([first], Directory.EnumerateFileSystemEntries(Backups));
        Assert.Equal(bytes, await File.ReadAllBytesAsync(first));

        // The next good one clears the alert, and only the newest are kept.
        foreach (var day in new[] { 2, 3, 4 })
        {
            database.Clock.MoveTo($"2026-03-0{day} 02:00");
            Assert.Null((await backup.RunAsync(Backups, keep: 2)).FirstRefusal);
        }
        Assert.Empty(await alerts.StandingAsync());
        Assert.Equal(
            ["commissioning-20260303T020000Z.zip", "commissioning-20260304T020000Z.zip"],
            Directory.EnumerateFiles(Backups).Select(path => Path.GetFileName(path)!).Order()
        );

        // Files that only look like backups are never removed, however old they look, nor is a new one with another name.
        foreach (var other in new[] { "commissioning-before-upgrade.zip", "commissioning-20260101.zip" })
            await File.WriteAllTextAsync(Path.Combine(Backups, other), "kept");
        Assert.Equal(
            ["commissioning-20260303T020000Z.zip"],
            (await backup.RunAsync(Path.Combine(Backups, "aaa.zip"), keep: 2)).Value!.Removed.Select(path => Path.GetFileName(path))
        );
        Assert.True(
            File.Exists(Path.Combine(Backups, "aaa.zip"))
                && File.Exists(Path.Combine(Backups, "commissioning-before-upgrade.zip"))
                && File.Exists(Path.Combine(Backups, "commissioning-20260101.zip"))
        );

        // A missing stored file is listed, and the rest is backed up.
        await AddAsync("Another");
        File.Delete(Directory.GetFiles(options.Root, "*", SearchOption.AllDirectories)[0]);
        var partly = await backup.RunAsync(Path.Combine(Backups, "partly.zip"), keep: 1);
        Assert.Empty(partly.Value!.Removed);
        Assert.Single(partly.Value!.Faults);
        Assert.Equal(AlertKind.BackupFailed, Assert.Single(await alerts.StandingAsync()).Kind);
        Assert.Null((await restore.RunAsync(partly.Value.Path, Path.Combine(database.Folder, "partly"))).FirstRefusal);
    }

    [Fact]
    public async Task A_restore_brings_back_the_same_page_and_sets_aside_the_data_it_replaces()
    {
        var scenario = new Scenario(database.Db, database.Clock);
        var officer = await scenario.PersonAsync(Domain.Accounts.Role.CommissioningOfficer);
        await scenario.RoundAsync(
            officer,
            [await scenario.PersonAsync(Domain.Accounts.Role.PanelMember), await scenario.PersonAsync(Domain.Accounts.Role.PanelMember)]
        );
        await database.Db.HousekeepAsync(work => work.ExecuteAsync("update Round set ClosesAt = '2099-01-01 12:00:00.000'"));
        await AddAsync("A paper");
        string before,
            pack;
        await using (var app = await StartAsync())
        {
            before = await PageAsync(app);
            pack = (await backup.RunAsync(Path.Combine(Backups, "whole.zip"))).Value!.Path;
            Assert.Contains("already holds records", (await restore.RunAsync(pack)).FirstRefusal!.Sentence, StringComparison.Ordinal);
            Assert.Contains(
                "A portal is using",
                (await restore.RunAsync(pack, replace: true)).FirstRefusal!.Sentence,
                StringComparison.Ordinal
            );
            await database.Db.HousekeepAsync(work => work.ExecuteAsync("update Round set Name = 'Spoilt'"));
            Assert.Contains("Spoilt", await PageAsync(app), StringComparison.Ordinal);
            await app.StopAsync();
        }
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        var restored = await restore.RunAsync(pack, replace: true);
        Assert.Null(restored.FirstRefusal);
        Assert.Equal(2, restored.Value!.Kept.Count);
        Assert.All(restored.Value.Kept, path => Assert.True(File.Exists(path) || Directory.Exists(path)));
        Assert.False(restored.Value.NeedsMigration);
        await using (var app = await StartAsync())
        {
            Assert.Equal(before, await PageAsync(app));
            await app.StopAsync();
        }
        var stored = await database.Db.ScalarAsync<Guid>("select Id from StoredFile");
        Assert.Equal("A paper", System.Text.Encoding.UTF8.GetString((await files.ReadAsync(stored)).Content));
    }

    [Fact]
    public async Task A_backup_of_a_newer_portal_is_refused()
    {
        await AddAsync("A paper");
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into SchemaJournal (Script, Hash, AppliedAt, DurationMs) values ('9999-later', 'x', @Now, 1)",
                new { work.Now }
            )
        );
        var path = (await backup.RunAsync(Path.Combine(Backups, "later.zip"))).Value!.Path;
        Assert.Contains(
            "newer portal (9999-later)",
            (await restore.RunAsync(path, Path.Combine(database.Folder, "there"))).FirstRefusal!.Sentence,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_restore_over_a_damaged_database_ends_sessions_and_lists_what_was_erased_since()
    {
        var person = await new Scenario(database.Db, database.Clock).PersonAsync(Domain.Accounts.Role.Applicant);
        await HousekeepAsync(
            "insert into PersonSession (Id, PersonId, CreatedAt, SeenAt, EndsAt, Method, Device, DeviceHash) values (@Id, @Person, @Now, @Now, @Later, 'Password', 'A browser', @Hash)"
        );
        var stamp = await StampAsync();
        var pack = (await backup.RunAsync(Path.Combine(Backups, "whole.zip"))).Value!.Path;
        await HousekeepAsync(
            "insert into ErasedRecord (RecordType, RecordKey, ErasedAt, ExportSha256) values ('Email', 'abc', @Now, @Hash)"
        );
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        var restored = (await restore.RunAsync(pack, replace: true)).Value!;
        Assert.Equal(["Email abc"], restored.ErasedSince);
        Assert.Equal(1, await database.CountAsync("PersonSession", "EndedWhy = 'Restored'"));
        Assert.NotEqual(stamp, await StampAsync());

        // A damaged database file is put aside with its log; a file store that is not on disk is left alone.
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        var own = database.Dialect.File!;
        await File.WriteAllTextAsync(own, new string('x', 8192));
        Assert.Contains("already holds records", (await restore.RunAsync(pack)).FirstRefusal!.Sentence, StringComparison.Ordinal);
        var elsewhere = new RestoreBackup(database.Db, options with { Provider = "azure" }, database.Clock);
        Assert.Contains("--to", (await elsewhere.RunAsync(pack, replace: true)).FirstRefusal!.Sentence, StringComparison.Ordinal);
        database.Clock.MoveTo("2030-01-01 12:00");
        var again = (await restore.RunAsync(pack, replace: true)).Value!;
        Assert.Contains(again.Kept, path => path.StartsWith(own + ".before-restore-", StringComparison.Ordinal) && File.Exists(path));
        Assert.Contains("cannot be read", Assert.Single(again.ErasedSince), StringComparison.Ordinal);
        Assert.Equal(1, await database.CountAsync("Person", "Id = @Id", new { person.Id }));

        Task<string?> StampAsync() => database.Db.ScalarAsync<string>("select SecurityStamp from Person where Id = @Id", new { person.Id });
        Task HousekeepAsync(string sql) =>
            database.Db.HousekeepAsync(work =>
                work.ExecuteAsync(
                    sql,
                    new
                    {
                        Id = Guid.NewGuid(),
                        Person = person.Id,
                        work.Now,
                        Later = work.Now.AddHours(1),
                        Hash = new string('0', 64),
                    }
                )
            );
    }

    [Fact]
    public async Task A_backup_of_a_SQL_Server_database_is_refused()
    {
        var server = new Db(Dialect.SqlServer("Server=nowhere;Database=none"), database.Clock);
        Assert.Equal(
            MakeBackup.OnServer,
            (await new MakeBackup(server, files, alerts, database.Clock).RunAsync(Backups)).FirstRefusal!.Sentence
        );
        Assert.Equal(
            MakeBackup.OnServer,
            (await new RestoreBackup(server, options, database.Clock).RunAsync(Path.Combine(Backups, "whole.zip"))).FirstRefusal!.Sentence
        );
    }

    private async Task AddAsync(string content)
    {
        var file = await files.WriteAsync(
            Actor.Portal,
            "paper.txt",
            "text/plain",
            System.Text.Encoding.UTF8.GetBytes(content),
            database.Clock.UtcNow()
        );
        await database.Db.ChangeAsync(
            Actor.Portal,
            AuditAction.DocumentUploaded,
            file.Id,
            async work =>
            {
                await work.ExecuteAsync(FileStore.InsertSql, file);
                await work.ExecuteAsync(
                    "insert into Setting (Name, SetValue, ChangedAt) values (@Name, 'x', @Now)",
                    new { Name = $"test {file.Id}", work.Now }
                );
                return Result.Done;
            }
        );
    }

    private async Task<WebApplication> StartAsync()
    {
        var app = Portal.Build([
            "--urls=http://127.0.0.1:0",
            "--environment=Development",
            $"--contentRoot={Repository.File("src", "Commissioning.Web")}",
            .. database.Arguments,
            $"--Files:Root={options.Root}",
            $"--Mail:PickupFolder={Path.Combine(database.Folder, "mail")}",
            "--Demonstration:Load=false",
            "--Logging:LogLevel:Default=Error",
            "--Pdf:Chromium=/none",
        ]);
        Assert.Null(await Portal.WhyCannotServeAsync(app));
        await app.StartAsync();
        return app;
    }

    private static async Task<string> PageAsync(WebApplication app)
    {
        using var browser = new Browser(new Uri(app.Urls.Single()), null);
        return (await browser.OpenAsync(Links.Funds.OpenRounds)).Text;
    }

    public void Dispose() => database.Dispose();
}
