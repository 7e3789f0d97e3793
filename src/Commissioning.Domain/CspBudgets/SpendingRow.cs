namespace Commissioning.Domain.CspBudgets;

/// <summary>An amount of spending as read, with its errors.</summary>
/// <param name="Number">The row's number in the sheet.</param>
/// <param name="Column">Index of the amount's column.</param>
public sealed record SpendingRow(string Sheet, int Number, int Column)
{
    public required string AreaText { get; init; }
    public required string AmountText { get; init; }
    public required string DateText { get; init; }

    /// <summary>What was paid for.</summary>
    public required string What { get; init; }
    public string ProjectText { get; init; } = "";
    public string? Invoice { get; init; }

    /// <summary>The name of a file of evidence, which is not evidence by itself.</summary>
    public string? Evidence { get; init; }
    public Guid? Area { get; init; }
    public Guid? Project { get; init; }

    /// <summary>Whether the area has projects and none is known by this name.</summary>
    public bool AsksForProject { get; init; }
    public Money? Amount { get; init; }
    public Money? Vat { get; init; }
    public DateOnly? On { get; init; }
    public IReadOnlyList<Problem> Problems { get; init; } = [];

    public bool IsGood => Problems.Count == 0;

    /// <summary>The cell of the amount, such as "Costs, C7".</summary>
    public string Place => SheetCell.Place(Sheet, Number, Column);

    /// <summary>What is wrong with a cell.</summary>
    /// <param name="Place">Such as "Costs, C7".</param>
    public sealed record Problem(string Place, string Sentence)
    {
        public override string ToString() => $"Sheet {Place}: {Sentence}";
    }
}
