using System.Security.Cryptography;
using System.Text;

namespace Commissioning.Domain.DueDiligence;

/// <summary>How much of one application's text appears in another, word for word or with words changed. Only the text is compared, never
/// the device it was written on.
/// <para>Method: text alignment by seeds, chains and a filter, as in the PAN competitions (Potthast and others, 2013). A seed is two
/// telling words that follow each other in both texts; words such as "the" and endings such as "-ing" do not count. Seeds that follow each
/// other in both are a chain; a chain with enough words in common is a passage. So every fourth word may be another and the passage is
/// still found, while two honest answers about one subject have the words but not their order.</para>
/// <para>A text that was rewritten sentence by sentence, in another order, has no such chains. Its sentences are compared as sets of
/// telling words, and several like sentences together are passages too: among the 4,692 ordered pairs of the demonstration's applications,
/// honest ones have at most one such sentence, and a rewritten text has most of its sentences. Limit: a text that only keeps the ideas,
/// with other words and without the facts, such as names, places and figures, is not found.</para>
/// <para>Candidates among thousands of texts are found by stored hashes of two telling words, half of them (Manber, 1994).</para></summary>
public static class TextOverlap
{
    /// <summary>Of the hashes, those divisible by this are stored.</summary>
    private const int StoredOneIn = 2;

    /// <summary>Telling words between two seeds of a passage, and how many more one text may have there than the other.</summary>
    private const int LargestGap = 6,
        LargestDrift = 3;

    /// <summary>Telling words that a passage has in common at least.</summary>
    private const int FewestShared = 8;

    /// <summary>Of the telling words of a passage, the part that both have at least.</summary>
    private const double SmallestShare = 0.5;

    /// <summary>Telling words that two like sentences share at least, and the part (0 to 1) of all their telling words that these
    /// are.</summary>
    private const int FewestInSentence = 5;
    private const double SmallestLikeness = 0.35;

    /// <summary>Fewer like sentences are chance. Default, not OPCC policy.</summary>
    private const int FewestSentences = 3;

    /// <summary>The hashes by which a text is found again, distinct and sorted. They are stored, so the algorithm must not
    /// change.</summary>
    public static IReadOnlyList<long> Sketch(IEnumerable<TextPart> parts)
    {
        HashSet<long> hashes = [];
        foreach (var part in parts)
        {
            var words = WordsOf(part.Text, 0).Where(word => word.Stem is not null).Select(word => word.Stem!).ToList();
            for (var i = 0; i + 1 < words.Count; i++)
                if (HashOf($"{words[i]} {words[i + 1]}") is var hash && hash % StoredOneIn == 0)
                    hashes.Add(unchecked((long)hash));
        }
        return hashes.Order().ToList();
    }

    /// <summary>The words of a text that tell something, without endings, in their order.</summary>
    internal static IReadOnlyList<string> TellingWords(string text) => [.. WordsOf(text, 0).Select(word => word.Stem).OfType<string>()];

    /// <summary>Prepares a text once for many comparisons.</summary>
    public static PreparedText Prepare(IReadOnlyList<TextPart> parts)
    {
        List<TextWord> words = [];
        for (var part = 0; part < parts.Count; part++)
            words.AddRange(WordsOf(parts[part].Text, part));
        List<int> telling = [];
        for (var i = 0; i < words.Count; i++)
            if (words[i].Stem is not null)
                telling.Add(i);
        Dictionary<(string, string), List<int>> runs = [];
        for (var i = 0; i + 1 < telling.Count; i++)
            if (words[telling[i]].Part == words[telling[i + 1]].Part)
            {
                var run = (words[telling[i]].Stem!, words[telling[i + 1]].Stem!);
                if (!runs.TryGetValue(run, out var places))
                    runs[run] = places = [];
                places.Add(i);
            }
        return new(parts, words, telling, runs, SentencesOf(parts, words));
    }

    /// <summary>The passages of the first text that are also in the second, in their order, without overlaps.</summary>
    public static IReadOnlyList<SharedPassage> Passages(PreparedText ours, PreparedText theirs)
    {
        List<(int From, int To, int OtherFrom, int OtherTo, int Seeds)> open = [],
            chains = [];
        for (var i = 0; i + 1 < ours.Telling.Count; i++)
        {
            if (ours.Words[ours.Telling[i]].Part != ours.Words[ours.Telling[i + 1]].Part)
                continue;
            chains.AddRange(open.Where(chain => i - chain.To > LargestGap));
            open.RemoveAll(chain => i - chain.To > LargestGap);
            if (!theirs.Runs.TryGetValue((ours.Words[ours.Telling[i]].Stem!, ours.Words[ours.Telling[i + 1]].Stem!), out var places))
                continue;
            foreach (var j in places)
            {
                var best = -1;
                for (var k = 0; k < open.Count; k++)
                    if (Follows(open[k], i, j) && (best < 0 || open[k].Seeds > open[best].Seeds))
                        best = k;
                if (best < 0)
                    open.Add((i, i + 1, j, j + 1, 1));
                else
                    open[best] = open[best] with { To = i + 1, OtherTo = j + 1, Seeds = open[best].Seeds + 1 };
            }
        }
        chains.AddRange(open);

        List<SharedPassage> passages = [];
        foreach (var chain in chains.Where(chain => chain.Seeds > 2).OrderByDescending(chain => chain.Seeds).ThenBy(chain => chain.From))
        {
            var (from, to) = (ours.Telling[chain.From], ours.Telling[chain.To]);
            if (passages.Any(other => other.From <= to && from <= other.To))
                continue;
            var (otherFrom, otherTo) = (theirs.Telling[chain.OtherFrom], theirs.Telling[chain.OtherTo]);
            var shared = InBoth(ours.Words, from, to, theirs.Words, otherFrom, otherTo);
            var telling = shared.Count(pair => ours.Words[pair.Ours].Stem is not null);
            if (
                telling >= FewestShared
                && telling >= SmallestShare * Math.Max(chain.To - chain.From + 1, chain.OtherTo - chain.OtherFrom + 1)
            )
                passages.Add(
                    new(
                        from,
                        to,
                        ours.Parts[ours.Words[from].Part].Question,
                        theirs.Parts[theirs.Words[otherFrom].Part].Question,
                        Pieces(ours, from, to, shared.Select(pair => pair.Ours).ToHashSet()),
                        Pieces(theirs, otherFrom, otherTo, shared.Select(pair => pair.Theirs).ToHashSet())
                    )
                );
        }
        var sentences = LikeSentences(ours, theirs);
        if (sentences.Count >= FewestSentences)
        {
            // A passage inside a like sentence gives way to it; one that is more than the sentence stays.
            passages.RemoveAll(passage => sentences.Any(sentence => sentence.From <= passage.From && passage.To <= sentence.To));
            passages.AddRange(
                sentences.Where(sentence => !passages.Any(passage => passage.From <= sentence.To && sentence.From <= passage.To)).ToList()
            );
        }
        return passages.OrderBy(passage => passage.From).ToList();

        bool Follows((int From, int To, int OtherFrom, int OtherTo, int Seeds) chain, int i, int j) =>
            i + 1 > chain.To
            && j + 1 > chain.OtherTo
            && j - chain.OtherTo <= LargestGap
            && Math.Abs(i - chain.To - (j - chain.OtherTo)) <= LargestDrift
            && ours.Words[ours.Telling[chain.From]].Part == ours.Words[ours.Telling[i]].Part
            && theirs.Words[theirs.Telling[chain.OtherFrom]].Part == theirs.Words[theirs.Telling[j]].Part;
    }

    /// <summary>Sentences that are like one of the other text, in whatever order.</summary>
    private static List<SharedPassage> LikeSentences(PreparedText ours, PreparedText theirs)
    {
        List<SharedPassage> found = [];
        foreach (var one in ours.Sentences)
        {
            var (best, most) = (default(TextSentence), 0.0);
            foreach (var other in theirs.Sentences)
            {
                var shared = one.Stems.Count(other.Stems.Contains);
                var likeness = shared / (double)(one.Stems.Count + other.Stems.Count - shared);
                if (shared >= FewestInSentence && likeness >= SmallestLikeness && likeness > most)
                    (best, most) = (other, likeness);
            }
            if (best is not null)
                found.Add(
                    new(
                        one.From,
                        one.To,
                        ours.Parts[ours.Words[one.From].Part].Question,
                        theirs.Parts[theirs.Words[best.From].Part].Question,
                        Pieces(ours, one.From, one.To, SharedIn(ours, one, best.Stems)),
                        Pieces(theirs, best.From, best.To, SharedIn(theirs, best, one.Stems))
                    )
                );
        }
        return found;

        static HashSet<int> SharedIn(PreparedText text, TextSentence sentence, IReadOnlySet<string> stems) =>
            [
                .. Enumerable
                    .Range(sentence.From, sentence.To - sentence.From + 1)
                    .Where(word => text.Words[word].Stem is { } stem && stems.Contains(stem)),
            ];
    }

    /// <summary>Those long enough to be compared.</summary>
    private static List<TextSentence> SentencesOf(IReadOnlyList<TextPart> parts, List<TextWord> words)
    {
        List<TextSentence> sentences = [];
        for (var from = 0; from < words.Count; )
        {
            var to = from;
            while (
                to + 1 < words.Count
                && words[to + 1].Part == words[from].Part
                && !Ends(parts[words[to].Part].Text, words[to], words[to + 1])
            )
                to++;
            var stems = words[from..(to + 1)].Select(word => word.Stem).OfType<string>().ToHashSet();
            if (stems.Count >= FewestInSentence)
                sentences.Add(new(from, to, stems));
            from = to + 1;
        }
        return sentences;

        static bool Ends(string text, TextWord last, TextWord next)
        {
            var between = text.AsSpan(last.End, next.Start - last.End);
            // Text that was pasted may have line breaks inside its sentences.
            return (between.Contains('\n') && char.IsUpper(text[next.Start]))
                || (between.IndexOfAny(".!?:;") >= 0 && between.IndexOfAny(" \t\r\n") >= 0);
        }
    }

    /// <summary>Whole per cent (0 to 100) of the text's words that stand in the passages.</summary>
    public static int Percent(PreparedText text, IEnumerable<SharedPassage> passages) =>
        text.Words.Count == 0 ? 0 : 100 * passages.Sum(passage => passage.Words) / text.Words.Count;

    /// <summary>The longest common subsequence of words in parts of two texts.</summary>
    private static List<(int Ours, int Theirs)> InBoth(
        IReadOnlyList<TextWord> ours,
        int from,
        int to,
        IReadOnlyList<TextWord> theirs,
        int otherFrom,
        int otherTo
    )
    {
        var (rows, columns) = (to - from + 1, otherTo - otherFrom + 1);
        var length = new int[rows + 1, columns + 1];
        for (var i = rows - 1; i >= 0; i--)
        for (var j = columns - 1; j >= 0; j--)
            length[i, j] = IsSame(i, j) ? length[i + 1, j + 1] + 1 : Math.Max(length[i + 1, j], length[i, j + 1]);
        List<(int, int)> shared = [];
        for (int i = 0, j = 0; i < rows && j < columns; )
            if (IsSame(i, j))
                shared.Add((from + i++, otherFrom + j++));
            else if (length[i + 1, j] >= length[i, j + 1])
                i++;
            else
                j++;
        return shared;

        bool IsSame(int i, int j) => ours[from + i].Key == theirs[otherFrom + j].Key;
    }

    /// <summary>The part of the text, cut where shared and other words meet.</summary>
    private static IReadOnlyList<TextPiece> Pieces(PreparedText text, int from, int to, HashSet<int> shared)
    {
        List<TextPiece> pieces = [];
        var full = text.Parts[text.Words[from].Part].Text;
        for (var i = from; i <= to; )
        {
            var last = i;
            while (last < to && shared.Contains(last + 1) == shared.Contains(i))
                last++;
            var end = last < to ? text.Words[last + 1].Start : text.Words[last].End;
            pieces.Add(new(full[text.Words[i].Start..end], shared.Contains(i)));
            i = last + 1;
        }
        return pieces;
    }

    private static List<TextWord> WordsOf(string text, int part)
    {
        List<TextWord> words = [];
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsLetterOrDigit(text[i]))
                continue;
            var start = i;
            while (i + 1 < text.Length && (char.IsLetterOrDigit(text[i + 1]) || IsInside(text, i + 1)))
                i++;
            var word = string.Concat(NameTokens.Plain(text[start..(i + 1)]));
            if (word.Length > 0)
                words.Add(new(part, start, i + 1, word, Small.Contains(word) ? null : StemOf(word)));
        }
        return words;
    }

    private static bool IsInside(string text, int at) =>
        (text[at] is '\'' or '’' || char.GetUnicodeCategory(text[at]) == System.Globalization.UnicodeCategory.NonSpacingMark)
        && at + 1 < text.Length
        && char.IsLetter(text[at + 1]);

    private static string StemOf(string word)
    {
        foreach (var ending in Endings)
            if (word.Length > ending.Length + 3 && word.EndsWith(ending, StringComparison.Ordinal))
                return word[..^ending.Length];
        return word;
    }

    private static readonly string[] Endings = ["ings", "ing", "ies", "ed", "es", "s", "e", "y"];

    private static readonly HashSet<string> Small =
    [
        .. """
            a an the and or but nor so if as at by for from in into of off on onto out over to up with within without about after again against all also am any are
            be because been before being below between both can could did do does doing down during each few further had has have having he her here hers him his how i
            is it its itself just me more most my no not now only other our ours own same she should some such than that their theirs them then there these they this
            those through too under until us very was we were what when where which while who whom why will would you your yours may might must shall upon per via
            well many much every like get got make made
            """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
    ];

    private static ulong HashOf(string run) => BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(run)));
}
