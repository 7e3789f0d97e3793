namespace Commissioning.Domain.Funds;

/// <summary>An application of a past round, as a row of the workbook says it. What could not be read is blank.</summary>
/// <param name="Number">The row's number in the sheet, from 1.</param>
public sealed record PastRow(int Number)
{
    public string? Reference { get; init; }
    public string Organisation { get; init; } = "";
    public string? CharityNumber { get; init; }
    public string? CompanyNumber { get; init; }
    public string? Postcode { get; init; }
    public string Project { get; init; } = "";

    /// <summary>The area's name as the workbook has it.</summary>
    public string? AreaTyped { get; init; }
    public string? Priority { get; init; }
    public Money? Asked { get; init; }

    /// <summary>In per cent.</summary>
    public Fraction? Score { get; init; }
    public PastResult? Result { get; init; }
    public Money? Awarded { get; init; }
    public Money? Paid { get; init; }
    public Money? Returned { get; init; }
    public DateOnly? DecidedOn { get; init; }
    public string? Notes { get; init; }
}
