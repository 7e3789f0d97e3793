using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Applications;

/// <summary>Who must add a document, in an applicant's words.</summary>
public static class DocumentDescription
{
    /// <summary>What follows the document's name in a list that everybody reads; empty when everyone must add it.</summary>
    public static string WhoNeeds(DocumentKind kind, IReadOnlyList<Question> questions)
    {
        var except =
            kind.Settings.NotNeededFrom.Count == 0
                ? ""
                : $" (not from a {string.Join(" or ", kind.Settings.NotNeededFrom.Select(Sentences.SmallFirst))})";
        return kind.Required ? except
            : kind.Settings.RequireWhen.Count > 0 ? $", {ConditionDescription.Of(kind.Settings.RequireWhen, questions)}{except}"
            : " (optional)" + (string.IsNullOrWhiteSpace(kind.Hint) ? "" : $". {kind.Hint}");
    }

    /// <summary>Why one applicant must add a document that not everybody must, or when they would have to; null when there is nothing to
    /// say.</summary>
    /// <param name="needed">Their answers make it needed.</param>
    public static string? WhyNeeded(DocumentKind kind, IReadOnlyList<Question> questions, bool needed)
    {
        if (kind.Required || kind.Settings.RequireWhen.Count == 0)
            return null;
        var condition = ConditionDescription.Of(kind.Settings.RequireWhen, questions);
        return needed ? $"Needed because {condition["if ".Length..]}." : $"Needed only {condition}.";
    }
}
