using System.Text.Json;
using System.Text.Json.Serialization;

namespace Commissioning.Domain.Payments;

/// <summary>What a file for the finance system looks like.</summary>
public sealed record ExportLayout : IJsonText<ExportLayout>
{
    private static readonly JsonSerializerOptions ByName = new() { Converters = { new JsonStringEnumConverter() } };

    public required IReadOnlyList<ExportColumn> Columns { get; init; }

    /// <summary>A line with the columns' names.</summary>
    public bool HasHeadings { get; init; } = true;

    /// <summary>Before and after all lines, with fields in double braces; empty: none.</summary>
    public string Header { get; init; } = "";
    public string Trailer { get; init; } = "";
    public ExportDates Dates { get; init; }
    public ExportDecimals Decimals { get; init; }
    public ExportSigns Signs { get; init; }
    public ExportSeparator Separator { get; init; }
    public ExportQualifier Qualifier { get; init; }
    public ExportEncoding Encoding { get; init; }

    /// <summary>With fields in double braces, such as {{number}}.csv.</summary>
    public required string FileName { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, ByName);

    public static ExportLayout FromJson(string json) => JsonSerializer.Deserialize<ExportLayout>(json, ByName)!;
}
