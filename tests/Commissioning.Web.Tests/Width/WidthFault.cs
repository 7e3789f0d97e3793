using System.Globalization;
using System.Text.Json.Serialization;

namespace Commissioning.Web.Tests.Width;

/// <summary>A cell that is too narrow, a word or a reference on two lines, or a page that scrolls sideways.</summary>
internal sealed record WidthFault
{
    [JsonPropertyName("rule")]
    public required string Rule { get; init; }

    /// <summary>The element and its classes.</summary>
    [JsonPropertyName("where")]
    public required string Where { get; init; }

    [JsonPropertyName("text")]
    public required string Text { get; init; }

    /// <summary>Of the element, in pixels.</summary>
    [JsonPropertyName("width")]
    public int Width { get; init; }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Rule}: \"{Text}\" in {Where}, {Width} wide");
}
