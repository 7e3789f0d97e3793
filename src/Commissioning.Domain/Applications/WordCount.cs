namespace Commissioning.Domain.Applications;

public static class WordCount
{
    /// <summary>Runs of characters between white space: the same count as the page's own counter shows (R14).</summary>
    public static int Of(string? text) => text?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length ?? 0;
}
