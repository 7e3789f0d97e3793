using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace Commissioning.Platform.Documents;

/// <summary>Text as HTML that wraps where a reader expects it: a reference such as CSF-24-R2-003 stays on one line, and a long hash,
/// which nobody reads, may break anywhere. Both are styled, not changed, so that they are copied as they are. Words that are written from
/// right to left do not move the figures beside them.</summary>
public static partial class TextHtml
{
    /// <summary>A run of words in Hebrew, Arabic and the scripts beside them.</summary>
    internal const string RightToLeft =
        @"[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]+(?:[ \u200C\u200D'-]+[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]+)*";

    /// <summary>A reference such as CSF-24-R2-003.</summary>
    internal const string Reference = @"\b(?!SHA-)[A-Z]{1,6}(?:-[0-9A-Z]+)*-[0-9]{2,}\b";

    // Letters of every script are left as they are; only HTML syntax is escaped.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Encode(string text) => Encoder.Encode(text);

    public static string Wrap(string text)
    {
        var html = new StringBuilder();
        var end = 0;
        foreach (var found in Unusual().EnumerateMatches(text))
        {
            var word = text.Substring(found.Index, found.Length);
            html.Append(Encode(text[end..found.Index]))
                .Append(
                    word[0] > 'z'
                        ? $"<bdi>{Encode(word)}</bdi>"
                        : $"<span class=\"{(word.Contains('-', StringComparison.Ordinal) ? "app-reference" : "app-hash")}\">{word}</span>"
                );
            end = found.Index + found.Length;
        }
        return end == 0 ? Encode(text) : html.Append(Encode(text[end..])).ToString();
    }

    /// <summary>As <see cref="Wrap"/>, with bold words, links and line breaks.</summary>
    public static string Rich(string text) =>
        string.Concat(
                TextRun
                    .Of(text.ReplaceLineEndings("\n"))
                    .Select(run =>
                    {
                        var words = run.Link is null
                            ? Wrap(run.Text)
                            : $"<a class=\"govuk-link {(run.Link.StartsWith("tel:", StringComparison.Ordinal) ? "app-reference" : "app-address")}\" href=\"{Encode(run.Link)}\">{Encode(run.Text)}</a>";
                        return run.IsBold ? $"<b>{words}</b>" : words;
                    })
            )
            .Replace("&#xA;", "<br>", StringComparison.Ordinal);

    [GeneratedRegex(Reference + @"|\b(?:20[0-9]{2}-[0-9]{2}|[0-9A-Fa-f]{32,})\b|" + RightToLeft)]
    private static partial Regex Unusual();
}
