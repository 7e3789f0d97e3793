namespace Commissioning.Domain.CspBudgets;

/// <summary>What was read in a paper.</summary>
/// <param name="Dates">The days that it gives for its figures ("as at 16 January 2025").</param>
/// <param name="Notes">What was left out, and why.</param>
public sealed record PaperReading(
    IReadOnlyList<PaperFigure> Figures,
    IReadOnlyList<PaperUnknown> Unknown,
    IReadOnlyList<PaperSlip> Slips,
    IReadOnlyList<DateOnly> Dates,
    IReadOnlyList<string> Notes
);
