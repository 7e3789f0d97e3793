using System.Security.Cryptography;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Features.Operations;
using Commissioning.Features.Records;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;
using Commissioning.Platform.Watching;
using Commissioning.Testing;
using Commissioning.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioning.Features.Tests.Operations;

/// <summary>A disk that fills at each step of a backup, a restore and an archive, from the copy of the database to the last
/// directory.</summary>
public sealed class FullDiskTests : IAsyncLifetime
{
    private const int MB = 1024 * 1024;

    // Steps that find no room: the database's copy, its compressed copy, the files, and what is unpacked to verify it.
    private static readonly IReadOnlyList<long> Sizes = [MB / 4, MB, 2 * MB, 3 * MB, 4 * MB, 5 * MB, 6 * MB];

    private readonly TestDatabase database = new(onSqlServer: false); // A server has its own backups.
    private WebApplication app = null!;
    private IServiceScope scope = null!;

    public async Task InitializeAsync()
    {
        app = Portal.Build([
            "--environment=Development",
            $"--contentRoot={Repository.File("src", "Commissioning.Web")}",
            .. database.Arguments,
            $"--Files:Root={Path.Combine(database.Folder, "files")}",
            "--Demonstration:Load=false",
            "--Logging:LogLevel:Default=None",
            "--Pdf:Chromium=/none",
        ]);
        scope = app.Services.CreateScope();
        for (var file = 0; file < 8; file++)
            await StoreAsync(MB / 2);
    }

    [SmallDiskFact]
    public async Task A_backup_for_which_there_is_no_room_leaves_nothing_and_an_alert_and_the_portal_goes_on()
    {
        foreach (var size in Sizes)
        {
            using var disk = new SmallDisk(size);
            var (outcome, _) = await Get<BackupByVerb>().RunAsync(disk.Folder);
            Assert.Equal(
                $"No backup was made: The disk of {disk.Folder} is full. Earlier backups have not changed. Check the folder and the space on its disk.",
                outcome.FirstRefusal?.Sentence
            );
            Assert.Empty(Directory.EnumerateFileSystemEntries(disk.Folder));
            Assert.Equal(AlertKind.BackupFailed, Assert.Single(await Get<Alerts>().StandingAsync()).Kind);
            await StoreAsync(100);
        }
        Assert.Equal(Sizes.Count, await database.CountAsync("BackupRun", "State = 'Failed' and Sentence like '%is full%'"));
        Assert.Null((await Get<BackupByVerb>().RunAsync(Path.Combine(database.Folder, "room"))).Outcome.FirstRefusal);
        Assert.Empty(await Get<Alerts>().StandingAsync());
    }

    [SmallDiskFact]
    public async Task An_archive_for_which_there_is_no_room_leaves_nothing()
    {
        var administrator = await new Scenario(database.Db, database.Clock).PersonAsync(Role.Administrator);
        foreach (var size in Sizes.Where(size => size < 5 * MB))
        foreach (var name in new[] { "archive.zip", "archive" })
        {
            using var disk = new SmallDisk(size);
            var outcome = await Get<ExportArchive>().RunAsync(administrator, Path.Combine(disk.Folder, name));
            Assert.Equal(
                $"No archive was made: The disk of {disk.Folder} is full. Check the folder and the space on its disk, and begin again.",
                outcome.FirstRefusal?.Sentence
            );
            Assert.Empty(Directory.EnumerateFileSystemEntries(disk.Folder));
        }
        Assert.Equal(0, await database.CountAsync("AuditEntry", "Action = 'ArchiveExported'"));
    }

    [SmallDiskFact]
    public async Task A_restore_for_which_there_is_no_room_leaves_nothing_there_and_the_backup_as_it_was()
    {
        var pack = (await Get<MakeBackup>().RunAsync(Path.Combine(database.Folder, "room"))).Value!.Path;
        var bytes = await File.ReadAllBytesAsync(pack);
        foreach (var size in Sizes.Where(size => size < 5 * MB))
        {
            using var disk = new SmallDisk(size);
            var to = Path.Combine(disk.Folder, "there");
            Assert.Equal(
                $"The backup could not be restored: The disk of {to} is full. Nothing was put in place.",
                (await Get<RestoreBackup>().RunAsync(pack, to)).FirstRefusal?.Sentence
            );
            Assert.Empty(Directory.EnumerateFileSystemEntries(to));
        }
        Assert.Equal(bytes, await File.ReadAllBytesAsync(pack));
    }

    private T Get<T>()
        where T : notnull => scope.ServiceProvider.GetRequiredService<T>();

    private async Task StoreAsync(int bytes)
    {
        var file = await Get<FileStore>()
            .WriteAsync(Actor.Portal, "paper.bin", "application/pdf", RandomNumberGenerator.GetBytes(bytes), database.Clock.UtcNow());
        await Get<Db>()
            .ChangeAsync(
                Actor.Portal,
                AuditAction.DocumentUploaded,
                file.Id,
                async work =>
                {
                    await work.ExecuteAsync(FileStore.InsertSql, file);
                    return Result.Done;
                }
            );
    }

    public async Task DisposeAsync()
    {
        scope.Dispose();
        await app.DisposeAsync();
        database.Dispose();
    }
}
