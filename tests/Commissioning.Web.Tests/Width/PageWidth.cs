using System.Text.Json;
using System.Text.Json.Serialization;
using Commissioning.Testing;
using Microsoft.Playwright;

namespace Commissioning.Web.Tests.Width;

/// <summary>What width.js found on one page at one width.</summary>
internal sealed record PageWidth
{
    // Without its first line, a comment: Playwright calls the function that the text is.
    private static readonly string Script = string.Join(
        '\n',
        File.ReadLines(Repository.File("tests", "Commissioning.Web.Tests", "Width", "width.js")).Skip(1)
    );

    [JsonPropertyName("faults")]
    public required IReadOnlyList<WidthFault> Faults { get; init; }

    [JsonPropertyName("links")]
    public required IReadOnlyList<string> Links { get; init; }

    public static async Task<PageWidth> OfAsync(IPage page) =>
        JsonSerializer.Deserialize<PageWidth>((await page.EvaluateAsync(Script))!.Value.GetRawText())!;
}
