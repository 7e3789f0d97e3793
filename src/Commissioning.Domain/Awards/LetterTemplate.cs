namespace Commissioning.Domain.Awards;

/// <param name="Fields">Merge fields inside a sentence.</param>
/// <param name="Blocks">Tables, lists and the signature, each alone on a line.</param>
/// <param name="Conditions">What a paragraph can depend on.</param>
/// <param name="Needed">Fields and blocks that every letter of this kind must have, outside any condition.</param>
public sealed record LetterTemplate(
    LetterKind Kind,
    string Title,
    string Body,
    IReadOnlyList<MergeField> Fields,
    IReadOnlyList<MergeField> Blocks,
    IReadOnlyList<MergeField> Conditions,
    IReadOnlyList<string> Needed
);
