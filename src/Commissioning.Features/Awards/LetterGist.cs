using Commissioning.Platform.Documents;

namespace Commissioning.Features.Awards;

/// <summary>What the e-mail of a letter says: the letter up to its closing words. The greeting and the sender are the frame's; scores, an
/// agreement or an invoice stand in the file.</summary>
internal static class LetterGist
{
    /// <param name="isAttached">The letter goes with the e-mail; otherwise only the button leads to it.</param>
    public static string Of(LetterDocument document, bool isAttached)
    {
        var said = document
            .Blocks.TakeWhile(block => block is not (Signature or PageBreak))
            .Where(block => !IsGreeting(block) && !IsClosing(block));
        return string.Join(
            "\n\n",
            [.. said.SelectMany(Lines), isAttached ? "The whole letter is attached." : "Read the whole letter with the button below."]
        );
    }

    private static bool IsGreeting(LetterBlock block) =>
        block is Paragraph { Text: var text } && text.StartsWith("Dear ", StringComparison.Ordinal);

    private static bool IsClosing(LetterBlock block) =>
        block is Paragraph { Text: var text } && text.StartsWith("Yours ", StringComparison.Ordinal);

    private static IEnumerable<string> Lines(LetterBlock block) =>
        block switch
        {
            Notice notice => [notice.Text],
            Heading heading => [heading.Text],
            Paragraph paragraph => [TextRun.Plain(paragraph.Text)],
            KeyValues facts => [Items(facts.Rows.Select(fact => $"{fact.Key}: {fact.Value.ReplaceLineEndings("; ")}"))],
            Figures figures => [Items(figures.Rows.Select(row => string.Join("; ", row.Where(cell => cell.Length > 0))))],
            Bullets bullets => [Items(bullets.Items)],
            Numbered numbered => [Items(numbered.Items)],
            _ => [],
        };

    private static string Items(IEnumerable<string> items) => string.Join('\n', items.Select(item => $"- {TextRun.Plain(item)}"));
}
