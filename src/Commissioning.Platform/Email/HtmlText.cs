using System.Text;
using MimeKit.Text;

namespace Commissioning.Platform.Email;

/// <summary>The words of an HTML e-mail, as plain text. Nothing of it is ever shown as HTML.</summary>
internal static class HtmlText
{
    public static string Of(string html)
    {
        var text = new StringBuilder();
        var hidden = 0;
        using var reader = new StringReader(html);
        var tokens = new HtmlTokenizer(reader) { DecodeCharacterReferences = true };
        while (tokens.ReadNextToken(out var token))
            switch (token)
            {
                case HtmlTagToken { Id: HtmlTagId.Style or HtmlTagId.Script or HtmlTagId.Head or HtmlTagId.Title } tag:
                    if (tag.IsEndTag)
                        hidden = Math.Max(0, hidden - 1);
                    else if (!tag.IsEmptyElement)
                        hidden++;
                    break;
                case HtmlTagToken { Id: HtmlTagId.Body }:
                    hidden = 0; // A head that is never closed ends here.
                    break;
                case HtmlTagToken tag when IsLine(tag.Id):
                    if (text.Length > 0 && (text[^1] != '\n' || tag.Id == HtmlTagId.Br))
                        text.Append('\n');
                    break;
                case HtmlDataToken data when hidden == 0 && token is not HtmlCDataToken:
                    Append(text, data.Data);
                    break;
            }
        return text.ToString();
    }

    // Spaces and line ends of the source are one space.
    private static void Append(StringBuilder text, string words)
    {
        foreach (var letter in words)
            if (!char.IsWhiteSpace(letter))
                text.Append(letter);
            else if (text.Length > 0 && !char.IsWhiteSpace(text[^1]))
                text.Append(' ');
    }

    private static bool IsLine(HtmlTagId tag) =>
        tag
            is HtmlTagId.P
                or HtmlTagId.Div
                or HtmlTagId.Br
                or HtmlTagId.LI
                or HtmlTagId.TR
                or HtmlTagId.BlockQuote
                or HtmlTagId.H1
                or HtmlTagId.H2
                or HtmlTagId.H3
                or HtmlTagId.UL
                or HtmlTagId.OL
                or HtmlTagId.Table;
}
