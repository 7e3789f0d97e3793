namespace Commissioning.Domain.CspBudgets;

/// <summary>The first posting to an area in a year.</summary>
public sealed record AreaPosting
{
    public required Guid AreaId { get; init; }
    public required string Area { get; init; }
    public required string BudgetYear { get; init; }
    public required int Number { get; init; }
    public required TransactionKind Kind { get; init; }
    public required DateOnly EffectiveOn { get; init; }
    public required Money Amount { get; init; }

    public string Sentence =>
        $"{Kind.Name()} of {(Amount < Money.Zero ? -Amount : Amount)} was posted to {Area} on {LondonTime.Date(EffectiveOn)} (number {Number} of {BudgetYear})";
}
