using Commissioning.Domain.Calendar;

namespace Commissioning.Domain.CspBudgets;

/// <summary>Defines each column once, as a sum of ledger entries, so that the table and the list behind a figure use the same
/// entries.</summary>
public static class LedgerColumns
{
    /// <param name="Kinds">Transaction kinds that count; empty: every kind.</param>
    /// <param name="Sign">-1 where the column counts money out of the account.</param>
    public sealed record AccountPart(AccountKind Account, IReadOnlyList<TransactionKind> Kinds, int Sign = 1);

    public static readonly IReadOnlyDictionary<LedgerColumn, IReadOnlyList<AccountPart>> All = Enum.GetValues<LedgerColumn>()
        .ToDictionary(column => column, Parts);

    /// <summary>A contribution to a hosted scheme counts as expenditure and in no other column (R82).</summary>
    private static IReadOnlyList<AccountPart> Parts(LedgerColumn column) =>
        column switch
        {
            LedgerColumn.Base => [new(AccountKind.Area, [TransactionKind.Base])],
            LedgerColumn.TopUp => [new(AccountKind.Area, [TransactionKind.TopUp])],
            LedgerColumn.Vired => [new(AccountKind.Area, [TransactionKind.Virement, TransactionKind.PoolToArea])],
            LedgerColumn.Allocation => [.. Parts(LedgerColumn.Base), .. Parts(LedgerColumn.TopUp), .. Parts(LedgerColumn.Vired)],
            LedgerColumn.Earmarked => [new(AccountKind.Earmarked, [])],
            LedgerColumn.Committed => [new(AccountKind.Committed, [])],
            LedgerColumn.Spent => [new(AccountKind.Spent, []), new(AccountKind.Evidenced, [])],
            LedgerColumn.Evidenced => [new(AccountKind.Evidenced, [])],
            LedgerColumn.Contributed => [new(AccountKind.Area, [TransactionKind.Contribution], -1)],
            LedgerColumn.Expenditure => [.. Parts(LedgerColumn.Spent), .. Parts(LedgerColumn.Contributed)],
            LedgerColumn.Returned => [new(AccountKind.Area, [TransactionKind.Return, TransactionKind.CarryForward], -1)],
            LedgerColumn.Remaining => [new(AccountKind.Area, []), new(AccountKind.Earmarked, []), new(AccountKind.Committed, [])],
            LedgerColumn.Free => [new(AccountKind.Area, [])],
            _ => throw new ArgumentOutOfRangeException(nameof(column), column, "A column without entries"),
        };

    public static string Name(LedgerColumn column, FinancialYear year) =>
        column switch
        {
            LedgerColumn.TopUp => $"Brought forward from {year.Previous}",
            LedgerColumn.Vired => "Virements and pooled",
            LedgerColumn.Returned => "Returned or carried",
            LedgerColumn.Free => "Free to use",
            _ => column.ToString(),
        };
}
