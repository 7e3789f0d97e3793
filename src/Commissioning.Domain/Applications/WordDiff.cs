using System.Text.RegularExpressions;

namespace Commissioning.Domain.Applications;

/// <summary>Which words of a text were removed and added. The shortest list of changes (Myers); texts that have little in common are shown
/// as one whole text for another, which reads better than scattered words and takes no time to find.</summary>
public static partial class WordDiff
{
    public enum Change
    {
        Same,
        Removed,
        Added,
    }

    /// <summary>Words in a row, with the space after them.</summary>
    public sealed record Piece(Change Change, string Text);

    private const int MostChanges = 600;

    public static IReadOnlyList<Piece> Of(string before, string after)
    {
        var (old, now) = (Words(before), Words(after));
        var start = 0;
        while (start < old.Count && start < now.Count && Alike(old[start], now[start]))
            start++;
        var end = 0;
        while (end < old.Count - start && end < now.Count - start && Alike(old[^(end + 1)], now[^(end + 1)]))
            end++;
        List<Piece> words =
        [
            .. now[..start].Select(Same),
            .. Between(old[start..^end], now[start..^end]),
            .. now[(now.Count - end)..].Select(Same),
        ];
        return Joined(words);
    }

    private static IEnumerable<Piece> Between(List<string> old, List<string> now)
    {
        // Furthest[d][k]: how far in the old text d changes reach on diagonal k (old less new words), for every d up to the answer.
        List<int[]> furthest = [];
        var most = Math.Min(old.Count + now.Count, MostChanges);
        for (var d = 0; d <= most; d++)
        {
            var reach = new int[2 * d + 1];
            furthest.Add(reach);
            for (var k = -d; k <= d; k += 2)
            {
                var x = d == 0 ? 0 : Step(furthest[d - 1], d, k);
                while (x < old.Count && x - k < now.Count && Alike(old[x], now[x - k]))
                    x++;
                reach[k + d] = x;
                if (x >= old.Count && x - k >= now.Count)
                    return Traced(furthest, old, now);
            }
        }
        return [.. old.Select(word => new Piece(Change.Removed, word)), .. now.Select(word => new Piece(Change.Added, word))];
    }

    // A word removed comes from the diagonal below, a word added from the one above.
    private static bool IsAdded(int[] last, int d, int k) => k == -d || (k != d && last[k - 1 + d - 1] < last[k + 1 + d - 1]);

    private static int Step(int[] last, int d, int k) => IsAdded(last, d, k) ? last[k + 1 + d - 1] : last[k - 1 + d - 1] + 1;

    private static List<Piece> Traced(List<int[]> furthest, List<string> old, List<string> now)
    {
        List<Piece> pieces = [];
        var (x, y) = (old.Count, now.Count);
        for (var d = furthest.Count - 1; d >= 0; d--)
        {
            var from = d == 0 ? 0 : Step(furthest[d - 1], d, x - y);
            var isAdded = d > 0 && IsAdded(furthest[d - 1], d, x - y);
            for (; x > from; x--, y--)
                pieces.Add(Same(now[y - 1]));
            if (isAdded)
                pieces.Add(new(Change.Added, now[--y]));
            else if (d > 0)
                pieces.Add(new(Change.Removed, old[--x]));
        }
        pieces.Reverse();
        return pieces;
    }

    private static List<Piece> Joined(IEnumerable<Piece> words)
    {
        List<Piece> pieces = [];
        foreach (var word in words)
            if (pieces.Count > 0 && pieces[^1].Change == word.Change)
                pieces[^1] = word with { Text = pieces[^1].Text + word.Text };
            else
                pieces.Add(word);
        return pieces;
    }

    private static Piece Same(string word) => new(Change.Same, word);

    // The space after a word belongs to it but is no change.
    private static bool Alike(string one, string other) => one.AsSpan().TrimEnd().SequenceEqual(other.AsSpan().TrimEnd());

    private static List<string> Words(string text) => Word().Matches(text).Select(match => match.Value).ToList();

    [GeneratedRegex(@"^\s+|\S+\s*")]
    private static partial Regex Word();
}
