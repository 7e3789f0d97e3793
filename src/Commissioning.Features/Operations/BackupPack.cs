using System.Data.Common;
using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Commissioning.Features.Audit;
using Commissioning.Features.Records;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Operations;

/// <summary>One ZIP file with the database, the stored files at their paths in tars of 500, the list of them with each hash, and a
/// manifest. Its last 64 characters, the ZIP comment, are the SHA-256 of everything before them, so any changed byte is detected. A ZIP's
/// directory is held in memory, and so is a tar's by its reader: neither has an entry for each of all the files.</summary>
internal static partial class BackupPack
{
    public const string Database = "commissioning.db";
    public const string Manifest = "manifest.json";
    public const string List = "files.jsonl";
    public const int FilesInPart = 500;
    private const int HashLength = 64;
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    public static string Blank { get; } = new('0', HashLength);

    /// <param name="number">From 1.</param>
    public static string PartName(int number) => string.Create(CultureInfo.InvariantCulture, $"files-{number:0000}.tar");

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

    /// <param name="Manifest">Null: the file is no backup.</param>
    /// <param name="Lost">Files that were missing or damaged when it was made, so that they are not in it.</param>
    public sealed record Unpacked(BackupManifest? Manifest, IReadOnlyList<BackupFile> Lost, IReadOnlyList<string> Faults);

    /// <summary>Unpacks everything into a folder and verifies it: the file's own hash, each part's hash, the database's own checks, its row
    /// counts and its audit trail.</summary>
    /// <param name="keepFiles">False: stored files are only read, not unpacked.</param>
    public static async Task<Unpacked> UnpackAsync(string pack, string folder, TimeProvider clock, bool keepFiles)
    {
        try
        {
            await using var stream = new FileStream(pack, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (!await IsWholeAsync(stream))
                return new(
                    null,
                    [],
                    ["The backup is not as it was written: its hash does not match. It was changed, or not copied whole."]
                );
            stream.Position = 0;
            using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
            if (zip.GetEntry(Manifest) is not { } entry)
                return new(null, [], ["The file has no manifest, so it is not a backup of this portal."]);
            await using var text = entry.Open();
            var manifest = (await JsonSerializer.DeserializeAsync<BackupManifest>(text))!;
            var faults = new List<string>();
            foreach (var expected in new[] { manifest.Database with { Name = Database }, manifest.List with { Name = List } })
                if (zip.GetEntry(expected.Name) is not { } part)
                    faults.Add($"{expected.Name} is missing from the backup");
                else if (await KeepAsync(part, Path.Combine(folder, expected.Name)) != (expected.Bytes, expected.Sha256))
                    faults.Add($"{expected.Name} is not as the manifest says");
            if (faults.Count > 0)
                return new(manifest, [], faults);
            var lost = await UnpackFilesAsync(zip, folder, keepFiles, manifest.Files, faults);
            if (faults.Count == 0)
                faults.AddRange(await InspectAsync(Path.Combine(folder, Database), manifest, clock));
            return new(manifest, lost, faults);
        }
        catch (Exception exception)
            when (exception
                    is InvalidDataException
                        or EndOfStreamException
                        or JsonException
                        or FileNotFoundException
                        or DirectoryNotFoundException
            )
        {
            return new(null, [], [$"{Path.GetFileName(pack)} cannot be read as a backup: {exception.Message}"]);
        }
    }

    /// <summary>The list and the tars have the files in one order, so they are read side by side.</summary>
    /// <returns>Listed files that are not in the backup.</returns>
    private static async Task<IReadOnlyList<BackupFile>> UnpackFilesAsync(
        ZipArchive zip,
        string folder,
        bool keepFiles,
        long files,
        List<string> faults
    )
    {
        var (lost, part, read) = (new List<BackupFile>(), 0, 0L);
        TarReader? tar = null;
        try
        {
            await foreach (var expected in ListedAsync(Path.Combine(folder, List)))
            {
                if (expected.Fault is not null)
                {
                    lost.Add(expected);
                    continue;
                }
                if (read++ % FilesInPart == 0)
                {
                    await EndAsync();
                    tar = zip.GetEntry(PartName(++part)) is { } next ? new(await next.OpenAsync()) : null;
                }
                var entry = tar is null ? null : await tar.GetNextEntryAsync();
                if (entry?.Name != expected.Name || entry.EntryType != TarEntryType.RegularFile || !Place().IsMatch(entry.Name))
                {
                    faults.Add($"{expected.Name} is missing from the backup");
                    return lost;
                }
                if (
                    await UnpackAsync(entry.DataStream ?? Stream.Null, keepFiles ? Path.Combine(folder, expected.Name) : null)
                    != (expected.Bytes, expected.Sha256)
                )
                    faults.Add($"{expected.Name} is not as the list says");
            }
            await EndAsync();
        }
        finally
        {
            if (tar is not null)
                await tar.DisposeAsync();
        }
        faults.AddRange(
            zip.Entries.Select(one => one.FullName)
                .Except([Database, List, Manifest, .. Enumerable.Range(1, part).Select(PartName)])
                .Select(name => $"{name} is in the backup but not in its list")
        );
        if (read != files)
            faults.Add("The list does not have as many files as the manifest says");
        return lost;

        async Task EndAsync()
        {
            if (tar is not null && await tar.GetNextEntryAsync() is { } more)
                faults.Add($"{more.Name} is in the backup but not in its list");
            if (tar is not null)
                await tar.DisposeAsync();
            tar = null;
        }
    }

    /// <summary>The list of stored files, one at a time.</summary>
    public static async IAsyncEnumerable<BackupFile> ListedAsync(string path)
    {
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        await foreach (var file in JsonSerializer.DeserializeAsyncEnumerable<BackupFile>(stream, topLevelValues: true))
            yield return file!;
    }

    /// <summary>Adds a line to the list of stored files.</summary>
    public static async Task WriteLineAsync(Stream list, BackupFile file)
    {
        await list.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(file));
        list.WriteByte((byte)'\n');
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

    private static async Task<(long, string)> KeepAsync(ZipArchiveEntry part, string path)
    {
        await using var content = await part.OpenAsync();
        return await UnpackAsync(content, path);
    }

    /// <param name="path">Null: the content is only read.</param>
    private static async Task<(long, string)> UnpackAsync(Stream content, string? path)
    {
        if (path is null)
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

    [GeneratedRegex(@"^files/[0-9a-f]{2}/[0-9a-f]{32}\z")]
    private static partial Regex Place();

    [GeneratedRegex(@"^\w+$")]
    private static partial Regex Word();
}
