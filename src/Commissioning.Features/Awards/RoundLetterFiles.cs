using System.IO.Compression;
using Commissioning.Domain.Awards;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;

namespace Commissioning.Features.Awards;

/// <summary>The letters of a round that count as one PDF or one ZIP, in order of reference: without those that a later letter has
/// replaced, and with the later one.</summary>
public sealed class RoundLetterFiles(Db db, LetterReader letters)
{
    public enum Part
    {
        All,
        Offers,
        Refusals,
    }

    /// <returns>An open file that disappears when it is closed.</returns>
    public async Task<Stream> PdfAsync(Guid round, Part part)
    {
        using var merged = new PdfMerge("Letters", "en-GB");
        foreach (var letter in await ListAsync(round, part))
            merged.Add(NameOf(letter), (await letters.PdfAsync(await letters.GetAsync(letter.Id))).Content);
        var file = Temporary();
        merged.Write(file);
        file.Position = 0;
        return file;
    }

    /// <inheritdoc cref="PdfAsync"/>
    public async Task<Stream> ZipAsync(Guid round, Part part)
    {
        var file = Temporary();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var letter in await ListAsync(round, part))
            {
                await using var entry = zip.CreateEntry($"{NameOf(letter)}.pdf", CompressionLevel.Fastest).Open();
                await entry.WriteAsync((await letters.PdfAsync(await letters.GetAsync(letter.Id))).Content);
            }
        file.Position = 0;
        return file;
    }

    private async Task<IReadOnlyList<RoundLetter>> ListAsync(Guid round, Part part)
    {
        var all = await db.QueryAsync<RoundLetter>(
            $"""select l.Id, l.Kind, a.Reference from Letter l join LetterBatch b on b.Id = l.BatchId join Application a on a.Id = l.ApplicationId where (b.RoundId = @round or (b.RoundId is null and a.RoundId = @round and l.State = 'Sent' and l.Kind in ('Award', 'PartAward', 'Reserve', 'Deferred', 'Decline'))) and l.State <> 'Waiting' and {LetterReader.ReplacedSql} is null order by a.Number, l.Id""",
            new { round }
        );
        var chosen = all.Where(letter => part == Part.All || letter.Kind.IsOffer() == (part == Part.Offers)).ToList();
        return chosen.Count > 0 ? chosen : throw new NotFoundException("No such letters");
    }

    /// <summary>The reference, and the kind, because an application can have two letters.</summary>
    private static string NameOf(RoundLetter letter) => $"{letter.Reference} {letter.Kind.Name()}";

    private static FileStream Temporary() =>
        new(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.None,
            4096,
            FileOptions.DeleteOnClose
        );

    private sealed record RoundLetter
    {
        public required Guid Id { get; init; }
        public required LetterKind Kind { get; init; }
        public required string Reference { get; init; }
    }
}
