using System.Security.Cryptography;
using Commissioning.Domain;
using Commissioning.Platform.Data;
using Commissioning.Platform.Watching;
using Microsoft.Extensions.Logging.Abstractions;

namespace Commissioning.Platform.Files;

/// <summary>Stores files under generated ids, with their details (original name, type, length, SHA-256) in the database. The bytes are
/// written before the row, so a row never refers to a missing file.</summary>
public sealed class FileStore(Db db, IFileContents contents, ClamdOptions clamd, Alerts alerts)
{
    /// <summary>Stores the files on this machine's disk.</summary>
    public FileStore(Db db, FileStoreOptions options, ClamdOptions clamd)
        : this(db, new DiskFiles(options), clamd, new Alerts(db, NullLogger<Alerts>.Instance)) { }

    /// <summary>Writes the bytes; the caller adds the returned row in its own transaction with <see cref="InsertSql"/>.</summary>
    public Task<NewFile> WriteAsync(Actor actor, string name, string contentType, byte[] content, DateTime now) =>
        KeepAsync(
            actor,
            name,
            contentType,
            new MemoryStream(content),
            now,
            actor == Actor.Portal ? ScanState.NotNeeded : ScanState.Awaiting
        );

    /// <summary>Stores a file of any size for the portal's own use, such as a register extract. It is never downloaded, nor held in memory
    /// whole.</summary>
    public Task<NewFile> WriteForReadingAsync(Actor actor, string name, Stream content, DateTime now) =>
        KeepAsync(actor, name, "application/octet-stream", content, now, ScanState.NotNeeded);

    /// <summary>Opens a file stored for the portal's own use as a stream.</summary>
    public Task<Stream> OpenForReadingAsync(Guid id) => contents.OpenAsync(id);

    /// <summary>Also stores the scan result with the bytes, for people who open the storage without the portal.</summary>
    public Task MarkAsync(Guid id, ScanState state, CancellationToken stopping) => contents.MarkAsync(id, state, stopping);

    private async Task<NewFile> KeepAsync(Actor actor, string name, string contentType, Stream content, DateTime now, ScanState state)
    {
        var id = Guid.CreateVersion7(new DateTimeOffset(now));
        using var hash = SHA256.Create();
        var length = content.Length - content.Position;
        try
        {
            await using var hashed = new CryptoStream(content, hash, CryptoStreamMode.Read, leaveOpen: true);
            await contents.WriteAsync(id, hashed, state);
        }
        catch (FileStorageException refused)
        {
            await alerts.RaiseAsync(
                AlertKind.FileStorage,
                $"{refused.Message} People cannot add files until it works again. What they typed is kept."
            );
            throw;
        }
        return new NewFile
        {
            Id = id,
            Name = NameOf(name),
            ContentType = contentType,
            ByteLength = length,
            Sha256 = Convert.ToHexStringLower(hash.Hash!),
            StoredAt = now,
            StoredBy = actor.Id,
            ScanState = state,
        };
    }

    /// <summary>Only retention removes files, once no row refers to them. A file that is already gone is not an error.</summary>
    public Task DeleteAsync(Guid id) => contents.DeleteAsync(id);

    /// <summary>Opens a file for download: never one with a virus nor, if there is a scanner, one that was not scanned.</summary>
    public async Task<StoredFile> OpenAsync(Guid id)
    {
        var row = await FindAsync(id);
        if (row.ScanState == ScanState.Quarantined)
            throw new FileQuarantinedException(
                $"The virus scanner found something harmful in {row.Name}, so it is in quarantine and cannot be downloaded. Ask the person who added it for a clean copy."
            );
        if (row.ScanState == ScanState.Awaiting && clamd.IsConfigured)
            throw new FileQuarantinedException($"{row.Name} is waiting for the virus scanner. Try again in a minute.");
        return await ReadAsync(row);
    }

    /// <summary>Whether anybody may have a file in this state: none that was not scanned, except where there is no scanner in
    /// Development.</summary>
    public bool IsForPublic(ScanState state) =>
        state is ScanState.Clean or ScanState.NotNeeded || (state == ScanState.Awaiting && !clamd.IsConfigured && !clamd.Off);

    /// <summary>Opens a file for anybody, signed in or not.</summary>
    public async Task<StoredFile> OpenForPublicAsync(Guid id) =>
        IsForPublic((await FindAsync(id)).ScanState)
            ? await OpenAsync(id)
            : throw new FileQuarantinedException(
                "This file has not been checked for viruses yet, so we cannot give it to you. Try again later, or ask us for it."
            );

    /// <summary>Reads a file for the portal's own use: to scan it, or to read a spreadsheet's cells.</summary>
    public async Task<StoredFile> ReadAsync(Guid id) => await ReadAsync(await FindAsync(id));

    private Task<NewFile> FindAsync(Guid id) =>
        db.FindAsync<NewFile>(
            "select Id, Name, ContentType, ByteLength, Sha256, StoredAt, StoredBy, ScanState from StoredFile where Id = @Id",
            new { Id = id }
        );

    private async Task<StoredFile> ReadAsync(NewFile row)
    {
        using var content = new MemoryStream((int)row.ByteLength);
        try
        {
            await using var stored = await contents.OpenAsync(row.Id);
            await stored.CopyToAsync(content);
        }
        // The storage may fail between the first byte and the last.
        catch (Exception exception) when (exception is not (FileStorageException or FileNotFoundException or OutOfMemoryException))
        {
            throw new FileStorageException($"The stored file {row.Id} cannot be read to its end.", false, exception);
        }
        var bytes = content.Length == content.Capacity ? content.GetBuffer() : content.ToArray();
        if (Convert.ToHexStringLower(SHA256.HashData(bytes)) != row.Sha256)
            throw new InvalidDataException($"The stored file {row.Id} is not what was put there");
        return new(row.Id, row.Name, row.ContentType, bytes);
    }

    /// <summary>Keeps the end of a very long name, which has the extension.</summary>
    private static string NameOf(string name) => Path.GetFileName(name) is { Length: > 260 } large ? large[^259..] : Path.GetFileName(name);

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
