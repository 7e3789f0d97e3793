using System.Security.Cryptography;
using System.Text;

namespace Commissioning.Domain.DueDiligence;

/// <summary>
/// How much of one application's text stands in another, by runs of five words. Only the text is looked at, never the writer's device.
/// A sketch of the lowest hashes finds the applications worth reading; those are then compared in full.
/// </summary>
public static class TextOverlap
{
    public const int RunLength = 5;

    /// <summary>Hashes kept of an application; enough to find a copied answer among ten.</summary>
    public const int SketchSize = 96;

    /// <summary>The runs of five words, by position, as words in lower case without scores.</summary>
    private static List<(ulong Hash, int At)> Runs(IReadOnlyList<string> words)
    {
        var runs = new List<(ulong, int)>();
        for (var i = 0; i + RunLength <= words.Count; i++)
            runs.Add((HashOf(string.Join(' ', words.Skip(i).Take(RunLength))), i));
        return runs;
    }

    /// <summary>The lowest hashes of a text's runs, each once, in order. Stable: they are stored.</summary>
    public static IReadOnlyList<long> Sketch(string text) =>
        Runs(NameTokens.Plain(text))
            .Select(run => run.Hash)
            .Distinct()
            .Order()
            .Take(SketchSize)
            .Select(hash => unchecked((long)hash))
            .ToList();

    /// <summary>Whole percent of the first text's runs that stand in the second, and the longest passage that both hold.</summary>
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
