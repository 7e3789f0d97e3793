using System.IO.Compression;
using System.Security.Cryptography;
using Commissioning.Features.Operations;
using Commissioning.Platform.Spreadsheets;

namespace Commissioning.Features.Records;

/// <summary>Writes named parts into a folder or ZIP file, with a manifest that has each hash. It has a temporary name until complete, so
/// that no partial one is mistaken for an archive; a new run starts afresh.</summary>
internal sealed class ArchivePackage : IDisposable
{
    public const string Manifest = "manifest.csv";
    private readonly string target;
    private readonly string partial;
    private readonly ZipArchive? zip;
    private readonly List<PackagePart> parts = [];

    /// <param name="Note">Why a listed part is missing; null: it is there.</param>
    public sealed record PackagePart(string Name, long Bytes, string Sha256, string? Note);

    public ArchivePackage(string target)
    {
        this.target = Path.GetFullPath(target);
        partial = this.target + ".partial";
        if (Directory.Exists(partial))
            Directory.Delete(partial, recursive: true);
        File.Delete(partial);
        if (IsZip(target))
            zip = new(BackupPack.CreatePrivate(partial), ZipArchiveMode.Create);
        else
            BackupPack.MakePrivateFolder(partial);
    }

    public IReadOnlyList<PackagePart> Parts => parts;

    public static bool IsZip(string target) => target.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);

    public async Task AddAsync(string name, Func<Stream, Task> write)
    {
        Stream part;
        if (zip is not null)
            part = zip.CreateEntry(name).Open();
        else
        {
            var path = Path.Combine(partial, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            part = BackupPack.CreatePrivate(path);
        }
        await using var counted = new Counted(part);
        await write(counted);
        parts.Add(new(name, counted.Bytes, counted.Sha256(), null));
    }

    public Task AddAsync(string name, byte[] content) => AddAsync(name, async stream => await stream.WriteAsync(content));

    public void LeaveOut(string name, long bytes, string sha256, string note) => parts.Add(new(name, bytes, sha256, note));

    /// <returns>The hash of the manifest, which covers everything.</returns>
    public async Task<string> FinishAsync()
    {
        var manifest = ManifestOf(parts);
        await AddAsync(Manifest, manifest);
        zip?.Dispose();
        if (zip is null)
            Directory.Move(partial, target);
        else
            File.Move(partial, target);
        return Sha256.Of(manifest);
    }

    public void Dispose()
    {
        zip?.Dispose();
        if (Directory.Exists(partial))
            Directory.Delete(partial, recursive: true);
        File.Delete(partial);
    }

    private static byte[] ManifestOf(IEnumerable<PackagePart> parts) =>
        CsvText.Write([
            ["Name", "Bytes", "SHA-256", "Note"],
            .. parts.Select(part =>
                (IReadOnlyList<string>)
                    [part.Name, part.Bytes.ToString(System.Globalization.CultureInfo.InvariantCulture), part.Sha256, part.Note ?? ""]
            ),
        ]);

    /// <summary>Counts and hashes what passes through.</summary>
    private sealed class Counted(Stream inner) : Stream
    {
        private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public long Bytes { get; private set; }

        public string Sha256() => Convert.ToHexStringLower(hash.GetHashAndReset());

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            hash.AppendData(buffer);
            Bytes += buffer.Length;
            inner.Write(buffer);
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            hash.AppendData(buffer.Span);
            Bytes += buffer.Length;
            return inner.WriteAsync(buffer, cancellationToken);
        }

        public override void Flush() => inner.Flush();

        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => Bytes;
        public override long Position
        {
            get => Bytes;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
                hash.Dispose();
            }
            base.Dispose(disposing);
        }
    }
}
