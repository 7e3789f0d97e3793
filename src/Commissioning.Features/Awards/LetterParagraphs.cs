using Commissioning.Platform.Documents;

namespace Commissioning.Features.Awards;

/// <summary>What one letter alone says, in its place among the words of its kind.</summary>
internal static class LetterParagraphs
{
    /// <param name="personal">Stands before the words that close the letter.</param>
    /// <param name="correction">Stands first.</param>
    public static IReadOnlyList<LetterBlock> With(IReadOnlyList<LetterBlock> blocks, string? personal, string? correction)
    {
        var all = blocks.ToList();
        if (!string.IsNullOrWhiteSpace(personal))
        {
            var signature = all.FindIndex(block => block is Signature);
            // "Yours sincerely" stays with the name.
            var place =
                signature < 0 ? all.Count
                : signature > 0 && all[signature - 1] is Paragraph { Text.Length: < 40 } ? signature - 1
                : signature;
            all.InsertRange(place, personal.Trim().ReplaceLineEndings("\n").Split("\n\n").Select(text => new Paragraph(text.Trim())));
        }
        if (correction is not null)
            all.Insert(0, new Notice(correction));
        return all;
    }
}
