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
                name => Path.Combine(target, name) is var path && File.Exists(path) ? OpenFile(path) : null,
                Directory
                    .EnumerateFiles(target, "*", SearchOption.AllDirectories)
                    .Select(path => Path.GetRelativePath(target, path).Replace('\\', '/'))
            );
        try
        {
            using var zip = ZipFile.OpenRead(target);
            return await VerifyAsync(name => zip.GetEntry(name)?.Open(), zip.Entries.Select(entry => entry.FullName));
        }
        catch (InvalidDataException exception)
        {
            return new(0, null, [$"The file cannot be read as a ZIP: {exception.Message}"]);
        }
    }

    private static FileStream OpenFile(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read);

    /// <param name="open">Null: there is no part of that name.</param>
    private static async Task<ArchiveVerification> VerifyAsync(Func<string, Stream?> open, IEnumerable<string> names)
    {
        string hash;
        await using (var stream = open(ArchivePackage.Manifest))
        {
            if (stream is null)
                return new(0, null, [$"There is no {ArchivePackage.Manifest}: the archive is not whole"]);
            (_, hash) = await Sha256.CopyAsync(stream, Stream.Null);
        }
        var (faults, count, found) = (new List<string>(), 0, 0);
        await foreach (var part in ListedAsync(open))
        {
            count++;
            try
            {
                await using var content = open(part.Name);
                found += content is null ? 0 : 1;
                if (content is null)
                    faults.Add($"{part.Name} is missing");
                else if (await Sha256.CopyAsync(content, Stream.Null) != (part.Bytes, part.Sha256))
                    faults.Add($"{part.Name} is not as the manifest says");
            }
            catch (InvalidDataException)
            {
                faults.Add($"{part.Name} cannot be unpacked");
            }
        }
        // The names are held only where something is there that the manifest does not name.
        if (names.Count() != found + 1)
        {
            var extra = names.ToHashSet(StringComparer.Ordinal);
            extra.Remove(ArchivePackage.Manifest);
            await foreach (var part in ListedAsync(open))
                extra.Remove(part.Name);
            faults.AddRange(extra.Order(StringComparer.Ordinal).Select(name => $"{name} is there and not in the manifest"));
            if (faults.Count == 0)
                faults.Add("A part is there more than once");
        }
        return new(count, hash, faults);
    }

    /// <summary>Parts of the manifest, without those that it lists as left out.</summary>
    private static async IAsyncEnumerable<(string Name, long Bytes, string Sha256)> ListedAsync(Func<string, Stream?> open)
    {
        using var csv = new CsvReader(new StreamReader(open(ArchivePackage.Manifest)!), CultureInfo.InvariantCulture);
        await csv.ReadAsync();
        csv.ReadHeader();
        while (await csv.ReadAsync())
            if (csv.GetField("Note") is not { Length: > 0 })
                yield return (
                    csv.GetField("Name")!,
                    long.Parse(csv.GetField("Bytes")!, CultureInfo.InvariantCulture),
                    csv.GetField("SHA-256")!
                );
    }
}
