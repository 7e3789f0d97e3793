namespace Commissioning.Domain.CspBudgets;

/// <summary>A row of spending as it was read, with what is wrong with it. Number is the row's number in the file.</summary>
public sealed record SpendingRow(
    int Number,
    string AreaText,
    string AmountText,
    string DateText,
    string What,
    Guid? Area,
    Money? Amount,
    DateOnly? On,
    IReadOnlyList<string> Problems
)
{
    public bool IsGood => Problems.Count == 0;
}
