using System.Text.Json;

namespace Commissioning.Features.CspBudgets;

/// <summary>All that is signed at a year's end. The SHA-256 of its JSON is printed on the sheet, and its JSON can be downloaded, so that
/// anyone can check the one by the other.</summary>
/// <param name="Missing">Why returns of an area are missing, by its name.</param>
/// <param name="Names">Names of the areas, payees and schemes that the figures name by their ids.</param>
internal sealed record YearStatement(
    string Year,
    int Sheet,
    string SignedOff,
    string? Exceptions,
    IReadOnlyDictionary<string, string> Missing,
    string ProposedBy,
    DateTime ProposedAt,
    string SignedBy,
    string SignedAs,
    DateTime SignedAt,
    IReadOnlyDictionary<Guid, string> Names,
    YearFigures Figures
)
{
    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <summary>The figures in a statement's JSON. Null: it holds none.</summary>
    public static YearFigures? FiguresOf(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.TryGetProperty("figures", out var figures)
            ? figures.Deserialize<YearFigures>(JsonSerializerOptions.Web)
            : null;
    }
}
