using System.Data.Common;
using System.Globalization;
using Commissioning.Domain;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Operations;

/// <summary>Puts a backup in place of the embedded database and its files. Everything is unpacked and verified first; what was there is kept beside it.</summary>
public sealed class RestoreBackup(Db db, FileStoreOptions files, TimeProvider clock)
{
    /// <param name="Kept">Where what was there before is now.</param>
    public sealed record Restored(string Database, string Files, BackupManifest Manifest, IReadOnlyList<string> Kept, bool NeedsMigration);

    /// <param name="to">Another folder, to look at the backup there; null: the portal's own database and files.</param>
    public async Task<Outcome<Restored>> RunAsync(string pack, string? to = null, bool replace = false, Action<string>? progress = null)
    {
        if (db.Dialect.File is not { } own) return new Refusal(MakeBackup.OnServer);
        var (database, root) = to is null ? (own, Path.GetFullPath(files.Root)) : (Path.Combine(Path.GetFullPath(to), BackupPack.Database), Path.Combine(Path.GetFullPath(to), "files"));
        var scratch = Path.Combine(Path.GetDirectoryName(database)!, $".restore-{Guid.NewGuid():N}");
        try
        {
            progress?.Invoke("Unpacking and verifying the backup");
            BackupPack.MakePrivateFolder(scratch);
            var (manifest, faults) = await BackupPack.UnpackAsync(pack, scratch, clock, keepFiles: true);
            if (manifest is null || faults.Count > 0) return new Refusal($"Nothing was restored. {string.Join("; ", faults.Take(5))}");
            var unpacked = Path.Combine(scratch, BackupPack.Database);
            if (await PendingAsync(unpacked) is not { } pending) return new Refusal($"Nothing was restored. The backup was made by a newer portal ({manifest.LastMigration}). Restore it with that version.");
            var isThere = await HoldsSomethingAsync(database) || Directory.Exists(root) && Directory.EnumerateFileSystemEntries(root).Any();
            if (isThere && !replace) return new Refusal($"Nothing was restored. {database} or {root} already holds records. Add --replace to put the backup in their place; they are kept beside it.");
            if (await SqliteFile.IsInUseAsync(database)) return new Refusal($"Nothing was restored. A portal is using {database}. Stop it first.");
            var kept = SetAside(database, root);
            if (Directory.Exists(Path.Combine(scratch, "files"))) MoveFolder(Path.Combine(scratch, "files"), root);
            File.Move(unpacked, database);
            progress?.Invoke("Verifying what was restored");
            var wrong = (await BackupPack.LookAtAsync(database, manifest, clock)).ToList();
            foreach (var file in manifest.Files.Where(file => file.Fault is null))
                if (await Hashing.OfFileAsync(Path.Combine(root, file.Name["files/".Length..])) != file.Sha256) wrong.Add($"{file.Name} is not as it was");
            if (wrong.Count > 0) return new Refusal($"What was restored does not verify: {string.Join("; ", wrong.Take(5))}. What was there before is at {string.Join(" and ", kept)}.");
            await using (var connection = await BackupPack.DbOf(database, clock).Dialect.OpenAsync()) db.Dialect.Prepare(connection);
            return Outcome.Of(new Restored(database, root, manifest, kept, pending > 0));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DbException) { return new Refusal($"The backup could not be restored: {exception.Message}"); }
        finally
        {
            if (Directory.Exists(scratch)) Directory.Delete(scratch, recursive: true);
        }
    }

    /// <returns>How many migrations this portal would run on it; null: it has some that this portal does not know.</returns>
    private async Task<int?> PendingAsync(string database)
    {
        try { return (await new Migrator(BackupPack.DbOf(database, clock).Dialect, clock, Migrator.Embedded()).PendingAsync()).Count; }
        catch (MigrationException) { return null; }
    }

    /// <summary>Every record came with an audit entry, so a database without one holds nothing.</summary>
    private async Task<bool> HoldsSomethingAsync(string database)
    {
        if (!File.Exists(database) || new FileInfo(database).Length == 0) return false;
        var there = BackupPack.DbOf(database, clock);
        return await there.ScalarAsync<long>(there.Dialect.TableExistsSql, new { Table = "AuditEntry" }) == 0 || await there.ScalarAsync<long>("select count(*) from AuditEntry") > 0;
    }

    private List<string> SetAside(string database, string root)
    {
        var suffix = $".before-restore-{clock.UtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}";
        var kept = new List<string>();
        if (File.Exists(database))
        {
            File.Move(database, database + suffix);
            kept.Add(database + suffix);
        }
        foreach (var rest in new[] { database + "-wal", database + "-shm" }) File.Delete(rest);
        if (Directory.Exists(root))
        {
            Directory.Move(root, root + suffix);
            kept.Add(root + suffix);
        }
        return kept;
    }

    /// <summary>The files may lie on another disk than the database.</summary>
    private static void MoveFolder(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        try { Directory.Move(from, to); }
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
}
