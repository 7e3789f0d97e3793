namespace Commissioning.Domain.CspBudgets;

/// <summary>A row of spending as read, with its errors. Number is the row's number in the file.</summary>
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
