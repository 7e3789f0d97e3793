using System.Text.Json.Serialization;

namespace Commissioning.Web.Tests.Width;

/// <summary>What width.js found on one page at one width.</summary>
internal sealed record PageWidth
{
    [JsonPropertyName("faults")]
    public required IReadOnlyList<WidthFault> Faults { get; init; }

    [JsonPropertyName("links")]
    public required IReadOnlyList<string> Links { get; init; }
}
