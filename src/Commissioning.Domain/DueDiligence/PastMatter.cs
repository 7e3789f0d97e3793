namespace Commissioning.Domain.DueDiligence;

/// <summary>One thing that happened with the organisation before.</summary>
/// <param name="Key">What makes it the same matter when it is found again.</param>
/// <param name="Reference">Of the earlier application; empty: it belongs to none.</param>
/// <param name="Sentence">Complete without the page, and without what only the lead for concerns may read.</param>
/// <param name="SubjectId">The earlier application. Null: it belongs to none.</param>
public sealed record PastMatter(PastKind Kind, string Key, string Reference, string Sentence, Guid? SubjectId = null);
