using Commissioning.Platform.Documents;

namespace Commissioning.Features.Awards;

/// <summary>What the e-mail of a letter says: its opening, with the facts that stand there. The greeting is the frame's.</summary>
internal static class LetterGist
{
    /// <param name="isAttached">The letter goes with the e-mail; otherwise the e-mail says all of it.</param>
    public static string Of(LetterDocument document, bool isAttached) =>
        isAttached
            ? string.Join(
                "\n\n",
                [
                    .. document.Blocks.TakeWhile(block => block is not (Heading or Figures or Signature)).SelectMany(Lines),
                    "The whole letter is attached.",
                ]
            )
            : LetterText.Render(
                document with
                {
                    Sender = null,
                    Date = null,
                    Reference = null,
                    About = null,
                    Blocks = document.Blocks.Where(block => !IsGreeting(block)).ToList(),
                }
            );

    private static bool IsGreeting(LetterBlock block) =>
        block is Paragraph { Text: var text } && text.StartsWith("Dear ", StringComparison.Ordinal);

    private static IEnumerable<string> Lines(LetterBlock block) =>
        block switch
        {
            Notice notice => [notice.Text],
            Paragraph paragraph when !paragraph.Text.StartsWith("Dear ", StringComparison.Ordinal) =>
            [
                paragraph.Text.Replace("**", "", StringComparison.Ordinal),
            ],
            KeyValues facts => [string.Join("\n", facts.Rows.Select(fact => $"- {fact.Key}: {fact.Value.ReplaceLineEndings("; ")}"))],
            Bullets bullets => [string.Join("\n", bullets.Items.Select(item => $"- {item}"))],
            _ => [],
        };
}
