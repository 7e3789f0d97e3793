using System.Globalization;
using System.Text;
using Commissioning.Domain;

namespace Commissioning.Platform.Documents;

/// <summary>A document as accessible HTML: inside a page of the site, or as a separate page that is printed to PDF.</summary>
public static class LetterHtml
{
    /// <param name="top">Heading level of the title; 2 or 3 inside a page that has its own heading.</param>
    /// <param name="linked">Headings get ids, for the links of <see cref="Headings"/>; once on a page.</param>
    public static string Body(LetterDocument document, int top = 1, bool linked = false)
    {
        var html = new StringBuilder();
        html.Append(
            $"<article class=\"app-letter{(document.IsCompact ? " app-letter--compact" : "")}{(document.Blocks.OfType<Figures>().Any(table => table.Columns.Count > 5) ? " app-letter--wide" : "")}\" lang=\"{Encode(document.Language)}\">"
        );
        if (document.Sender is { } sender)
        {
            html.Append("<header class=\"app-letter__sender\">").Append($"<p class=\"app-letter__name\">{Encode(sender.Name)}</p><p>");
            html.AppendJoin(
                    "<br>",
                    sender.AddressLines.Append(sender.Email).Append(sender.Phone).Where(line => line.Length > 0).Select(Encode)
                )
                .Append("</p></header>");
        }
        if (document.Recipient.Count > 0)
            html.Append("<p class=\"app-letter__recipient\">").AppendJoin("<br>", document.Recipient.Select(Encode)).Append("</p>");
        if (document.Date is not null || document.Reference is not null)
        {
            html.Append("<p class=\"app-letter__reference\">");
            html.AppendJoin(
                "<br>",
                new[]
                {
                    document.Date is { } date ? LondonTime.Date(date) : null,
                    document.Reference is { } reference ? $"Our reference: {TextHtml.Wrap(reference)}" : null,
                }.Where(line => line is not null)
            );
            html.Append("</p>");
        }
        html.Append($"<h{top} class=\"govuk-heading-l\">{TextHtml.Wrap(document.Title)}</h{top}>");
        var part = 0;
        foreach (var block in document.Blocks)
        {
            if (block is Heading { Level: <= 3 } && linked)
                html.Append(CultureInfo.InvariantCulture, $"<div id=\"part-{++part}\"></div>");
            Append(html, block is Heading heading ? heading with { Level = heading.Level + top - 1 } : block, top);
        }
        return html.Append("</article>").ToString();
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
        Append(html, block, top: 1);
        return html.ToString();
    }

    /// <summary>A complete page for printing: A4, its own style, fonts as @font-face rules.</summary>
    public static string Page(LetterDocument document, string fontCss) =>
        $"""
            <!DOCTYPE html>
            <html lang="{Encode(document.Language)}">
            <head><meta charset="utf-8"><title>{Encode(document.Title)}</title><style>{fontCss}{PrintCss}</style></head>
            <body>{Body(document)}</body>
            </html>
            """;

    /// <summary>The page into which documents are inserted for printing. It holds style and fonts, which are then loaded once.</summary>
    public static string Shell(string fontCss, string headCss) =>
        $"""<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Letters</title><style>{fontCss}{PrintCss}{headCss}</style></head><body></body></html>""";

    private static void Append(StringBuilder html, LetterBlock block, int top)
    {
        switch (block)
        {
            case Heading heading:
                html.Append(
                    $"<h{heading.Level} class=\"govuk-heading-{(heading.Level == top + 1 ? "m" : "s")}\">{TextHtml.Wrap(heading.Text)}</h{heading.Level}>"
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
                Table(html, figures);
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
            default:
                throw new ArgumentOutOfRangeException(nameof(block), block, "A kind of block that has no HTML");
        }
    }

    private static void List(StringBuilder html, string element, string style, IReadOnlyList<string> items)
    {
        html.Append($"<{element} class=\"govuk-list {style}\">");
        foreach (var item in items)
            html.Append($"<li>{Lines(item)}</li>");
        html.Append($"</{element}>");
    }

    private static void Facts(StringBuilder html, KeyValues facts)
    {
        html.Append("<dl class=\"govuk-summary-list\">");
        foreach (var fact in facts.Rows)
            html.Append(
                $"<div class=\"govuk-summary-list__row\"><dt class=\"govuk-summary-list__key\">{Encode(fact.Key)}</dt><dd class=\"govuk-summary-list__value\">{Lines(fact.Value)}</dd></div>"
            );
        html.Append("</dl>");
    }

    private static void Table(StringBuilder html, Figures figures)
    {
        html.Append(
            $"<div class=\"app-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{Encode(figures.Caption)}\"><table class=\"govuk-table\"><caption class=\"govuk-table__caption govuk-table__caption--s\">{TextHtml.Wrap(figures.Caption)}</caption><thead class=\"govuk-table__head\"><tr class=\"govuk-table__row\">"
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
    }

    private static void Row(StringBuilder html, Figures figures, IReadOnlyList<string> cells, int row, string style)
    {
        html.Append($"<tr class=\"govuk-table__row{style}\">");
        for (var i = 0; i < figures.Columns.Count; i++)
        {
            var number = Number(figures.Columns[i]);
            var link = figures.Links?.ElementAtOrDefault(row)?.ElementAtOrDefault(i);
            var content = link is null
                ? Lines(cells[i])
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

    private static string Number(Column column) => column.Numeric ? " app-number" : "";

    private static string Lines(string text) => TextHtml.Wrap(text.ReplaceLineEndings("\n")).Replace("&#xA;", "<br>").Replace("\n", "<br>");

    private static string Encode(string text) => TextHtml.Encode(text);

    private const string PrintCss = """
        @page { size: A4; margin: 20mm 20mm 22mm; @bottom-center { content: "Page " counter(page) " of " counter(pages); font: 8pt "Noto Sans", Arial, sans-serif; color: #4a5565 } }
        * { box-sizing: border-box }
        body { font: 10.5pt/1.45 "Noto Sans", "Noto Sans Gujarati", Arial, sans-serif; color: #14181f; margin: 0 }
        .app-letter__sender { display: flex; justify-content: space-between; gap: 10mm; border-bottom: 1.2mm solid #12355b; padding-bottom: 4mm; margin-bottom: 9mm; color: #12355b; font-size: 8.5pt }
        .app-letter__sender p { margin: 0 } .app-letter__sender p + p { text-align: right; white-space: nowrap }
        .app-letter__name { font-size: 12.5pt; font-weight: 700; max-width: 95mm; line-height: 1.25 }
        .app-letter__recipient, .app-letter__reference { margin: 0 0 7mm }
        h1 { font-size: 17pt; line-height: 1.2; margin: 0 0 5mm; color: #12355b } h2 { font-size: 12.5pt; margin: 7mm 0 2.5mm; color: #12355b } h3 { font-size: 11pt; margin: 5mm 0 2mm }
        h4 { font-size: 10.5pt; margin: 4mm 0 1.5mm } h1, h2, h3, h4 { break-after: avoid } p { margin: 0 0 3mm; orphans: 3; widows: 3 } ul, ol { margin: 0 0 3mm; padding-left: 6mm } li { margin-bottom: 1mm }
        table { border-collapse: collapse; width: 100%; margin: 2mm 0 5mm; font-size: 9.5pt } caption { text-align: left; font-weight: 700; padding-bottom: 1.5mm; break-after: avoid }
        th, td { text-align: left; vertical-align: top; padding: 1.3mm 3mm 1.3mm 0; border-bottom: .25mm solid #b8c0cc } thead { display: table-header-group; break-after: avoid } tbody tr:first-child { break-before: avoid } tfoot { display: table-row-group } thead th { border-bottom: .5mm solid #12355b } tfoot th, tfoot td { font-weight: 700; border-bottom: 0; border-top: .5mm solid #12355b } tbody th { font-weight: 400 } tr { break-inside: avoid } tbody tr:last-child:not(:first-child) { break-before: avoid } tfoot tr { break-before: avoid }
        .app-clauses { padding-left: 7mm } .app-clauses li::marker { font-weight: 700 } .app-clauses h4 { margin: 2.2mm 0 .4mm } .app-clauses p { margin: 0 0 .8mm; font-size: .95em; line-height: 1.35 } .app-page-break { break-before: page }
        .app-number { text-align: right; padding-right: 5mm; padding-left: 3mm; font-variant-numeric: tabular-nums; white-space: nowrap } .app-number:last-child { padding-right: 0 } thead .app-number { white-space: normal; vertical-align: bottom }
        .app-reference { white-space: nowrap } .app-hash { overflow-wrap: anywhere }
        .app-writing div { height: 8mm; border-bottom: .25mm solid #8a94a3 } .app-writing { margin: 0 0 5mm }
        dl { margin: 0 0 4mm } dl div { display: flex; border-bottom: .25mm solid #b8c0cc; padding: 1.3mm 0; break-inside: avoid } dt { width: 55mm; flex: none; font-weight: 700 } dd { margin: 0 }
        .govuk-inset-text { border-left: 1.2mm solid #5b7a9d; margin: 3mm 0; padding: 1mm 0 1mm 4mm } blockquote footer { font-size: 9pt; color: #4a5565 }
        .app-letter--compact { font-size: 8pt; line-height: 1.3 } .app-letter--compact .app-letter__sender, .app-letter--compact .app-letter__reference { margin-bottom: 3mm } .app-letter--compact h1 { font-size: 13pt; margin-bottom: 2.5mm } .app-letter--compact h2 { font-size: 9.5pt; margin: 3mm 0 1mm }
        .app-letter--compact p, .app-letter--compact ul, .app-letter--compact dl { margin-bottom: 1.5mm } .app-letter--compact li { margin-bottom: 0 } .app-letter--compact table { font-size: 7.5pt; margin: 1mm 0 2mm } .app-letter--compact th, .app-letter--compact td, .app-letter--compact dl div { padding-top: .6mm; padding-bottom: .6mm } .app-letter--compact dt { width: 30mm }
        p:has(+ .app-letter__signature) { break-after: avoid } .app-letter__signature { margin-top: 12mm; break-inside: avoid; break-before: avoid }
        """;
}
