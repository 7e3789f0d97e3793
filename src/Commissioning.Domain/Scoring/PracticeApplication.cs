namespace Commissioning.Domain.Scoring;

/// <summary>An application on which a panel tries the scale before it scores real ones: the office's own for the round, or an invented
/// one.</summary>
/// <param name="Number">From 1; the panel reads them in this order.</param>
/// <param name="Model">The office's scores, shown once an assessor has given theirs; empty: none.</param>
public sealed record PracticeApplication(int Number, string Title, IReadOnlyList<PracticePart> Parts, IReadOnlyList<ModelScore> Model);
