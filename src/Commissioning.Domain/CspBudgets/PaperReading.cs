using Commissioning.Domain.Calendar;

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
)
{
    /// <summary>The paper's tables are of this year, which is not the ledger's. Null: at least one is of the ledger's year.</summary>
    public FinancialYear? OtherYear { get; init; }

    /// <summary>The tables that were read, for their sums.</summary>
    internal IReadOnlyList<PaperReader.ReadTable> Tables { get; init; } = [];

    /// <summary>How many of the slips are of the tables; the others are of sentences.</summary>
    internal int TableSlips { get; init; }
}
