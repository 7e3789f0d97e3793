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
)
{
    /// <summary>The text under this heading, with the schedules after it, is what an applicant accepts.</summary>
    public const string AgreementHeading = "Grant agreement";

    /// <summary>Conditions, budget and promised outcomes, word for word from the application as decided.</summary>
    public static readonly IReadOnlyList<string> Schedules = ["conditions", "budget", "outcomes"];
}
