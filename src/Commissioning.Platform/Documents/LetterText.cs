using System.Text;
using Commissioning.Domain;

namespace Commissioning.Platform.Documents;

/// <summary>A document as plain text for the body of an e-mail: everything the page says, wrapped at 76 characters.</summary>
public static class LetterText
{
    private const int Width = 76;

    public static string Render(LetterDocument document)
    {
        var text = new StringBuilder();
        if (document.Sender is { } sender)
            text.AppendLine(sender.Name).AppendLine(sender.Fund is { } fund ? $"{fund}\n" : "");
        if (document.Date is { } date)
            text.AppendLine(LondonTime.Date(date));
        if (document.Reference is { } reference)
            text.AppendLine($"Our reference: {reference}");
        if (document.About is { } about)
            text.AppendLine(about);
        Line(text, "");
        Line(text, document.Title.ToUpperInvariant());
        foreach (var block in document.Blocks.Where(block => block is not Contents))
            Append(text, block);
        if (document.Sender is { } from)
        {
            text.AppendLine();
            if (from.Contact is { } contact)
                Wrap(text, $"Contact: {contact}");
            text.AppendLine($"{from.Email}  {from.Phone}");
            if (from.Web is { } web)
                text.AppendLine(web);
            foreach (var line in from.Foot ?? [])
                Wrap(text, line);
        }
        return text.ToString().ReplaceLineEndings("\n");
    }

    private static void Append(StringBuilder text, LetterBlock block)
    {
        switch (block)
        {
            case Heading heading:
                Line(text, "");
                Line(text, heading.Level == 2 ? heading.Text.ToUpperInvariant() : heading.Text);
                break;
            case Paragraph paragraph:
                Line(text, "");
                Wrap(text, paragraph.Text);
                break;
            case Bullets bullets:
                Line(text, "");
                foreach (var item in bullets.Items)
                    Wrap(text, item, "* ");
                break;
            case Numbered numbered:
                Line(text, "");
                for (var i = 0; i < numbered.Items.Count; i++)
                    Wrap(text, numbered.Items[i], $"{i + 1}. ");
                break;
            case Clauses clauses:
                for (var i = 0; i < clauses.Items.Count; i++)
                {
                    Line(text, "");
                    Line(text, $"{i + 1}. {clauses.Items[i].Heading}");
                    foreach (var paragraph in clauses.Items[i].Paragraphs)
                        Wrap(text, paragraph);
                }
                break;
            case KeyValues facts:
                Line(text, "");
                foreach (var fact in facts.Rows)
                    Wrap(text, $"{fact.Key}: {fact.Value}");
                break;
            case Figures figures:
                Table(text, figures);
                break;
            case Quote quote:
                Line(text, "");
                Wrap(text, quote.Text, "> ");
                if (quote.Source is { } source)
                    Wrap(text, source, "> ");
                break;
            case Notice notice:
                Line(text, "");
                Wrap(text, notice.Text);
                break;
            case WritingSpace space:
                for (var i = 0; i < space.Lines; i++)
                    Line(text, "______________________________");
                break;
            case PageBreak:
                break;
            case FillBoxes boxes:
                Line(text, "");
                foreach (var row in boxes.Rows)
                    Wrap(text, $"{row.Label}: {string.Join(" ", (row.Choices ?? []).Select(choice => $"[ ] {choice}"))}");
                break;
            case FillTable table:
                Line(text, "");
                Line(text, table.Caption);
                Wrap(text, string.Join("; ", table.Columns.Select(column => column.Name)));
                break;
            case Signature signature:
                Line(text, "");
                Line(text, signature.Name);
                Line(text, signature.Role);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(block), block, "A kind of block that has no text");
        }
    }

    /// <summary>A table becomes one paragraph per row, because columns are unreadable in an e-mail on a phone.</summary>
    private static void Table(StringBuilder text, Figures figures)
    {
        Line(text, "");
        Line(text, figures.Caption);
        foreach (var row in figures.Rows)
            Wrap(text, Row(row), "- ");
        if (figures.Totals is { } totals)
            Wrap(text, Row(totals), "= ");

        string Row(IReadOnlyList<string> cells) =>
            cells[0] + string.Concat(cells.Skip(1).Select((cell, i) => cell.Length == 0 ? "" : $"; {figures.Columns[i + 1].Name}: {cell}"));
    }

    private static void Line(StringBuilder text, string line) => text.AppendLine(line);

    private static void Wrap(StringBuilder text, string words, string first = "")
    {
        var indent = new string(' ', first.Length);
        foreach (var paragraph in TextRun.Plain(words).ReplaceLineEndings("\n").Split('\n'))
        {
            var line = new StringBuilder(first);
            foreach (var word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (line.Length > first.Length && line.Length + word.Length + 1 > Width)
                {
                    Line(text, line.ToString().TrimEnd());
                    line = new StringBuilder(indent);
                }
                line.Append(word).Append(' ');
            }
            Line(text, line.ToString().TrimEnd());
            first = indent;
        }
    }
}
