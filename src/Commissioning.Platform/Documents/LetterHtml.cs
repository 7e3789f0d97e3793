using System.Globalization;
using System.Text;
using Commissioning.Domain;

namespace Commissioning.Platform.Documents;

/// <summary>A document as accessible HTML: inside a page of the site, or as a separate page that is printed to PDF.</summary>
public static class LetterHtml
{
    /// <param name="top">Heading level of the title; 2 or 3 inside a page that has its own heading.</param>
    /// <param name="linked">Headings get ids, for the links of <see cref="Headings"/>; once on a page.</param>
    public static string Body(LetterDocument document, int top = 1, bool linked = false) => Body(document, top, linked, null);

    /// <summary>The document as it is printed: with the logo's own bytes, its places to fill in, and its reference on every page.</summary>
    internal static string Print(LetterDocument document, PrintSize size) => Body(document, 1, false, new(size));

    /// <summary>What only the print needs.</summary>
    private sealed class Printing(PrintSize size)
    {
        private int fields;
        public bool IsLarge => size == PrintSize.Large;

        /// <summary>Chromium notes where a link lies, and <see cref="PdfFinish"/> makes a field of it.</summary>
        public string Field() => string.Create(CultureInfo.InvariantCulture, $"{FormField.Mark}{fields++}");
    }

    private static string Body(LetterDocument document, int top, bool linked, Printing? print)
    {
        var html = new StringBuilder();
        html.Append(
            $"<article class=\"app-letter{(document.IsPaper ? " app-paper" : "")}{(document.IsCompact ? " app-letter--compact" : "")}{(document.Blocks.OfType<Figures>().Any(table => table.Columns.Count > 5) ? " app-letter--wide" : "")}{(print is { IsLarge: true } ? " app-letter--large" : "")}\" lang=\"{Encode(document.Language)}\">"
        );
        // A summary on one page needs the sheet's edges.
        if (print is { IsLarge: true })
            html.Append("<style>@page { @bottom-left { font-size: 14pt } @bottom-right { font-size: 14pt } }</style>");
        if (print is not null && document.IsCompact)
            html.Append("<style>@page { margin: 11mm 13mm 14mm }</style>");
        if (print is not null && (document.Label ?? document.Reference) is { } everywhere)
            html.Append(
                $"<style>@page {{ @bottom-left {{ content: \"{string.Concat(everywhere.Where(letter => char.IsLetterOrDigit(letter) || " -/.,".Contains(letter)))}\" }} }}</style>"
            );
        if (document.Sender is { } sender)
            Sender(html, sender, print);
        Addresses(html, document);
        html.Append($"<h{top} class=\"govuk-heading-l\">{TextHtml.Wrap(document.Title)}</h{top}>");
        var (said, part, section) = ("", 0, 0);
        var contents = document.Blocks.Any(block => block is Contents) ? Contents.Of(document) : [];
        foreach (var block in document.Blocks)
        {
            if (block is Heading heading)
                said = heading.Text;
            if (block is Contents)
            {
                List(html, contents);
                continue;
            }
            if (block is PageBreak && contents.Count > 0 && print is null)
                html.Append(
                    "<p class=\"govuk-body-s app-no-print\"><a class=\"govuk-link\" href=\"#contents\">Back to the contents</a></p>"
                );
            if (block is Heading { Level: <= 3 } && linked)
                html.Append(CultureInfo.InvariantCulture, $"<div id=\"part-{++part}\"></div>");
            Append(
                html,
                block switch
                {
                    Heading { Level: 2 } second when contents.Count > 0 => second with { Level = top + 1, Id = contents[section++].Id },
                    Heading lower => lower with { Level = lower.Level + top - 1 },
                    _ => block,
                },
                top,
                print,
                said
            );
        }
        if (document.Sender?.Foot is { Count: > 0 } foot)
            html.Append("<footer class=\"app-letter__foot\">")
                .Append($"<p class=\"govuk-body-s\">{TextHtml.Rich(string.Join(" ", foot))}</p></footer>");
        return html.Append("</article>").ToString();
    }

    private static void Sender(StringBuilder html, LetterSender sender, Printing? print)
    {
        html.Append("<header class=\"app-letter__sender\">");
        if (sender.Logo is { } logo && (print is null || logo.Content is not null))
            html.Append(
                $"<img class=\"app-letter__logo\" alt=\"{Encode(logo.Alt)}\" src=\"{(print is null ? Encode(logo.Href) : $"data:{logo.ContentType};base64,{Convert.ToBase64String(logo.Content!)}")}\">"
            );
        html.Append($"<div class=\"app-letter__name\"><p>{Encode(sender.Name)}</p>");
        if (sender.Fund is { } fund)
            html.Append($"<p class=\"app-letter__fund\">{Encode(fund)}</p>");
        html.Append("</div><p>");
        html.AppendJoin(
                "<br>",
                sender
                    .AddressLines.Select(Encode)
                    .Concat(
                        new[] { sender.Email, sender.Phone, sender.Web }
                            .OfType<string>()
                            .Where(line => line.Length > 0)
                            .Select(line =>
                                $"<a class=\"govuk-link app-address\" href=\"{Encode(TextRun.LinkOf(line))}\">{Encode(line.Replace("https://", "", StringComparison.Ordinal))}</a>"
                            )
                    )
            )
            .Append("</p></header>");
    }

    /// <summary>To whom, when, under which reference, and whom to ask.</summary>
    private static void Addresses(StringBuilder html, LetterDocument document)
    {
        html.Append("<div class=\"app-letter__addresses\">");
        if (document.Recipient.Count > 0)
            html.Append("<p class=\"app-letter__recipient\">").AppendJoin("<br>", document.Recipient.Select(Encode)).Append("</p>");
        var lines = new[]
        {
            document.Date is { } date ? LondonTime.Date(date) : null,
            document.Reference is { } reference ? $"Our reference: {TextHtml.Wrap(reference)}" : null,
            document.About is { } about ? Encode(about) : null,
            document.Sender?.Contact is { } contact ? $"Contact: {TextHtml.Rich(contact)}" : null,
        }.OfType<string>();
        if (lines.Any())
            html.Append("<p class=\"app-letter__reference\">").AppendJoin("<br>", lines).Append("</p>");
        html.Append("</div>");
    }

    /// <summary>The headings of levels 2 and 3 with the ids that they have in a linked body.</summary>
    public static IReadOnlyList<(string Id, Heading Heading)> Headings(LetterDocument document) =>
        document
            .Blocks.OfType<Heading>()
            .Where(heading => heading.Level <= 3)
            .Select((heading, i) => (string.Create(CultureInfo.InvariantCulture, $"part-{i + 1}"), heading))
            .ToList();

    /// <summary>One block, for a page that shows more than the document.</summary>
    public static string Block(LetterBlock block)
    {
        var html = new StringBuilder();
        Append(html, block, top: 1, print: null, said: "");
        return html.ToString();
    }

    /// <summary>A complete page for printing: A4, its own style, fonts as @font-face rules.</summary>
    public static string Page(LetterDocument document, string fontCss) =>
        $"""
            <!DOCTYPE html>
            <html lang="{Encode(document.Language)}">
            <head><meta charset="utf-8"><title>{Encode(document.Title)}</title><style>{fontCss}{PrintCss}</style></head>
            <body>{Print(document, PrintSize.Usual)}</body>
            </html>
            """;

    /// <summary>The page into which documents are inserted for printing. It holds style and fonts, which are then loaded once. Nothing is
    /// laid out for its screen, which nobody sees.</summary>
    public static string Shell(string fontCss, string headCss) =>
        $$"""<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Letters</title><style>{{fontCss}}{{PrintCss}}{{headCss}} @media screen { body { display: none } }</style></head><body></body></html>""";

    /// <param name="said">The last heading, which a table's caption need not repeat.</param>
    private static void Append(StringBuilder html, LetterBlock block, int top, Printing? print, string said)
    {
        switch (block)
        {
            case Heading heading:
                html.Append(
                    $"<h{heading.Level} class=\"govuk-heading-{(heading.Level == top + 1 ? "m" : "s")}\"{(heading.Id is { } id ? $" id=\"{id}\"" : "")}>{TextHtml.Wrap(heading.Text)}</h{heading.Level}>"
                );
                break;
            case Paragraph paragraph:
                html.Append($"<p class=\"govuk-body\">{Lines(paragraph.Text)}</p>");
                break;
            case Bullets bullets:
                List(html, "ul", "govuk-list--bullet", bullets.Items);
                break;
            case Numbered numbered:
                List(html, "ol", "govuk-list--number", numbered.Items);
                break;
            case Clauses clauses:
                html.Append("<ol class=\"app-clauses\">");
                foreach (var clause in clauses.Items)
                {
                    html.Append($"<li><h{top + 3} class=\"govuk-heading-s\">{TextHtml.Wrap(clause.Heading)}</h{top + 3}>");
                    foreach (var paragraph in clause.Paragraphs)
                        html.Append($"<p class=\"govuk-body\">{Lines(paragraph)}</p>");
                    html.Append("</li>");
                }
                html.Append("</ol>");
                break;
            case PageBreak:
                html.Append("<div class=\"app-page-break\"></div>");
                break;
            case Figures figures:
                Table(html, figures, said);
                break;
            case KeyValues facts:
                Facts(html, facts);
                break;
            case Quote quote:
                html.Append(
                    $"<blockquote class=\"govuk-inset-text\">{Lines(quote.Text)}{(quote.Source is null ? "" : $"<footer>{Encode(quote.Source)}</footer>")}</blockquote>"
                );
                break;
            case Notice notice:
                html.Append($"<p class=\"govuk-inset-text\">{Lines(notice.Text)}</p>");
                break;
            case Signature signature:
                html.Append(
                    $"<p class=\"app-letter__signature govuk-body\"><b>{Encode(signature.Name)}</b><br>{Encode(signature.Role)}</p>"
                );
                break;
            case WritingSpace space:
                html.Append("<div class=\"app-writing\" aria-hidden=\"true\">");
                for (var i = 0; i < space.Lines; i++)
                    html.Append("<div></div>");
                html.Append("</div>");
                break;
            case FillBoxes boxes:
                Boxes(html, boxes, print);
                break;
            case FillTable table:
                Boxes(html, table, print, said);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(block), block, "A kind of block that has no HTML");
        }
    }

    private static void List(StringBuilder html, IReadOnlyList<(string Id, string Text)> contents)
    {
        html.Append(
            "<nav class=\"app-contents\" id=\"contents\" aria-label=\"Contents\"><p class=\"govuk-body\"><b>Contents</b></p><ul class=\"govuk-list\">"
        );
        foreach (var (id, text) in contents)
            html.Append($"<li><a class=\"govuk-link\" href=\"#{id}\">{TextHtml.Wrap(text)}</a></li>");
        html.Append("</ul></nav>");
    }

    private static void List(StringBuilder html, string element, string style, IReadOnlyList<string> items)
    {
        html.Append($"<{element} class=\"govuk-list {style}\">");
        foreach (var item in items)
            html.Append($"<li>{Lines(item)}</li>");
        html.Append($"</{element}>");
    }

    /// <summary>A table with row headers, so that a reader hears each value with its name.</summary>
    private static void Facts(StringBuilder html, KeyValues facts)
    {
        html.Append("<table class=\"govuk-table app-facts\"><tbody class=\"govuk-table__body\">");
        foreach (var fact in facts.Rows)
            html.Append(
                $"<tr class=\"govuk-table__row\"><th scope=\"row\" class=\"govuk-table__header\">{TextHtml.Wrap(fact.Key)}</th><td class=\"govuk-table__cell\">{Lines(fact.Value)}</td></tr>"
            );
        html.Append("</tbody></table>");
    }

    private static void Boxes(StringBuilder html, FillBoxes boxes, Printing? print)
    {
        html.Append("<table class=\"govuk-table app-facts app-boxes\"><tbody class=\"govuk-table__body\">");
        foreach (var row in boxes.Rows)
        {
            html.Append(
                $"<tr class=\"govuk-table__row\"><th scope=\"row\" class=\"govuk-table__header\">{Lines(row.Label)}</th><td class=\"govuk-table__cell\">"
            );
            foreach (var choice in row.Choices ?? [])
                html.Append($"<span class=\"app-tick\">{Box(print, 0)} {TextHtml.Wrap(choice)}</span> ");
            if (row.Lines > 0)
                html.Append(Box(print, row.Lines));
            html.Append("</td></tr>");
        }
        html.Append("</tbody></table>");
    }

    private static void Boxes(StringBuilder html, FillTable table, Printing? print, string said)
    {
        html.Append(
            $"<table class=\"govuk-table app-boxes\"><caption class=\"govuk-table__caption govuk-table__caption--s{Hidden(table.Caption, said)}\">{Encode(table.Caption)}</caption><thead class=\"govuk-table__head\"><tr class=\"govuk-table__row\">"
        );
        foreach (var column in table.Columns)
            html.Append(
                column.Name.Length == 0
                    ? "<td class=\"govuk-table__header\"></td>"
                    : $"<th scope=\"col\" class=\"govuk-table__header\">{Encode(column.Name)}</th>"
            );
        html.Append("</tr></thead><tbody class=\"govuk-table__body\">");
        foreach (var row in table.Rows)
        {
            html.Append("<tr class=\"govuk-table__row\">");
            for (var i = 0; i < table.Columns.Count; i++)
                html.Append(
                    i == 0 && row.Length > 0
                        ? $"<th scope=\"row\" class=\"govuk-table__header\">{Lines(row)}</th>"
                        : $"<td class=\"govuk-table__cell\" data-label=\"{Encode(table.Columns[i].Name)}\">{Box(print, table.Lines)}</td>"
                );
            html.Append("</tr>");
        }
        html.Append("</tbody></table>");
    }

    /// <summary>A caption that only repeats the heading above it is not shown twice.</summary>
    private static string Hidden(string caption, string heading) =>
        string.Equals(caption, heading, StringComparison.OrdinalIgnoreCase) ? " govuk-visually-hidden" : "";

    /// <param name="lines">0: a box to tick.</param>
    private static string Box(Printing? print, int lines)
    {
        var kind = $"app-box{(lines == 0 ? " app-box--tick" : lines > 1 ? " app-box--lines" : "")}";
        return print is null
            ? $"<span class=\"{kind}\"></span>"
            : $"<a class=\"{kind}\" style=\"--lines: {lines.ToString(CultureInfo.InvariantCulture)}\" href=\"{print.Field()}\">&#160;</a>";
    }

    private static void Table(StringBuilder html, Figures figures, string said)
    {
        if (figures.Bars.Count > 0)
            html.Append("<div class=\"app-chart app-chart__beside\">");
        // A group, not a region: a paper has one table of a name for each application, and landmarks need names of their own.
        html.Append(
            $"<div class=\"app-scroll{(figures.IsShort ? " app-together" : "")}{(figures.Anchors is null ? "" : " app-led")}\" tabindex=\"0\" role=\"group\" aria-label=\"{Encode(figures.Caption)}\"><table class=\"govuk-table\"><caption class=\"govuk-table__caption govuk-table__caption--s{Hidden(figures.Caption, said)}\">{TextHtml.Wrap(figures.Caption)}</caption><thead class=\"govuk-table__head\"><tr class=\"govuk-table__row\">"
        );
        foreach (var column in figures.Columns)
            html.Append($"<th scope=\"col\" class=\"govuk-table__header{Number(column)}\">{Encode(column.Name)}</th>");
        html.Append("</tr></thead><tbody class=\"govuk-table__body\">");
        for (var r = 0; r < figures.Rows.Count; r++)
            Row(html, figures, figures.Rows[r], r, "");
        html.Append("</tbody>");
        if (figures.Totals is { } totals)
        {
            html.Append("<tfoot>");
            Row(html, figures, totals, figures.Rows.Count, " app-total");
            html.Append("</tfoot>");
        }
        html.Append("</table></div>");
        if (figures.Bars.Count > 0)
            Chart(html, figures.Bars);
    }

    /// <summary>The figures of the table beside it, so a screen reader skips the bars.</summary>
    private static void Chart(StringBuilder html, IReadOnlyList<ChartBar> bars)
    {
        var longest = bars.Max(bar => bar.Value);
        html.Append("<figure class=\"app-bar\" aria-hidden=\"true\"><div class=\"app-bar__rows\">");
        foreach (var bar in bars)
            html.Append("<div class=\"app-bar__row\">")
                .Append($"<span class=\"app-bar__label\">{Encode(bar.Label)}</span>")
                .Append("<svg class=\"app-bar__svg\" width=\"100%\" height=\"20\" focusable=\"false\">")
                .Append(
                    CultureInfo.InvariantCulture,
                    $"<rect class=\"app-bar__fill\" x=\"0\" y=\"0\" width=\"{Math.Max(0, bar.Value) * 100m / longest:0.##}%\" height=\"20\"/></svg>"
                )
                .Append($"<span class=\"app-bar__figure\">{Encode(bar.Text)}</span></div>");
        html.Append("</div></figure></div>");
    }

    private static void Row(StringBuilder html, Figures figures, IReadOnlyList<string> cells, int row, string style)
    {
        html.Append($"<tr class=\"govuk-table__row{style}\">");
        for (var i = 0; i < figures.Columns.Count; i++)
        {
            var number = Number(figures.Columns[i]);
            var link = figures.Links?.ElementAtOrDefault(row)?.ElementAtOrDefault(i);
            var anchor = i == 0 ? figures.Anchors?.ElementAtOrDefault(row) : null;
            var content =
                anchor is not null ? Anchored(anchor, cells[i])
                : link is null ? Lines(cells[i])
                : $"<a class=\"govuk-link govuk-link--no-visited-state\" href=\"{Encode(link)}\" aria-label=\"{Encode($"{cells[0]}, {figures.Columns[i].Name}: {cells[i]}")}\">{Lines(cells[i])}</a>";
            // A phone shows the column's name before the cell; before a row's heading only if that is a number, such as a rank.
            var label = figures.Columns[i].Name is { Length: > 0 } name ? $" data-label=\"{Encode(name)}\"" : "";
            // An empty first cell, as in a form to fill in, is not a row header.
            html.Append(
                i == 0 && !string.IsNullOrWhiteSpace(cells[i])
                    ? $"<th scope=\"row\" class=\"govuk-table__header{number}\"{(number.Length > 0 ? label : "")}>{content}</th>"
                    : $"<td class=\"govuk-table__cell{number}\"{label}>{content}</td>"
            );
        }
        html.Append("</tr>");
    }

    /// <summary>The first line of a cell leads to a heading.</summary>
    private static string Anchored(string id, string cell)
    {
        var end = cell.IndexOf('\n', StringComparison.Ordinal);
        var first = end < 0 ? cell : cell[..end];
        return $"<a class=\"govuk-link\" href=\"#{id}\">{TextHtml.Wrap(first)}</a>{(end < 0 ? "" : $"<br>{Lines(cell[(end + 1)..])}")}";
    }

    private static string Number(Column column) => column.Numeric ? " app-number" : "";

    private static string Lines(string text) => TextHtml.Rich(text);

    private static string Encode(string text) => TextHtml.Encode(text);

    // Sizes are relative, so that large print is the same sheet with one other size. Nothing on a letter is smaller than 9 points.
    private const string PrintCss = """
        @page { size: A4; margin: 15mm 20mm 18mm; @bottom-left { font: 9pt "Noto Sans", Arial, sans-serif; color: #4a5565 } @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 9pt "Noto Sans", Arial, sans-serif; color: #4a5565 } }
        * { box-sizing: border-box }
        body { font: 12pt/1.4 "Noto Sans", "Noto Sans Gujarati", "Noto Sans Gurmukhi", "Noto Sans Bengali", "Noto Sans Devanagari", "Noto Sans Arabic", Arial, sans-serif; color: #14181f; margin: 0 }
        a { color: inherit; text-decoration: none } .app-address { overflow-wrap: anywhere }
        .app-letter__sender { display: flex; align-items: flex-start; gap: 5mm; border-bottom: 1.2mm solid #12355b; padding-bottom: 3mm; margin-bottom: 6mm; color: #12355b; font-size: .79em; line-height: 1.35 }
        .app-letter__sender p { margin: 0 } .app-letter__sender > p { text-align: right; flex: 0 1 auto; min-width: 0; max-width: 75mm; overflow-wrap: break-word }
        .app-letter__logo { flex: none; max-width: 32mm; max-height: 18mm } .app-letter__name { flex: 1; font-size: 1.3em; font-weight: 700; line-height: 1.25; min-width: 0; overflow-wrap: break-word } .app-letter__fund { font-weight: 400 }
        .app-letter__addresses { display: flex; justify-content: space-between; gap: 8mm } .app-letter__recipient, .app-letter__reference { margin: 0 0 6mm } .app-letter__recipient, .app-letter__reference { max-width: 90mm; overflow-wrap: break-word }
        h1 { font-size: 1.42em; line-height: 1.2; margin: 0 0 4mm; color: #12355b } h2 { font-size: 1.12em; margin: 5mm 0 2mm; color: #12355b } h3 { font-size: 1em; margin: 4mm 0 1.5mm }
        h4 { font-size: 1em; margin: 3mm 0 1mm } h1, h2, h3, h4 { break-after: avoid; break-inside: avoid } p { margin: 0 0 2.6mm; orphans: 2; widows: 2 } ul, ol { margin: 0 0 2.6mm; padding-left: 1.4em } li { margin-bottom: 1mm }
        table { border-collapse: separate; border-spacing: 0; width: 100%; margin: 1mm 0 4mm; font-size: .917em } caption { text-align: left; font-weight: 700; padding-bottom: 1.5mm; break-after: avoid } .govuk-visually-hidden { display: none }
        th, td { text-align: left; vertical-align: top; padding: 1.1mm 3mm 1.1mm 0; border-bottom: .25mm solid #b8c0cc } thead { display: table-header-group; break-after: avoid } tbody tr:first-child { break-before: avoid } tfoot { display: table-row-group } thead th { border-bottom: .5mm solid #12355b } tfoot th, tfoot td { font-weight: 700; border-bottom: 0; border-top: .5mm solid #12355b } tbody th { font-weight: 400 } tr { break-inside: avoid } tbody tr:last-child:not(:first-child) { break-before: avoid } tbody { break-after: avoid } tfoot, tfoot tr { break-before: avoid }
        .app-clauses { padding-left: 2.1em } .app-clauses li::marker { font-weight: 700 } .app-clauses h4 { margin: 2mm 0 .4mm } .app-clauses p { margin: 0 0 .8mm; line-height: 1.3 }
        .app-number { text-align: right; padding-right: 5mm; padding-left: 3mm; font-variant-numeric: tabular-nums; white-space: nowrap } .app-number:last-child { padding-right: 0 } thead .app-number { white-space: normal; vertical-align: bottom }
        .app-facts tbody th { width: 34%; font-weight: 700 } .app-page-break { break-before: page }
        .app-reference { white-space: nowrap } .app-hash { overflow-wrap: anywhere }
        .app-writing div { height: 9mm; border-bottom: .25mm solid #8a94a3 } .app-writing { margin: 0 0 5mm }
        .app-boxes { font-size: 1em; table-layout: fixed } .app-facts.app-boxes tbody th { width: 44% } .app-letter > p:has(+ .app-boxes) { break-after: avoid } .app-boxes td { vertical-align: middle; padding-right: 1mm } .app-boxes td + td { padding-left: 1mm } .app-tick { white-space: nowrap; display: inline-block; margin-right: 6mm; max-width: 100% }
        .app-box { display: block; height: calc(var(--lines) * 9mm); border: .3mm solid #8a94a3 } .app-box--tick { display: inline-block; width: 4.5mm; height: 4.5mm; vertical-align: -.6mm }
        .govuk-inset-text { border-left: 1.2mm solid #5b7a9d; margin: 3mm 0; padding: 1mm 0 1mm 4mm } blockquote footer { font-size: .84em; color: #4a5565 }
        .app-letter--wide table { font-size: .75em }
        .app-contents { break-inside: avoid; margin-bottom: 4mm } .app-contents ul { list-style: none; padding: 0; columns: 2; column-gap: 8mm } .app-contents li { break-inside: avoid } .app-contents a, th a { text-decoration: underline }
        .app-paper table { font-size: .84em } .app-paper.app-letter--wide table { font-size: .75em } .app-paper.app-letter--compact table { font-size: 1em } .app-led tbody th { width: 33% } .app-led tbody td:last-child { width: 34% }
        .app-together, .app-chart { break-inside: avoid } .app-bar { margin: 0 0 4mm; font-size: .84em; break-inside: avoid } .app-bar__row { display: grid; grid-template-columns: 42mm 1fr 34mm; gap: 3mm; align-items: center; margin-bottom: 1mm } .app-bar__svg { display: block; height: 4mm } .app-bar__fill { fill: #12355b } .app-bar__figure { text-align: right; font-variant-numeric: tabular-nums }
        .app-letter--compact { font-size: 9pt; line-height: 1.25 } .app-letter--compact .app-letter__sender { font-size: 1em } .app-letter--compact .app-letter__sender, .app-letter--compact .app-letter__reference { margin-bottom: 2.5mm } .app-letter--compact h1 { font-size: 13pt; margin-bottom: 2mm } .app-letter--compact h2 { margin: 2mm 0 .8mm }
        .app-letter--compact p, .app-letter--compact ul { margin-bottom: 1.2mm } .app-letter--compact li { margin-bottom: 0 } .app-letter--compact table { font-size: 1em; margin: .6mm 0 1.6mm } .app-letter--compact th, .app-letter--compact td { padding-top: .4mm; padding-bottom: .4mm } .app-letter--compact .app-facts tbody th { width: 22% }
        .app-letter--large { font-size: 18pt } .app-letter--large table { font-size: 1em; overflow-wrap: break-word } .app-letter--large .app-letter__sender { font-size: .84em; flex-wrap: wrap } .app-letter--large .app-letter__sender > p { text-align: left } .app-letter--large .app-letter__addresses { display: block } .app-letter--large .app-letter__reference { max-width: none } .app-letter--large .app-letter__name { flex-basis: 100% }
        .app-letter__signature { margin-top: 8mm; break-inside: avoid } .app-letter__foot { margin-top: 4mm; padding-top: 2mm; border-top: .25mm solid #b8c0cc; font-size: .79em; color: #4a5565; break-inside: avoid } .app-letter__foot p { margin: 0 0 .6mm } .app-letter--large .app-letter__foot { font-size: 1em }
        .app-letter > :has(+ .app-letter__signature), .app-letter > :has(+ p + .app-letter__signature), .app-letter > :has(+ .app-letter__foot) { break-after: avoid } .app-letter__signature, .app-letter__foot { break-before: avoid }
        """;
}
