using System.Globalization;
using System.Security.Cryptography;
using Commissioning.Domain;
using Commissioning.Platform.Data;

namespace Commissioning.Platform.Files;

public sealed record FileStoreOptions
{
    public string Root { get; init; } = "data/files";
}

public sealed record StoredFile(Guid Id, string Name, string ContentType, byte[] Content);

/// <summary>What the virus scanner has said of a file. Files that the portal makes itself need none.</summary>
public enum ScanState { NotNeeded, Awaiting, Clean, Quarantined }

/// <summary>The file is there and is not given out; the sentence says why.</summary>
public sealed class FileHeldException(string message) : Exception(message);

/// <summary>
/// Files on disk under names that the portal makes up, with their facts (given name, kind, length, SHA-256) in the database.
/// The bytes are written and flushed before the row, so a row never points at nothing.
/// </summary>
public sealed class FileStore(Db db, FileStoreOptions options, ClamdOptions clamd)
{
    /// <summary>Writes the bytes; the caller adds the returned row in its own transaction with <see cref="InsertSql"/>.</summary>
    public async Task<NewFile> WriteAsync(Actor actor, string name, string contentType, byte[] content, DateTime now)
    {
        var id = Guid.CreateVersion7(new DateTimeOffset(now));
        var path = PathOf(id);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using (var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            await stream.WriteAsync(content);
            stream.Flush(flushToDisk: true);
        }
        return new NewFile
        {
            Id = id, Name = NameOf(name), ContentType = contentType, ByteLength = content.Length,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(content)), StoredAt = now, StoredBy = actor.Id,
            ScanState = actor == Actor.Portal ? ScanState.NotNeeded : ScanState.Awaiting,
        };
    }

    /// <summary>A file of any size that the portal reads and gives to nobody, such as a register's extract; never held in memory whole.</summary>
    public async Task<NewFile> WriteForReadingAsync(Actor actor, string name, Stream content, DateTime now)
    {
        var id = Guid.CreateVersion7(new DateTimeOffset(now));
        var path = PathOf(id);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        await content.CopyToAsync(stream);
        stream.Flush(flushToDisk: true);
        stream.Position = 0;
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream));
        return new NewFile { Id = id, Name = NameOf(name), ContentType = "application/octet-stream", ByteLength = stream.Length, Sha256 = hash, StoredAt = now, StoredBy = actor.Id, ScanState = ScanState.NotNeeded };
    }

    /// <summary>As a stream, for a file that was written for reading.</summary>
    public Stream OpenForReading(Guid id) => new FileStream(PathOf(id), FileMode.Open, FileAccess.Read, FileShare.Read);

    /// <summary>Retention alone takes files away, once no row names them. One that is gone already is no fault.</summary>
    public Task DeleteAsync(Guid id)
    {
        if (Directory.Exists(Path.GetDirectoryName(PathOf(id)))) File.Delete(PathOf(id));
        return Task.CompletedTask;
    }

    /// <summary>To be given to a person: never one with a virus in it, nor, where there is a scanner, one that it has not seen.</summary>
    public async Task<StoredFile> OpenAsync(Guid id)
    {
        var row = await FindAsync(id);
        if (row.ScanState == ScanState.Quarantined) throw new FileHeldException($"The virus scanner found something harmful in {row.Name}, so it is kept apart and not given out. Ask whoever added it for a clean copy.");
        if (row.ScanState == ScanState.Awaiting && clamd.IsConfigured) throw new FileHeldException($"{row.Name} waits for the virus scanner. Try again in a minute.");
        return await ReadAsync(row);
    }

    /// <summary>For the portal's own eyes: the scanner, and a spreadsheet that is read cell by cell.</summary>
    public async Task<StoredFile> ReadAsync(Guid id) => await ReadAsync(await FindAsync(id));

    private Task<NewFile> FindAsync(Guid id) => db.FindAsync<NewFile>("select Id, Name, ContentType, ByteLength, Sha256, StoredAt, StoredBy, ScanState from StoredFile where Id = @Id", new { Id = id });

    private async Task<StoredFile> ReadAsync(NewFile row)
    {
        var id = row.Id;
        var content = await File.ReadAllBytesAsync(PathOf(id));
        if (Convert.ToHexStringLower(SHA256.HashData(content)) != row.Sha256)
            throw new InvalidDataException($"The stored file {id} is not what was put there");
        return new(id, row.Name, row.ContentType, content);
    }

    /// <summary>The end of a very long name, which has its kind.</summary>
    private static string NameOf(string name) => Path.GetFileName(name) is { Length: > 260 } large ? large[^259..] : Path.GetFileName(name);

    private string PathOf(Guid id) => Path.Combine(options.Root, PlaceOf(id));

    /// <summary>Where a file lies under the root; a backup keeps it at the same place.</summary>
    public static string PlaceOf(Guid id)
    {
        var name = id.ToString("N", CultureInfo.InvariantCulture);
        return $"{name[^2..]}/{name}";
    }

    public const string InsertSql = """
        insert into StoredFile (Id, Name, ContentType, ByteLength, Sha256, StoredAt, StoredBy, ScanState)
        values (@Id, @Name, @ContentType, @ByteLength, @Sha256, @StoredAt, @StoredBy, @ScanState)
        """;

    public sealed record NewFile
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
        public required string ContentType { get; init; }
        public required long ByteLength { get; init; }
        public required string Sha256 { get; init; }
        public required DateTime StoredAt { get; init; }
        public required Guid StoredBy { get; init; }
        public required ScanState ScanState { get; init; }
    }
}
