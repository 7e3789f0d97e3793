using Commissioning.Web.TagHelpers;

namespace Commissioning.Web.Pages.Casework;

/// <summary>A drawing and the table of its figures.</summary>
/// <param name="Columns">Names of the columns, that of the rows' names first.</param>
/// <param name="Note">What a person should know to read it; empty: nothing.</param>
public sealed record Chart(
    string Title,
    IReadOnlyList<Bar> Bars,
    IReadOnlyList<string> Columns,
    IReadOnlyList<ChartRow> Rows,
    string Note = ""
);
