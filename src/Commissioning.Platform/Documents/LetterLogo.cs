using System.Text.Json.Serialization;

namespace Commissioning.Platform.Documents;

/// <summary>A fund's logo on its letters.</summary>
/// <param name="FileId">The stored file.</param>
/// <param name="Href">Its address on the portal.</param>
/// <param name="Alt">What it shows, for those who do not see it.</param>
public sealed record LetterLogo(Guid FileId, string Href, string Alt)
{
    /// <summary>The picture itself, for the print; a letter is stored without it.</summary>
    [JsonIgnore]
    public byte[]? Content { get; init; }

    [JsonIgnore]
    public string ContentType { get; init; } = "";
}
