namespace Commissioning.Domain.DueDiligence;

/// <summary>A text ready to be compared.</summary>
/// <param name="Telling">The places of its telling words.</param>
/// <param name="Runs">Each two telling words that follow each other, with the places in <paramref name="Telling"/>.</param>
public sealed record PreparedText(
    IReadOnlyList<TextPart> Parts,
    IReadOnlyList<TextWord> Words,
    IReadOnlyList<int> Telling,
    IReadOnlyDictionary<(string, string), List<int>> Runs,
    IReadOnlyList<TextSentence> Sentences
);
