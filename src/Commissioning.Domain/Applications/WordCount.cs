namespace Commissioning.Domain.Applications;

public static class WordCount
{
    /// <summary>Counts runs of characters between white space, like the word counter on the page (R14).</summary>
    public static int Of(string? text) => text?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length ?? 0;
}
