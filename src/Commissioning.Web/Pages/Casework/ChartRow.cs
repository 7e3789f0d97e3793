namespace Commissioning.Web.Pages.Casework;

/// <param name="Href">Where the things of the row are listed; null: nowhere.</param>
public sealed record ChartRow(string Name, IReadOnlyList<string> Cells, string? Href = null);
