using Commissioning.Domain.DueDiligence;

namespace Commissioning.Features.DueDiligence;

/// <summary>What a source of findings found just now.</summary>
/// <param name="Key">What makes it the same finding when it is found again.</param>
/// <param name="Sentence">Complete without the page, and without what only the lead for concerns may read.</param>
public sealed record Found(FindingKind Kind, string Key, FindingLevel Level, string Sentence)
{
    /// <summary>The other organisation, application, account or flag.</summary>
    public Guid? SubjectId { get; init; }

    /// <summary>A verdict that counts and is kept elsewhere, such as of a pair of organisations. Null: the finding keeps its own.</summary>
    public FindingVerdict? Verdict { get; init; }
    public string? Reason { get; init; }
    public Guid? DecidedBy { get; init; }
    public DateTime? DecidedAt { get; init; }
}
