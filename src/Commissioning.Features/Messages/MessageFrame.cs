using System.Net;
using System.Text;
using Commissioning.Domain.Messages;

namespace Commissioning.Features.Messages;

/// <summary>What stands around the words of every e-mail: a greeting, one button, why the reader gets it, and the office. The text and the
/// HTML part say the same.</summary>
internal static class MessageFrame
{
    /// <param name="name">The reader's name; empty: unknown.</param>
    /// <param name="body">Paragraphs with an empty line between them, and items that begin with "- ". Plain text, never HTML.</param>
    /// <param name="link">The path behind the button, without host; null: no button.</param>
    /// <param name="why">Why the reader gets it, a sentence.</param>
    public static (string Text, string Html) Write(Office office, string name, string body, string? button, string? link, string why)
    {
        var address = button is not null && link is not null ? ShortLink.Address(office, link) : null;
        var greeting = MessageRules.Greeting(name);
        var paragraphs = MessageRules.Paragraphs(body).ToList();
        var help = $"Questions? Ring us on {office.ContactPhone} or write to {office.ContactEmail}.";
        var sender = string.Join(
            "\n",
            new[] { office.TeamName, office.FunderName, string.Join(", ", office.AddressLines) }.Where(line => line.Length > 0)
        );
        // By which readers recognise a message that is not from the office.
        var never =
            $"Never send a password, a code or bank details by e-mail. Enter them only at {(office.Host.Length > 0 ? office.Host : "our site")}, after you have opened it.";
        var formats = $"Large print, Easy Read or another language: ring us on {office.ContactPhone}.";

        var text = string.Join(
            "\n\n",
            [
                greeting,
                .. paragraphs,
                .. address is null ? Array.Empty<string>() : [$"{button}:\n{address}"],
                help,
                sender,
                formats,
                $"{why} {never}",
            ]
        );

        var html = new StringBuilder();
        html.Append(Top(office));
        Paragraph(greeting);
        foreach (var paragraph in paragraphs)
            Lines(paragraph);
        if (address is not null)
            html.Append(
                $"""<p style="margin:24px 0"><a href="{Encoded(address)}" style="display:inline-block;padding:12px 20px;background:#1d4f91;color:#ffffff;font-weight:bold;text-decoration:none;border-radius:4px">{Encoded(button!)}</a></p>"""
            );
        Paragraph(help);
        Paragraph(sender);
        Paragraph(formats);
        Paragraph($"{why} {never}");
        html.Append("</div></body></html>");
        return (text, html.ToString());

        void Paragraph(string words) =>
            html.Append($"""<p style="margin:0 0 16px">{Encoded(words).Replace("\n", "<br>", StringComparison.Ordinal)}</p>""");

        // A paragraph may have a sentence before its items.
        void Lines(string paragraph)
        {
            var (words, items) = (new List<string>(), new List<string>());
            foreach (var line in paragraph.Split('\n').Select(line => line.Trim()))
                if (line.StartsWith("- ", StringComparison.Ordinal))
                {
                    Flush(words, lines => Paragraph(string.Join('\n', lines)));
                    items.Add(line[2..]);
                }
                else
                {
                    Flush(items, List);
                    words.Add(line);
                }
            Flush(words, lines => Paragraph(string.Join('\n', lines)));
            Flush(items, List);
        }

        void List(IReadOnlyList<string> items)
        {
            html.Append("""<ul style="margin:0 0 16px;padding-left:24px">""");
            foreach (var item in items)
                html.Append($"<li>{Encoded(item)}</li>");
            html.Append("</ul>");
        }

        static void Flush(List<string> lines, Action<IReadOnlyList<string>> write)
        {
            if (lines.Count > 0)
                write(lines);
            lines.Clear();
        }
    }

    // No colours but the button's, so that a mail program can show it light on dark.
    private static string Top(Office office) =>
        $"""
            <!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>{Encoded(
                office.FunderName
            )}</title></head><body style="margin:0;padding:16px"><div style="max-width:600px;margin:0 auto;font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5;overflow-wrap:break-word">
            """;

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);
}
