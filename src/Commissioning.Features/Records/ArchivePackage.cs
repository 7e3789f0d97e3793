using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Commissioning.Features.Operations;
using Commissioning.Platform.Spreadsheets;
using CsvHelper;

namespace Commissioning.Features.Records;

/// <summary>Writes named parts into a folder or ZIP file, with a manifest that has each hash. It has a temporary name until complete, so
/// that no partial one is mistaken for an archive; a new run starts afresh. Memory does not grow with the parts of a folder; a ZIP's
/// directory is held until it is written, some 0.3 KB a part.</summary>
internal sealed class ArchivePackage : IDisposable
{
    public const string Manifest = "manifest.csv";
    private readonly string target;
    private readonly string partial;
    private readonly ZipArchive? zip;

    // A ZIP is written one part at a time, so the manifest waits beside it.
    private readonly string listed;
    private readonly FileStream listFile;
    private readonly CsvWriter list;

    public ArchivePackage(string target)
    {
        this.target = Path.GetFullPath(target);
        (partial, listed) = (this.target + ".partial", this.target + ".manifest.partial");
        Delete();
        if (IsZip(target))
            zip = new(BackupPack.CreatePrivate(partial), ZipArchiveMode.Create);
        else
            BackupPack.MakePrivateFolder(partial);
        listFile = BackupPack.CreatePrivate(listed);
        list = new(new StreamWriter(listFile, new UTF8Encoding(true)), CsvText.Settings);
        Line("Name", "Bytes", "SHA-256", "Note");
    }

    /// <summary>Parts that are there, without the manifest.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes of those parts.</summary>
    public long Bytes { get; private set; }

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
        Line(name, counted.Bytes.ToString(CultureInfo.InvariantCulture), counted.Sha256(), "");
        (Count, Bytes) = (Count + 1, Bytes + counted.Bytes);
    }

    public Task AddAsync(string name, byte[] content) => AddAsync(name, async stream => await stream.WriteAsync(content));

    /// <param name="note">Why a listed part is missing.</param>
    public void LeaveOut(string name, long bytes, string sha256, string note) =>
        Line(name, bytes.ToString(CultureInfo.InvariantCulture), sha256, note);

    /// <returns>The hash of the manifest, which covers everything.</returns>
    public async Task<string> FinishAsync()
    {
        await list.DisposeAsync();
        var hash = await Sha256.OfFileAsync(listed);
        if (zip is null)
        {
            File.Move(listed, Path.Combine(partial, Manifest));
            Directory.Move(partial, target);
        }
        else
        {
            await using (var manifest = new FileStream(listed, FileMode.Open, FileAccess.Read))
            await using (var part = await zip.CreateEntry(Manifest).OpenAsync())
                await manifest.CopyToAsync(part);
            zip.Dispose();
            File.Move(partial, target);
        }
        return hash;
    }

    public void Dispose()
    {
        Close(list);
        Close(listFile); // A list that cannot be written leaves it open.
        Close(zip);
        Delete();
    }

    private static void Close(IDisposable? written)
    {
        try
        {
            written?.Dispose();
        }
        catch (IOException)
        { /* what failed first is told: on a full disk the rest cannot be written either */
        }
    }

    private void Delete()
    {
        if (Directory.Exists(partial))
            Directory.Delete(partial, recursive: true);
        File.Delete(partial);
        File.Delete(listed);
    }

    private void Line(params ReadOnlySpan<string> cells)
    {
        foreach (var cell in cells)
            list.WriteField(CsvText.Plain(cell));
        list.NextRecord();
    }

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
