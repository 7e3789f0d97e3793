using System.Security.Cryptography;
using System.Text;

namespace Commissioning.Domain.DueDiligence;

/// <summary>How much of one application's text appears in another, by runs of five words. Only the text is compared, never the device it
/// was written on. A sketch of the lowest hashes finds candidates, which are then compared in full.</summary>
public static class TextOverlap
{
    public const int RunLength = 5;

    /// <summary>Hashes kept per application: enough to find one copied answer among ten.</summary>
    public const int SketchSize = 96;

    /// <summary>The runs of five words by position, in lower case and without punctuation.</summary>
    private static List<(ulong Hash, int At)> Runs(IReadOnlyList<string> words)
    {
        var runs = new List<(ulong, int)>();
        for (var i = 0; i + RunLength <= words.Count; i++)
            runs.Add((HashOf(string.Join(' ', words.Skip(i).Take(RunLength))), i));
        return runs;
    }

    /// <summary>The lowest hashes of a text's runs, distinct and sorted. They are stored, so the algorithm must not change.</summary>
    public static IReadOnlyList<long> Sketch(string text) =>
        Runs(NameTokens.Plain(text))
            .Select(run => run.Hash)
            .Distinct()
            .Order()
            .Take(SketchSize)
            .Select(hash => unchecked((long)hash))
            .ToList();

    /// <summary>Whole per cent (0 to 100) of the first text's runs that appear in the second, and the longest passage in both.</summary>
    public static (int Percent, string Passage) Compare(string text, string other)
    {
        var words = NameTokens.Plain(text);
        var (ours, theirs) = (Runs(words), Runs(NameTokens.Plain(other)).Select(run => run.Hash).ToHashSet());
        if (ours.Count == 0)
            return (0, "");
        var (best, bestAt, length) = (0, 0, 0);
        foreach (var (hash, at) in ours)
        {
            length = theirs.Contains(hash) ? length + 1 : 0;
            if (length > best)
                (best, bestAt) = (length, at - length + 1);
        }
        return (
            100 * ours.Count(run => theirs.Contains(run.Hash)) / ours.Count,
            best == 0 ? "" : string.Join(' ', words.Skip(bestAt).Take(Math.Min(best + RunLength - 1, 40)))
        );
    }

    private static ulong HashOf(string run) => BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(run)));
}
