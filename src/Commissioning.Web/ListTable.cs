using System.Text.Encodings.Web;
using Commissioning.Platform.Documents;
using Commissioning.Platform.Lists;
using Microsoft.AspNetCore.Html;

namespace Commissioning.Web;

/// <summary>The rows of a list, with its headings to sort by. On a phone each cell says its column's name.</summary>
/// <remarks>Written by hand, because the same in Razor was a third of a request for 57 rows: every cell was kept as several pieces, and the
/// finished table read once more for its labels.</remarks>
internal sealed class ListTable(ListView view) : IHtmlContent
{
    private readonly ListPage found = view.Page;

    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        var name = TextHtml.Encode(found.List.Name);
        writer.Write(
            $"<table class=\"govuk-table app-table\"><caption class=\"govuk-table__caption govuk-visually-hidden\">{name}</caption><thead class=\"govuk-table__head\"><tr class=\"govuk-table__row\">"
        );
        if (view.Acts is not null)
            WriteHidden(writer, "Select");
        foreach (var column in found.Columns)
            WriteHeading(writer, column);
        if (view.RowActs is not null)
            WriteHidden(writer, "Act");
        writer.Write("</tr></thead><tbody class=\"govuk-table__body\">\n");
        var cells = found.Columns.Select((column, i) => new Cell(column, i == 0)).ToList();
        var id = " id=\"Selected\"";
        foreach (var row in found.Rows)
        {
            WriteRow(writer, row, cells, id);
            id = "";
        }
        writer.Write("</tbody></table>");
    }

    private static void WriteHidden(TextWriter writer, string words) =>
        writer.Write($"<th scope=\"col\" class=\"govuk-table__header\"><span class=\"govuk-visually-hidden\">{words}</span></th>");

    private void WriteHeading(TextWriter writer, ListColumn column)
    {
        var request = found.Request;
        var sorted = request.Sort == column.Key;
        var name = TextHtml.Encode(column.Name);
        writer.Write($"<th scope=\"col\" class=\"govuk-table__header{(IsNumber(column) ? " app-number" : "")}\"");
        if (sorted)
            writer.Write($" aria-sort=\"{(request.IsDescending ? "descending" : "ascending")}\"");
        writer.Write('>');
        if (column.IsSorted)
            writer.Write(
                $"<a class=\"app-table__sort\" href=\"{TextHtml.Encode(view.SortedBy(column))}\">{name}{(!sorted ? "" : request.IsDescending ? " ▼" : " ▲")}</a>"
            );
        else
            writer.Write(name);
        writer.Write("</th>");
    }

    private void WriteRow(TextWriter writer, ListRow row, List<Cell> cells, string id)
    {
        var first = TextHtml.Encode(row.Cells[0].Text);
        writer.Write("<tr class=\"govuk-table__row\">");
        if (view.Acts is not null)
            writer.Write(
                $"<td class=\"govuk-table__cell\"><input type=\"checkbox\" name=\"selected\"{id} value=\"{row.Id}\" aria-label=\"Select {first}\"></td>"
            );
        for (var i = 0; i < cells.Count; i++)
        {
            writer.Write(cells[i].Start);
            WriteValue(writer, cells[i].Column, row.Cells[i]);
            writer.Write(cells[i].End);
        }
        if (view.RowActs is { } acts)
        {
            writer.Write("<td class=\"govuk-table__cell\">");
            foreach (var act in acts(row))
                writer.Write(
                    $"<button class=\"app-link-button\" name=\"{TextHtml.Encode(act.Name)}\" value=\"{row.Id}\">{TextHtml.Encode(act.Words)}<span class=\"govuk-visually-hidden\"> {first}</span></button>"
                );
            writer.Write("</td>");
        }
        writer.Write("</tr>\n");
    }

    private static void WriteValue(TextWriter writer, ListColumn column, ListCell cell)
    {
        var tag = cell.Raw.Length > 0 ? column.Colour?.Invoke(cell.Raw) : null;
        var link = tag is not null || cell.Text.Length > 0 ? cell.Href : null;
        if (link is not null)
            writer.Write($"<a class=\"govuk-link\" href=\"{TextHtml.Encode(link)}\">");
        if (tag is not null)
            writer.Write($"<strong class=\"govuk-tag govuk-tag--{tag}\">");
        writer.Write(TextHtml.Wrap(cell.Text));
        if (tag is not null)
            writer.Write("</strong>");
        if (link is not null)
            writer.Write("</a>");
    }

    private static bool IsNumber(ListColumn column) => column.Kind is ListColumnKind.Number or ListColumnKind.Money or ListColumnKind.Share;

    /// <summary>What stands around the value of a column in every row. The first names the row.</summary>
    private sealed record Cell(ListColumn Column, bool IsFirst)
    {
        public string Start { get; } =
            $"<{(IsFirst ? "th scope=\"row\" class=\"govuk-table__header" : "td class=\"govuk-table__cell")}{(IsNumber(Column) ? " app-number" : "")}{(Column.IsFolded && !IsFirst ? " app-folded" : "")}\"{(IsFirst ? "" : $" data-label=\"{TextHtml.Encode(Column.Name)}\"")}>";
        public string End { get; } = IsFirst ? "</th>" : "</td>";
    }
}
