using System.Data.Common;
using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using Commissioning.Domain;
using Commissioning.Features.Audit;
using Commissioning.Features.Records;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;
using Commissioning.Platform.Watching;

namespace Commissioning.Features.Operations;

/// <summary>Makes a verified backup of the embedded database and the stored files while the portal keeps serving and writing. The database
/// is copied first, as of one moment; files are written before the rows that name them, so every file of that moment can be copied
/// afterwards.</summary>
public sealed partial class MakeBackup(Db db, FileStore files, Alerts alerts, TimeProvider clock)
{
    public const string OnServer = "The database is on SQL Server, so back it up there: see \"Backup and restore\" in src/OPERATIONS.md.";
    private const string Prefix = "commissioning-";
    private const string ErasedMeanwhile = "it was erased while the backup was made";

    /// <param name="Faults">Files that could not be backed up because they are missing or damaged; everything else is in the
    /// backup.</param>
    public sealed record WrittenBackup(
        string Path,
        long Bytes,
        BackupManifest Manifest,
        IReadOnlyList<string> Faults,
        IReadOnlyList<string> Removed
    );

    /// <param name="target">A folder, or the name of a new .zip file.</param>
    /// <param name="keep">How many backups to keep in the folder; null: all.</param>
    public async Task<Result<WrittenBackup>> RunAsync(string target, int? keep = null, Action<string>? progress = null)
    {
        if (!db.Dialect.IsSqlite)
            return new Refusal(OnServer);
        if (keep < 1)
            return new Refusal("Keep at least 1 backup");
        var path = target.EndsWith(".zip", StringComparison.OrdinalIgnoreCase)
            ? Path.GetFullPath(target)
            : Path.Combine(
                Path.GetFullPath(target),
                $"{Prefix}{clock.UtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}.zip"
            );
        if (File.Exists(path))
            return new Refusal($"{path} already exists. Choose another name.");
        var scratch = Path.Combine(Path.GetDirectoryName(path)!, $".backup-{Guid.NewGuid():N}");
        try
        {
            BackupPack.MakePrivateFolder(scratch);
            foreach (
                var killed in Directory
                    .GetDirectories(Path.GetDirectoryName(path)!, ".backup-*")
                    .Where(folder => Directory.GetLastWriteTimeUtc(folder) < TimeProvider.System.UtcNow().AddDays(-1))
            )
                Directory.Delete(killed, recursive: true);
            var pack = Path.Combine(scratch, "backup.zip");
            var manifest = await PackAsync(scratch, pack, progress ?? (_ => { }));
            progress?.Invoke("Verifying it");
            var unpacked = await BackupPack.UnpackAsync(pack, Path.Combine(scratch, "look"), clock, keepFiles: false);
            if (unpacked.Faults.Count > 0)
                return await FailedAsync(
                    $"The backup was written but did not verify, so it was not kept: {string.Join("; ", unpacked.Faults.Take(3))}"
                );
            File.Move(pack, path);
            var faults = unpacked.Lost.Where(file => file.Fault != ErasedMeanwhile).Select(file => $"{file.Name}: {file.Fault}").ToList();
            // The backup is as good as before: it has what the database has, and an earlier one has the copy as it was received.
            if (await new VerifyAudit(db).RunAsync() is { Intact: false } altered)
                await alerts.RaiseAsync(AlertKind.CopyDiffers, altered.Sentence);
            if (faults.Count == 0)
                await alerts.ClearAsync(AlertKind.BackupFailed);
            else
                await alerts.RaiseAsync(
                    AlertKind.BackupFailed,
                    $"The backup is whole but for {faults.Count} stored files that are missing or damaged. Run the verb backup to see which, and restore them from an earlier one."
                );
            return Result.Made(
                new WrittenBackup(
                    path,
                    new FileInfo(path).Length,
                    manifest,
                    faults,
                    keep is { } number && faults.Count == 0 ? RemoveOlder(path, number) : []
                )
            );
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DbException or FileStorageException)
        {
            return await FailedAsync(
                $"No backup was made: {FullDisk.Reason(exception, Path.GetDirectoryName(path)!)} Earlier backups have not changed. Check the folder and the space on its disk."
            );
        }
        finally
        {
            if (Directory.Exists(scratch))
                Directory.Delete(scratch, recursive: true);
        }
    }

    private async Task<Refusal> FailedAsync(string sentence)
    {
        await alerts.RaiseAsync(AlertKind.BackupFailed, sentence);
        return new(sentence);
    }

    private async Task<BackupManifest> PackAsync(string scratch, string pack, Action<string> progress)
    {
        progress("Copying the database");
        var copy = Path.Combine(scratch, BackupPack.Database);
        await SqliteFile.CopyAsync(db.Dialect, copy);
        var copied = BackupPack.DbOf(copy, clock);
        var rows = await BackupPack.CountAsync(copied, Schema.Embedded.Select(table => table.Name));
        await using var stream = BackupPack.CreatePrivate(pack);
        BackupManifest manifest;
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true) { Comment = BackupPack.Blank })
        {
            var head = await AddAsync(zip, BackupPack.Database, copy);
            // A ZIP is written one part at a time, so the list waits beside it.
            var list = Path.Combine(scratch, BackupPack.List);
            var packed = await AddFilesAsync(zip, copied, list, rows["StoredFile"], progress);
            manifest = new()
            {
                PortalVersion = typeof(MakeBackup).Assembly.GetName().Version!.ToString(),
                MadeAt = clock.UtcNow(),
                Rows = rows,
                Database = head,
                List = await AddAsync(zip, BackupPack.List, list),
                Files = packed,
                LastMigration = (await copied.ScalarAsync<string>("select max(Script) from SchemaJournal"))!,
                AuditHead = await SignedEnd.HeadAsync(copied),
            };
            await BackupPack.WriteManifestAsync(zip, manifest);
        }
        await BackupPack.WriteHashAsync(stream);
        return manifest;
    }

    /// <returns>How many files it packed.</returns>
    private async Task<long> AddFilesAsync(ZipArchive zip, Db copied, string listed, long stored, Action<string> progress)
    {
        await using var list = BackupPack.CreatePrivate(listed);
        var (done, packed) = (0L, 0L);
        TarWriter? tar = null;
        try
        {
            await copied.ReadAsync(async work =>
            {
                await work.EachAsync<BackedUpFile>(
                    "select Id, ByteLength, Sha256 from StoredFile",
                    async row =>
                    {
                        var name = "files/" + DiskFiles.PlaceOf(row.Id);
                        var (content, fault) = await OpenAsync(row);
                        await using (content)
                            if (content is not null)
                            {
                                if (packed++ % BackupPack.FilesInPart == 0)
                                    tar = await NextAsync(tar, zip, (int)(packed / BackupPack.FilesInPart) + 1);
                                await tar!.WriteEntryAsync(
                                    new UstarTarEntry(TarEntryType.RegularFile, name)
                                    {
                                        DataStream = content,
                                        Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
                                        ModificationTime = work.Now,
                                    }
                                );
                            }
                        await BackupPack.WriteLineAsync(list, new(name, row.ByteLength, row.Sha256, fault));
                        if (++done % 200 == 0)
                            progress(string.Create(CultureInfo.InvariantCulture, $"{done} of {stored} files"));
                    }
                );
                return 0;
            });
        }
        finally
        {
            if (tar is not null)
                await tar.DisposeAsync();
        }
        return packed;
    }

    /// <summary>A ZIP is written one part at a time. Uploads are compressed already.</summary>
    private static async Task<TarWriter> NextAsync(TarWriter? before, ZipArchive zip, int number)
    {
        if (before is not null)
            await before.DisposeAsync();
        return new(await zip.CreateEntry(BackupPack.PartName(number), CompressionLevel.NoCompression).OpenAsync());
    }

    /// <returns>The content, or why it cannot be backed up.</returns>
    private async Task<(Stream? Content, string? Fault)> OpenAsync(BackedUpFile row)
    {
        try
        {
            await using (var look = await files.OpenForReadingAsync(row.Id))
                if (await Sha256.CopyAsync(look, Stream.Null) != (row.ByteLength, row.Sha256))
                    return (null, "it is not what was put there");
            return (await files.OpenForReadingAsync(row.Id), null);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            var isNamed = await db.ScalarAsync<int>("select count(*) from StoredFile where Id = @Id", new { row.Id }) > 0;
            return (null, isNamed ? "it is missing" : ErasedMeanwhile);
        }
        catch (FileStorageException exception)
        {
            return (null, $"it cannot be read: {exception.Message}");
        }
    }

    private static async Task<BackupFile> AddAsync(ZipArchive zip, string name, string path)
    {
        await using var content = new FileStream(path, FileMode.Open, FileAccess.Read);
        await using var part = await zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync();
        var (bytes, hash) = await Sha256.CopyAsync(content, part);
        return new(name, bytes, hash);
    }

    /// <summary>Only files that this verb named, and never the newest.</summary>
    private static List<string> RemoveOlder(string made, int keep)
    {
        var old = Directory
            .GetFiles(Path.GetDirectoryName(made)!, Prefix + "*.zip")
            .Where(path => path != made && MadeAt(Path.GetFileName(path)) is not null)
            .OrderByDescending(Path.GetFileName, StringComparer.Ordinal)
            .Skip(keep - 1)
            .ToList();
        foreach (var path in old)
            File.Delete(path);
        return old;
    }

    /// <summary>When the backup of this name was begun (UTC); null: it has another name than this portal gives.</summary>
    public static DateTime? MadeAt(string name) =>
        Own().IsMatch(name)
        && DateTime.TryParseExact(
            name[Prefix.Length..^".zip".Length],
            "yyyyMMdd'T'HHmmss'Z'",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var at
        )
            ? at
            : null;

    [GeneratedRegex(@"^commissioning-\d{8}T\d{6}Z\.zip\z")]
    private static partial Regex Own();

    private sealed record BackedUpFile
    {
        public required Guid Id { get; init; }
        public required long ByteLength { get; init; }
        public required string Sha256 { get; init; }
    }
}
