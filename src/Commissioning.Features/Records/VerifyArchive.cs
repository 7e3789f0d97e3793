using System.Globalization;
using System.IO.Compression;
using CsvHelper;

namespace Commissioning.Features.Records;

/// <summary>Compares every part of an archive, or of an export before erasure, with its manifest. Needs no database.</summary>
public static class VerifyArchive
{
    public sealed record ArchiveVerification(int Parts, string? ManifestSha256, IReadOnlyList<string> Faults);

    public static async Task<ArchiveVerification> RunAsync(string target)
    {
        if (!ArchivePackage.IsZip(target))
            return await VerifyAsync(
                Directory
                    .EnumerateFiles(target, "*", SearchOption.AllDirectories)
                    .ToDictionary(
                        path => Path.GetRelativePath(target, path).Replace('\\', '/'),
                        path => (Func<Stream>)(() => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read))
                    )
            );
        try
        {
            using var zip = ZipFile.OpenRead(target);
            return await VerifyAsync(zip.Entries.ToDictionary(entry => entry.FullName, entry => (Func<Stream>)entry.Open));
        }
        catch (InvalidDataException exception)
        {
            return new(0, null, [$"The file cannot be read as a ZIP: {exception.Message}"]);
        }
    }

    private static async Task<ArchiveVerification> VerifyAsync(Dictionary<string, Func<Stream>> parts)
    {
        if (!parts.Remove(ArchivePackage.Manifest, out var manifest))
            return new(0, null, [$"There is no {ArchivePackage.Manifest}: the archive is not whole"]);
        string hash;
        await using (var stream = manifest())
            (_, hash) = await Sha256.CopyAsync(stream, Stream.Null);
        using var csv = new CsvReader(new StreamReader(manifest()), CultureInfo.InvariantCulture);
        await csv.ReadAsync();
        csv.ReadHeader();
        var (faults, count) = (new List<string>(), 0);
        while (await csv.ReadAsync())
        {
            var (name, expected) = (
                csv.GetField("Name")!,
                (long.Parse(csv.GetField("Bytes")!, CultureInfo.InvariantCulture), csv.GetField("SHA-256")!)
            );
            if (csv.GetField("Note") is { Length: > 0 })
                continue; // Listed there as left out.
            count++;
            if (!parts.Remove(name, out var open))
                faults.Add($"{name} is missing");
            else
                try
                {
                    await using var content = open();
                    if (await Sha256.CopyAsync(content, Stream.Null) != expected)
                        faults.Add($"{name} is not as the manifest says");
                }
                catch (InvalidDataException)
                {
                    faults.Add($"{name} cannot be unpacked");
                }
        }
        faults.AddRange(parts.Keys.Order(StringComparer.Ordinal).Select(name => $"{name} is there and not in the manifest"));
        return new(count, hash, faults);
    }
}
