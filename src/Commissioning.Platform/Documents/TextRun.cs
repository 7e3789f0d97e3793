using System.Text.RegularExpressions;

namespace Commissioning.Platform.Documents;

/// <summary>A piece of a paragraph in one style.</summary>
/// <param name="Link">Where a web address, e-mail address or telephone number leads; null: nowhere.</param>
public sealed partial record TextRun(string Text, bool IsBold = false, string? Link = null)
{
    /// <summary>The pieces of a text: **words** between two pairs of stars are bold; addresses and telephone numbers lead
    /// somewhere.</summary>
    public static IReadOnlyList<TextRun> Of(string text)
    {
        var (runs, end) = (new List<TextRun>(), 0);
        foreach (var bold in Bold().EnumerateMatches(text))
        {
            AddLinks(runs, text[end..bold.Index], false);
            AddLinks(runs, text.Substring(bold.Index + 2, bold.Length - 4), true);
            end = bold.Index + bold.Length;
        }
        AddLinks(runs, text[end..], false);
        return runs;
    }

    /// <summary>The text without its marks.</summary>
    public static string Plain(string text) => Bold().Replace(text, found => found.Value[2..^2]);

    private static void AddLinks(List<TextRun> runs, string text, bool isBold)
    {
        var end = 0;
        foreach (var found in Linked().EnumerateMatches(text))
        {
            var word = text.Substring(found.Index, found.Length);
            Add(text[end..found.Index], null);
            Add(word, LinkOf(word));
            end = found.Index + found.Length;
        }
        Add(text[end..], null);

        void Add(string piece, string? link)
        {
            if (piece.Length > 0)
                runs.Add(new(piece, isBold, link));
        }
    }

    /// <summary>The link of an address or a telephone number.</summary>
    public static string LinkOf(string word) =>
        word.Contains("://", StringComparison.Ordinal) ? word
        : word.Contains('@', StringComparison.Ordinal) ? $"mailto:{word}"
        : word.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? $"https://{word}"
        : $"tel:{word.Replace(" ", "", StringComparison.Ordinal)}";

    [GeneratedRegex(@"\*\*(?=\S)[^*\n]+?(?<=\S)\*\*")]
    private static partial Regex Bold();

    // The last character is no full stop or bracket, which belong to the sentence.
    [GeneratedRegex(
        @"(?:https?://|\bwww\.)[^\s<>""]*[\w/]|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b|(?<![\w£.,-])0[1-9]\d{1,3} \d{3,4} \d{3,4}(?![\w,]|\.\d)"
    )]
    private static partial Regex Linked();
}
