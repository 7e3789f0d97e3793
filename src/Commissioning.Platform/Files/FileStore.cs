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

/// <summary>
/// Files on disk under names that the portal makes up, with their facts (given name, kind, length, SHA-256) in the database.
/// The bytes are written and flushed before the row, so a row never points at nothing.
/// </summary>
public sealed class FileStore(Db db, FileStoreOptions options)
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
            Id = id, Name = Path.GetFileName(name), ContentType = contentType, ByteLength = content.Length,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(content)), StoredAt = now, StoredBy = actor.Id,
        };
    }

    public async Task<StoredFile> OpenAsync(Guid id)
    {
        var row = await db.FindAsync<NewFile>("select Id, Name, ContentType, ByteLength, Sha256, StoredAt, StoredBy from StoredFile where Id = @Id", new { Id = id });
        var content = await File.ReadAllBytesAsync(PathOf(id));
        if (Convert.ToHexStringLower(SHA256.HashData(content)) != row.Sha256)
            throw new InvalidDataException($"The stored file {id} is not what was put there");
        return new(id, row.Name, row.ContentType, content);
    }

    private string PathOf(Guid id)
    {
        var name = id.ToString("N", CultureInfo.InvariantCulture);
        return Path.Combine(options.Root, name[^2..], name);
    }

    public const string InsertSql = """
        insert into StoredFile (Id, Name, ContentType, ByteLength, Sha256, StoredAt, StoredBy)
        values (@Id, @Name, @ContentType, @ByteLength, @Sha256, @StoredAt, @StoredBy)
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
    }
}
