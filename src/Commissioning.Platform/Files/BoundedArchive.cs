using System.IO.Compression;
using System.Xml;

namespace Commissioning.Platform.Files;

/// <summary>A zip that somebody sent (.zip, .xlsx, .docx), opened only here. What it says of its own size may be false, so the bytes are
/// counted as they are unpacked: those of all parts together, and those of its list of parts. An archive within it is not opened.</summary>
public sealed class BoundedArchive : IDisposable
{
    // Some 10,000 parts. A workbook of 200 sheets has fewer than 1,000.
    private const int MostOfList = 1024 * 1024;

    private readonly string name;
    private readonly long most;
    private readonly ZipArchive archive;
    private readonly Dictionary<string, ZipArchiveEntry> parts = new(StringComparer.OrdinalIgnoreCase);
    private long unpacked;
    private long? listed = 0;

    /// <param name="name">The file's name, for the sentences.</param>
    /// <param name="content">Closed with the archive, unless it is left open.</param>
    /// <param name="mostUnpacked">The most bytes that its parts may unpack to, together.</param>
    /// <exception cref="UnreadableFileException">It has too many parts.</exception>
    /// <exception cref="InvalidDataException">It is damaged, or no zip.</exception>
    public BoundedArchive(string name, Stream content, long mostUnpacked, bool leaveOpen = false)
    {
        (this.name, most) = (name, mostUnpacked);
        archive = new(new BoundedStream(content, CountList), ZipArchiveMode.Read, leaveOpen);
        try
        {
            foreach (var part in archive.Entries)
                parts.TryAdd(part.FullName.Replace('\\', '/').TrimStart('/'), part);
        }
        catch
        {
            archive.Dispose();
            throw;
        }
        listed = null;
    }

    /// <summary>Names of the parts, without folders on their own.</summary>
    public IEnumerable<string> Names => parts.Keys.Where(part => !part.EndsWith('/'));

    public bool Has(string part) => parts.ContainsKey(part);

    /// <summary>A part's bytes; reading them throws <see cref="UnreadableFileException"/> when all parts unpack to more than the
    /// most.</summary>
    public Stream Open(string part) => new BoundedStream(parts[part].Open(), bytes => Count(bytes.Length));

    /// <summary>A part as XML, whose depth and texts are bounded as well (<see cref="BoundedXml"/>).</summary>
    public XmlReader OpenXml(string part) => new BoundedXml(name, Open(part));

    private void CountList(ReadOnlySpan<byte> bytes)
    {
        if ((listed += bytes.Length) > MostOfList)
            throw new UnreadableFileException($"{name} has too many files in it to read. Take out what is not needed and choose it again.");
    }

    private void Count(int bytes)
    {
        if ((unpacked += bytes) > most)
            throw new UnreadableFileException($"{name} unpacks to more than {most / 1024 / 1024} MB, which is too much to read. Split it.");
    }

    public void Dispose() => archive.Dispose();
}
