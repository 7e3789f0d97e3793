using System.Data.Common;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Commissioning.Features.Audit;
using Commissioning.Features.Records;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Operations;

/// <summary>One ZIP file with the database, the stored files at their paths and a manifest with each hash. Its last 64 characters, the ZIP
/// comment, are the SHA-256 of everything before them, so any changed byte is detected.</summary>
internal static partial class BackupPack
{
    public const string Database = "commissioning.db";
    public const string Manifest = "manifest.json";
    private const int HashLength = 64;
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    public static string Blank { get; } = new('0', HashLength);

    public static async Task WriteManifestAsync(ZipArchive zip, BackupManifest manifest)
    {
        await using var part = zip.CreateEntry(Manifest).Open();
        await JsonSerializer.SerializeAsync(part, manifest, Json);
    }

    /// <summary>Writes the hash into a finished ZIP whose comment is <see cref="Blank"/>.</summary>
    public static async Task WriteHashAsync(FileStream stream)
    {
        stream.Position = 0;
        var (_, hash) = await Sha256.CopyAsync(stream, Stream.Null, stream.Length - HashLength);
        stream.Position = stream.Length - HashLength;
        await stream.WriteAsync(Encoding.ASCII.GetBytes(hash));
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Unpacks everything into a folder and verifies it: the file's own hash, each part's hash, the database's own checks, its row
    /// counts and its audit trail.</summary>
    /// <param name="keepFiles">False: files are only read, not unpacked.</param>
    public static async Task<(BackupManifest? Manifest, IReadOnlyList<string> Faults)> UnpackAsync(
        string pack,
        string folder,
        TimeProvider clock,
        bool keepFiles
    )
    {
        try
        {
            await using var stream = new FileStream(pack, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (!await IsWholeAsync(stream))
                return (null, ["The backup is not as it was written: its hash does not match. It was changed, or not copied whole."]);
            stream.Position = 0;
            using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
            if (zip.GetEntry(Manifest) is not { } entry)
                return (null, ["The file has no manifest, so it is not a backup of this portal."]);
            await using var text = entry.Open();
            var manifest = (await JsonSerializer.DeserializeAsync<BackupManifest>(text))!;
            var faults = new List<string>();
            var expected = manifest.Files.Where(file => file.Fault is null).Append(manifest.Database).ToDictionary(file => file.Name);
            foreach (var part in zip.Entries.Where(part => part.FullName != Manifest))
            {
                if (!expected.Remove(part.FullName, out var file) || !Place().IsMatch(part.FullName))
                    faults.Add($"{part.FullName} is in the backup but not in its manifest");
                else if (
                    await UnpackAsync(part, Path.Combine(folder, part.FullName), keepFiles || part.FullName == Database)
                    != (file.Bytes, file.Sha256)
                )
                    faults.Add($"{part.FullName} is not as the manifest says");
            }
            faults.AddRange(expected.Keys.Select(name => $"{name} is missing from the backup"));
            if (faults.Count == 0)
                faults.AddRange(await InspectAsync(Path.Combine(folder, Database), manifest, clock));
            return (manifest, faults);
        }
        catch (Exception exception)
            when (exception is InvalidDataException or JsonException or FileNotFoundException or DirectoryNotFoundException)
        {
            return (null, [$"{Path.GetFileName(pack)} cannot be read as a backup: {exception.Message}"]);
        }
    }

    /// <summary>Runs SQLite's own checks, and verifies each table's row count and the audit trail.</summary>
    public static async Task<IReadOnlyList<string>> InspectAsync(string path, BackupManifest manifest, TimeProvider clock)
    {
        var db = DbOf(path, clock);
        try
        {
            var faults = (await SqliteFile.FaultsAsync(db.Dialect)).ToList();
            var counted = await CountAsync(db, manifest.Rows.Keys.Where(table => Word().IsMatch(table)));
            faults.AddRange(
                manifest
                    .Rows.Where(table => counted.GetValueOrDefault(table.Key, -1) != table.Value)
                    .Select(table => $"{table.Key} does not have its {table.Value} rows")
            );
            if (await new VerifyAudit(db).ChainAsync() is { Intact: false } broken)
                faults.Add(broken.Sentence);
            if (await SignedEnd.HeadAsync(db) != manifest.AuditHead)
                faults.Add("The audit trail does not end where the manifest says");
            return faults;
        }
        catch (DbException exception)
        {
            return [$"The database in the backup cannot be read: {exception.Message}"];
        }
    }

    /// <summary>Uses one connection: each new one reads the whole schema first.</summary>
    public static Task<Dictionary<string, long>> CountAsync(Db db, IEnumerable<string> tables) =>
        db.ReadAsync(async work =>
        {
            var rows = new Dictionary<string, long>();
            foreach (var table in tables)
                rows[table] = await work.ScalarAsync<long>($"select count(*) from {table}");
            return rows;
        });

    public static Db DbOf(string path, TimeProvider clock) => new(Dialect.Sqlite($"Data Source={path};Pooling=False"), clock);

    /// <summary>Only the owner may read it: the database holds the keys that decrypt bank details.</summary>
    public static void MakePrivateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public static FileStream CreatePrivate(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }

    private static async Task<(long, string)> UnpackAsync(ZipArchiveEntry part, string path, bool keep)
    {
        await using var content = part.Open();
        if (!keep)
            return await Sha256.CopyAsync(content, Stream.Null);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var file = CreatePrivate(path);
        var copied = await Sha256.CopyAsync(content, file);
        file.Flush(flushToDisk: true);
        return copied;
    }

    private static async Task<bool> IsWholeAsync(FileStream stream)
    {
        if (stream.Length <= HashLength)
            return false;
        var (_, hash) = await Sha256.CopyAsync(stream, Stream.Null, stream.Length - HashLength);
        var written = new byte[HashLength];
        await stream.ReadExactlyAsync(written);
        return Encoding.ASCII.GetString(written) == hash;
    }

    [GeneratedRegex(@"^(commissioning\.db|files/[0-9a-f]{2}/[0-9a-f]{32})$")]
    private static partial Regex Place();

    [GeneratedRegex(@"^\w+$")]
    private static partial Regex Word();
}
