using System.Security.Cryptography;
using Commissioning.Domain;
using Commissioning.Platform.Files;
using Commissioning.Platform.Watching;
using Commissioning.Testing;
using Commissioning.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace Commissioning.Adapters.Tests.Files;

/// <summary>The contract of every file storage: bytes as they were given, nothing overwritten, no partial file, and a sentence when it
/// fails.</summary>
[Collection("Alone")] // it measures what the whole process holds
public sealed class FileStorageTests(Azurite azurite) : IClassFixture<Azurite>, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("commissioning-adapters").FullName;

    [Theory, InlineData("disk"), InlineData("azure")]
    public async Task File_storage_returns_the_bytes_it_was_given_and_deletes_a_file_once(string adapter)
    {
        var files = await ReadyAsync(adapter);
        var (id, content) = (Guid.CreateVersion7(), RandomNumberGenerator.GetBytes(100_000));
        Assert.False(await files.ExistsAsync(id));
        await Assert.ThrowsAsync<FileNotFoundException>(() => files.OpenAsync(id));
        await files.WriteAsync(id, new MemoryStream(content), ScanState.Awaiting);
        Assert.True(await files.ExistsAsync(id));
        Assert.Equal(content, await BytesAsync(files, id));
        Assert.True(await files.DeleteAsync(id));
        Assert.False(await files.DeleteAsync(id));
        Assert.False(await files.ExistsAsync(id));
    }

    [Theory, InlineData("disk"), InlineData("azure")]
    public async Task File_storage_keeps_an_empty_file(string adapter)
    {
        var files = await ReadyAsync(adapter);
        var id = Guid.CreateVersion7();
        await files.WriteAsync(id, new MemoryStream(), ScanState.NotNeeded);
        Assert.Empty(await BytesAsync(files, id));
    }

    [Theory, InlineData("disk"), InlineData("azure")]
    public async Task File_storage_refuses_to_overwrite_a_file(string adapter)
    {
        var files = await ReadyAsync(adapter);
        var id = Guid.CreateVersion7();
        await files.WriteAsync(id, new MemoryStream([1, 2, 3]), ScanState.Awaiting);
        await Assert.ThrowsAsync<FileStorageException>(() => files.WriteAsync(id, new MemoryStream([9, 9, 9]), ScanState.Awaiting));
        Assert.Equal([1, 2, 3], await BytesAsync(files, id));
    }

    [Theory, InlineData("disk"), InlineData("azure")]
    public async Task An_upload_that_breaks_off_leaves_no_file(string adapter)
    {
        var files = await ReadyAsync(adapter);
        var id = Guid.CreateVersion7();
        await Assert.ThrowsAnyAsync<Exception>(() => files.WriteAsync(id, new Endless(20 << 20, breaksAt: 9 << 20), ScanState.NotNeeded));
        Assert.False(await files.ExistsAsync(id));
        await Assert.ThrowsAsync<FileNotFoundException>(() => files.OpenAsync(id));
    }

    [Theory, InlineData("disk"), InlineData("azure")]
    public async Task A_large_file_is_written_without_being_held_in_memory(string adapter)
    {
        const int Large = 50 << 20;
        var files = await ReadyAsync(adapter);
        var id = Guid.CreateVersion7();
        await files.WriteAsync(id, new Endless(4 << 20), ScanState.NotNeeded); // What a first call sets up is not counted.
        id = Guid.CreateVersion7();
        var content = new Endless(Large);
        await files.WriteAsync(id, content, ScanState.NotNeeded);
        Assert.True(content.MostHeld < 40 << 20, $"{content.MostHeld >> 20} MB were held while {Large >> 20} MB were kept");
        await using var stored = await files.OpenAsync(id);
        Assert.Equal(
            Convert.ToHexString(await SHA256.HashDataAsync(new Endless(Large))),
            Convert.ToHexString(await SHA256.HashDataAsync(stored))
        );
    }

    [Theory, InlineData("disk"), InlineData("azure")]
    public async Task The_scan_result_of_a_file_does_not_change_its_bytes(string adapter)
    {
        var files = await ReadyAsync(adapter);
        var id = Guid.CreateVersion7();
        await files.WriteAsync(id, new MemoryStream([1, 2, 3]), ScanState.Awaiting);
        await files.MarkAsync(id, ScanState.Quarantined);
        Assert.Equal([1, 2, 3], await BytesAsync(files, id));
    }

    [Theory, InlineData("disk"), InlineData("azure")]
    public async Task A_missing_storage_location_raises_an_alert_that_names_the_setting_and_ends_once_it_exists(string adapter)
    {
        var options = Options(adapter) with { Container = "not-there" };
        if (adapter == "disk")
            await File.WriteAllTextAsync(options.Root, "a file in the folder's place");
        var files = Providers.Files(options);
        Assert.Contains(
            adapter == "disk" ? "Files__Root" : "Files__Container \"not-there\" is not there",
            await files.WhyUnavailableAsync(),
            StringComparison.Ordinal
        );

        using var database = new TestDatabase();
        var alerts = new Alerts(database.Db, NullLogger<Alerts>.Instance);
        var store = new FileStore(database.Db, files, new ClamdOptions(), alerts);
        Task<FileStore.NewFile> KeepAsync() =>
            store.WriteAsync(Actor.Portal, "letter.pdf", "application/pdf", [1, 2, 3], database.Clock.UtcNow());
        Assert.False((await Assert.ThrowsAsync<FileStorageException>(KeepAsync)).IsFull);
        Assert.Equal(AlertKind.FileStorage, Assert.Single(await alerts.StandingAsync()).Kind);

        if (adapter == "disk")
            File.Delete(options.Root);
        else
            Assert.Null(await Providers.Files(options with { CreateContainer = true }).WhyUnavailableAsync());
        var kept = await KeepAsync();
        Assert.Null(await files.WhyUnavailableAsync()); // The watch job uses this to end the alert.
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData([1, 2, 3])), kept.Sha256);
        Assert.Equal(3, kept.ByteLength);
    }

    [Fact]
    public async Task A_storage_outage_loses_no_file_and_is_noticed_when_it_ends()
    {
        var storage = new Azurite();
        await storage.InitializeAsync();
        var files = Providers.Files(
            new()
            {
                Provider = "azure",
                ConnectionString = Azurite.Connection(storage.Port),
                Container = "grants",
                CreateContainer = true,
            }
        );
        Assert.Null(await files.WhyUnavailableAsync());
        await storage.DisposeAsync();
        foreach (
            var attempt in new Func<Task>[]
            {
                () => files.WriteAsync(Guid.CreateVersion7(), new MemoryStream([1]), ScanState.Awaiting),
                () => files.OpenAsync(Guid.CreateVersion7()),
            }
        )
            Assert.Contains("no answer", (await Assert.ThrowsAsync<FileStorageException>(attempt)).Message, StringComparison.Ordinal);
        Assert.Contains("Check Files__ConnectionString or Files__Account", await files.WhyUnavailableAsync(), StringComparison.Ordinal);
    }

    private FileStoreOptions Options(string adapter) =>
        new()
        {
            Provider = adapter,
            Root = Path.Combine(folder, "files"),
            ConnectionString = Azurite.Connection(azurite.Port),
            Container = $"test-{Guid.NewGuid():N}",
        };

    private async Task<IFileContents> ReadyAsync(string adapter)
    {
        var files = Providers.Files(Options(adapter) with { CreateContainer = true });
        Assert.Null(await files.WhyUnavailableAsync());
        return files;
    }

    private static async Task<byte[]> BytesAsync(IFileContents files, Guid id)
    {
        using var bytes = new MemoryStream();
        await using var stored = await files.OpenAsync(id);
        await stored.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    /// <summary>A stream that is never in memory as a whole, and that records how much memory is in use.</summary>
    private sealed class Endless(long length, long breaksAt = long.MaxValue) : Stream
    {
        private readonly long before = GC.GetTotalMemory(forceFullCollection: true);
        private long looked;
        public long MostHeld { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            if (Position >= breaksAt)
                throw new InvalidDataException("The line broke");
            var count = (int)Math.Min(buffer.Length, length - Position);
            for (var i = 0; i < count; i++)
                buffer[i] = (byte)((Position + i) * 31 >> 3);
            Position += count;
            if (Position - looked < 8 << 20)
                return count;
            looked = Position;
            MostHeld = Math.Max(MostHeld, GC.GetTotalMemory(forceFullCollection: true) - before);
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            Task.FromResult(Read(buffer.AsSpan(offset, count)));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(Read(buffer.Span));

        public override long Position { get; set; }
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
