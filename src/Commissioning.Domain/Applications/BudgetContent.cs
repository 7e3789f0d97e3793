namespace Commissioning.Domain.Applications;

/// <summary>The budget section of an application.</summary>
public sealed record BudgetContent(IReadOnlyList<BudgetLine> Lines)
{
    /// <summary>What the lines ask for; null while there is no line.</summary>
    public Money? AmountRequested => AmountOf(Lines);

    internal static Money? AmountOf(IReadOnlyList<BudgetLine> lines) => lines.Count == 0 ? null : lines.Sum(line => line.Requested);
}
