using System.Data.Common;
using System.Globalization;
using Commissioning.Domain;
using Commissioning.Features.Records;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;
using Commissioning.Platform.Nodes;

namespace Commissioning.Features.Operations;

/// <summary>Restores a backup of the embedded database and its files. Everything is unpacked and verified first; the previous data is kept
/// next to it.</summary>
public sealed class RestoreBackup(Db db, FileStoreOptions files, TimeProvider clock)
{
    /// <param name="Lost">Stored files that were missing or damaged when the backup was made.</param>
    /// <param name="Kept">Where the previous data is now.</param>
    /// <param name="ErasedSince">Records that were erased from the previous database but are in the restored one.</param>
    public sealed record Restored(
        string Database,
        string Files,
        BackupManifest Manifest,
        IReadOnlyList<BackupFile> Lost,
        IReadOnlyList<string> Kept,
        IReadOnlyList<string> ErasedSince,
        bool NeedsMigration
    );

    /// <param name="to">Another folder, to inspect the backup there; null: the portal's own database and files.</param>
    public async Task<Result<Restored>> RunAsync(string pack, string? to = null, bool replace = false, Action<string>? progress = null)
    {
        if (db.Dialect.File is not { } own)
            return new Refusal(MakeBackup.OnServer);
        if (to is null && files.Provider != "disk")
            return new Refusal(
                $"Nothing was restored. Files are kept by {files.Provider}, and this verb writes to a disk. Restore with --to and a folder, check it there, and copy its files into the store under their names."
            );
        var (database, root) = to is null
            ? (own, Path.GetFullPath(files.Root))
            : (Path.Combine(Path.GetFullPath(to), BackupPack.Database), Path.Combine(Path.GetFullPath(to), "files"));
        var scratch = Path.Combine(Path.GetDirectoryName(database)!, $".restore-{Guid.NewGuid():N}");
        var isPut = false;
        try
        {
            progress?.Invoke("Unpacking and verifying the backup");
            BackupPack.MakePrivateFolder(scratch);
            var (manifest, lost, faults) = await BackupPack.UnpackAsync(pack, scratch, clock, keepFiles: true);
            if (manifest is null || faults.Count > 0)
                return new Refusal($"Nothing was restored. {string.Join("; ", faults.Take(5))}");
            var unpacked = Path.Combine(scratch, BackupPack.Database);
            if (await PendingAsync(unpacked) is not { } pending)
                return new Refusal(
                    $"Nothing was restored. The backup was made by a newer portal ({manifest.LastMigration}). Restore it with that version."
                );
            var isThere = await HoldsSomethingAsync(database) || Directory.Exists(root) && Directory.EnumerateFileSystemEntries(root).Any();
            if (isThere && !replace)
                return new Refusal(
                    $"Nothing was restored. {database} or {root} already holds records. Add --replace to replace them with the backup. The old records are kept next to it."
                );
            if (await IsInUseAsync(database))
                return new Refusal(
                    $"Nothing was restored. A portal is using {database}. Stop it first; one that was killed counts as gone after half a minute."
                );
            isPut = true;
            var kept = PutInPlace(scratch, database, root);
            progress?.Invoke("Verifying what was restored");
            var wrong = (await BackupPack.InspectAsync(database, manifest, clock)).ToList();
            await foreach (var file in BackupPack.ListedAsync(Path.Combine(scratch, BackupPack.List)))
                if (file.Fault is null && await Sha256.OfFileAsync(Path.Combine(root, file.Name["files/".Length..])) != file.Sha256)
                    wrong.Add($"{file.Name} is not as it was");
            if (wrong.Count > 0)
                return new Refusal(
                    $"What was restored does not verify: {string.Join("; ", wrong.Take(5))}. What was there before is at {string.Join(" and ", kept)}."
                );
            await EndSessionsAsync(database);
            var again = kept.FirstOrDefault(path => path.StartsWith(database, StringComparison.Ordinal)) is { } before
                ? await ErasedSinceAsync(before, database)
                : [];
            await using (var connection = await BackupPack.DbOf(database, clock).Dialect.OpenAsync())
                db.Dialect.Prepare(connection);
            return Result.Made(new Restored(database, root, manifest, lost, kept, again, pending > 0));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DbException)
        {
            return new Refusal(
                $"The backup could not be restored: {FullDisk.Reason(exception, Path.GetDirectoryName(database)!)}{(isPut ? "" : " Nothing was put in place.")}"
            );
        }
        finally
        {
            if (Directory.Exists(scratch))
                Directory.Delete(scratch, recursive: true);
        }
    }

    /// <returns>How many migrations this portal would run on it; null: it has some that this portal does not know.</returns>
    private async Task<int?> PendingAsync(string database)
    {
        try
        {
            return (await new Migrator(BackupPack.DbOf(database, clock).Dialect, clock, Migrator.Embedded()).PendingAsync()).Count;
        }
        catch (MigrationException)
        {
            return null;
        }
    }

    /// <summary>Every record comes with an audit entry, so a database without entries is empty.</summary>
    private async Task<bool> HoldsSomethingAsync(string database)
    {
        if (!File.Exists(database) || new FileInfo(database).Length == 0)
            return false;
        var there = BackupPack.DbOf(database, clock);
        try
        {
            return !await HasAsync(there, "AuditEntry") || await there.ScalarAsync<long>("select count(*) from AuditEntry") > 0;
        }
        catch (DbException exception) when (SqliteFile.IsDamaged(exception))
        {
            return true;
        }
    }

    /// <summary>True when the file is open, or when a portal that did not report stopping has sent a heartbeat within three intervals: an
    /// idle one may have nothing open at this moment. A damaged file does not count as in use, because it is what a restore is
    /// for.</summary>
    private async Task<bool> IsInUseAsync(string database)
    {
        try
        {
            if (!File.Exists(database))
                return false;
            var there = BackupPack.DbOf(database, clock);
            // First, because the other check changes the journal mode of a file that is not open.
            if (
                await HasAsync(there, "PortalNode")
                && await there.ScalarAsync<int>(
                    "select count(*) from PortalNode where EndedAt is null and LastSeenAt > @Since",
                    new { Since = TimeProvider.System.UtcNow() - 3 * Heartbeat.Every }
                ) > 0
            )
                return true;
            return await SqliteFile.IsInUseAsync(database);
        }
        catch (DbException exception) when (SqliteFile.IsDamaged(exception))
        {
            return false;
        }
    }

    private static async Task<bool> HasAsync(Db there, string table) =>
        await there.ScalarAsync<long>(there.Dialect.TableExistsSql, new { Table = table }) > 0;

    /// <summary>Sessions that were ended after the backup would be open again.</summary>
    private async Task EndSessionsAsync(string database)
    {
        var there = BackupPack.DbOf(database, clock);
        var hasSessions = await HasAsync(there, "PersonSession");
        await there.HousekeepAsync(async work =>
        {
            if (hasSessions)
                await work.ExecuteAsync(
                    "update PersonSession set EndedAt = @Now, EndedWhy = 'Restored' where EndedAt is null",
                    new { work.Now }
                );
            var people = await work.QueryAsync<Guid>("select Id from Person");
            return await work.ExecuteAsync(
                "update Person set SecurityStamp = @Stamp where Id = @Id",
                people.Select(id => new { Id = id, Stamp = Guid.NewGuid().ToString("N") }).ToList()
            );
        });
    }

    private async Task<IReadOnlyList<string>> ErasedSinceAsync(string before, string database)
    {
        try
        {
            var erased = await ErasedAsync(before);
            return erased.Except(await ErasedAsync(database)).ToList();
        }
        catch (DbException exception)
        {
            return
            [
                $"What {before} says was erased cannot be read ({exception.Message}). Whatever its audit trail or the exports of erasures name",
            ];
        }
    }

    private async Task<IReadOnlyList<string>> ErasedAsync(string database)
    {
        var there = BackupPack.DbOf(database, clock);
        if (!await HasAsync(there, "ErasedRecord"))
            return [];
        return (await there.QueryAsync<Erased>("select RecordType, RecordKey from ErasedRecord order by RecordType, RecordKey"))
            .Select(row => $"{row.RecordType} {row.RecordKey.ToLowerInvariant()}")
            .ToList();
    }

    /// <summary>Moves the files first, because they may be on another disk than the database. If anything fails, the previous data is moved
    /// back.</summary>
    /// <returns>Where the previous data is now.</returns>
    private List<string> PutInPlace(string scratch, string database, string root)
    {
        var suffix = $".before-restore-{clock.UtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}";
        var moved = new List<(string From, string To)>();
        var hadFiles = Directory.Exists(root);
        try
        {
            if (hadFiles)
            {
                Directory.Move(root, root + suffix);
                moved.Add((root, root + suffix));
            }
            if (Directory.Exists(Path.Combine(scratch, "files")))
                MoveFolder(Path.Combine(scratch, "files"), root);
            foreach (var rest in new[] { "", "-wal", "-shm" }.Where(rest => File.Exists(database + rest)))
            {
                File.Move(database + rest, database + suffix + rest); // SQLite expects its log next to the database.
                moved.Add((database + rest, database + suffix + rest));
                if (!OperatingSystem.IsWindows())
                    File.SetUnixFileMode(database + suffix + rest, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
            File.Move(Path.Combine(scratch, BackupPack.Database), database);
            return moved
                .Where(one => !one.To.EndsWith("-wal", StringComparison.Ordinal) && !one.To.EndsWith("-shm", StringComparison.Ordinal))
                .Select(one => one.To)
                .OrderByDescending(path => path == database + suffix)
                .ToList();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            try
            {
                if (Directory.Exists(root) && (!hadFiles || moved.Count > 0))
                    Directory.Delete(root, recursive: true);
                foreach (var (from, to) in moved)
                    if (Directory.Exists(to))
                        Directory.Move(to, from);
                    else
                        File.Move(to, from);
            }
            catch (Exception second) when (second is IOException or UnauthorizedAccessException)
            {
                throw new IOException(
                    $"{exception.Message} What was there before could not be moved back: it is at {string.Join(" and ", moved.Select(one => one.To))}.",
                    second
                );
            }
            throw new IOException($"{exception.Message} What was there before is as it was.", exception);
        }
    }

    /// <summary>Files may be on another disk than the database.</summary>
    private static void MoveFolder(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        try
        {
            Directory.Move(from, to);
        }
        catch (IOException)
        {
            foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
            {
                var place = Path.Combine(to, Path.GetRelativePath(from, file));
                Directory.CreateDirectory(Path.GetDirectoryName(place)!);
                File.Copy(file, place);
            }
        }
    }

    private sealed record Erased
    {
        public required string RecordType { get; init; }
        public required string RecordKey { get; init; }
    }
}
