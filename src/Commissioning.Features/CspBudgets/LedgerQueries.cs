using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>What the postings of officers read of the ledger.</summary>
public static class LedgerQueries
{
    /// <summary>Null when the underspend brought forward has this much that is not allocated yet.</summary>
    internal static async Task<Refusal?> WhyNotBroughtForwardAsync(Work work, FinancialYear year, Money amount, string field)
    {
        var left = (await YearOverview.GetAsync(work, year, null)).NotGivenOut;
        return amount > left
            ? new(
                left <= Money.Zero
                    ? $"Nothing of the underspend of {year.Previous} is left to allocate"
                    : $"{left} of the underspend of {year.Previous} is not allocated yet, which is {amount - left} less than {amount}",
                field
            )
            : null;
    }

    public const string TransactionSql =
        "select BudgetYear, Number, Kind, EffectiveOn, ProjectId, EarmarkId, ReleaseId, RequestId, Reason from LedgerTransaction";
    public const string RowSql = TransactionSql + " where Id = @transaction";

    public const string EntriesSql =
        "select e.AccountId, e.Amount, a.Kind, a.Name, a.AreaId from LedgerEntry e join LedgerAccount a on a.Id = e.AccountId where e.TransactionId = @transaction";

    public sealed record PostedTransaction
    {
        public required string BudgetYear { get; init; }
        public required int Number { get; init; }
        public required TransactionKind Kind { get; init; }
        public required DateOnly EffectiveOn { get; init; }
        public Guid? ProjectId { get; init; }
        public Guid? EarmarkId { get; init; }
        public Guid? ReleaseId { get; init; }
        public Guid? RequestId { get; init; }
        public required string Reason { get; init; }
    }

    /// <summary>A transaction as a person recognises it.</summary>
    public sealed record Described(PostedTransaction Posted, Money Amount, string From, string To, string? PostedBy, DateTime? LockedAt);

    public static async Task<Described> DescribeAsync(Work work, Guid transaction)
    {
        var posted = await work.FindAsync<PostedTransaction>(RowSql, new { transaction });
        var entries = await work.QueryAsync<EntryRow>(EntriesSql, new { transaction });
        var (from, to) = (entries.First(entry => entry.Amount < Money.Zero), entries.First(entry => entry.Amount > Money.Zero));
        return new(
            posted,
            entries.Where(entry => entry.Amount > Money.Zero).Sum(entry => entry.Amount),
            from.Name == to.Name ? Name(from) : from.Name,
            from.Name == to.Name ? Name(to) : to.Name,
            await work.ScalarAsync<string>(
                "select p.DisplayName from LedgerTransaction t join Person p on p.Id = t.PostedBy where t.Id = @transaction",
                new { transaction }
            ),
            (await Posting.YearAsync(work, FinancialYear.Parse(posted.BudgetYear)!.Value)).LockedAt
        );
    }

    /// <summary>An area has several accounts of one name.</summary>
    private static string Name(EntryRow entry) =>
        entry.Kind switch
        {
            AccountKind.Area => $"{entry.Name}: free to use",
            AccountKind.Earmarked => $"{entry.Name}: earmarked",
            AccountKind.Committed => $"{entry.Name}: committed",
            AccountKind.Spent => $"{entry.Name}: spent, no evidence yet",
            AccountKind.Evidenced => $"{entry.Name}: spent",
            _ => entry.Name,
        };

    public sealed record EntryRow
    {
        public required Guid AccountId { get; init; }
        public required Money Amount { get; init; }
        public required AccountKind Kind { get; init; }
        public required string Name { get; init; }
        public Guid? AreaId { get; init; }
    }
}
