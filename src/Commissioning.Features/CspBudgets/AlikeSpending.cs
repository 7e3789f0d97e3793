using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>Spending that looks like one already in the ledger: the same area, date, amount and text. It goes ahead only with a
/// reason.</summary>
internal static class AlikeSpending
{
    public sealed record Posted
    {
        public required int Number { get; init; }
        public required DateOnly EffectiveOn { get; init; }
        public required Money Amount { get; init; }
        public required string Reason { get; init; }
        public string? Invoice { get; init; }
        public required string Account { get; init; }
        public required string PostedByName { get; init; }
        public required DateTime PostedAt { get; init; }

        public override string ToString() =>
            $"number {Number}, {Amount} on {LondonTime.Date(EffectiveOn)} for {Reason}, posted by {PostedByName} at {LondonTime.DateAndTime(PostedAt)}";
    }

    /// <summary>What an area has spent in a year and did not reverse.</summary>
    public static Task<IReadOnlyList<Posted>> FindAsync(Work work, FinancialYear year, Guid area, TransactionKind kind) =>
        work.QueryAsync<Posted>(
            Sql,
            new
            {
                BudgetYear = year.ToString(),
                area,
                kind,
            }
        );

    /// <param name="scheme">The hosted scheme of a contribution.</param>
    public static bool IsAlike(Posted posted, DateOnly on, Money amount, string reason, string? scheme = null) =>
        Key(posted.EffectiveOn, posted.Amount, posted.Reason) == Key(on, amount, reason) && (scheme is null || posted.Account == scheme);

    public static (DateOnly, Money, string) Key(DateOnly on, Money amount, string reason) => (on, amount, SpendingSheet.Plain(reason));

    /// <param name="whyNotDuplicate">The reason; null: the person has not said that it is another one.</param>
    public static Refusal? WhyNot(Posted? posted, string? whyNotDuplicate)
    {
        if (posted is null)
            return null;
        if (whyNotDuplicate is null)
            return new($"This looks the same as {posted}. If it is another, tick the box and say why.", "NotDuplicate");
        return whyNotDuplicate.Trim() is { Length: > 0 and <= 300 }
            ? null
            : new("Say why it is another, in up to 300 characters", nameof(PostToLedger.Command.WhyNotDuplicate));
    }

    public static void Note(Work work, string? whyNotDuplicate)
    {
        if (!string.IsNullOrWhiteSpace(whyNotDuplicate))
            work.Note($"Not a duplicate: {whyNotDuplicate.Trim()}");
    }

    private const string Sql = """
        select    t.Number, t.EffectiveOn, -e.Amount as Amount, t.Reason, t.Invoice, o.Name as Account, p.DisplayName as PostedByName, t.PostedAt
        from      LedgerAccount a
        join      LedgerEntry e on e.AccountId = a.Id and e.Kind = @kind and e.Amount < 0
        join      LedgerTransaction t on t.Id = e.TransactionId and t.Kind = @kind
        join      LedgerEntry x on x.TransactionId = t.Id and x.Amount > 0
        join      LedgerAccount o on o.Id = x.AccountId
        join      Person p on p.Id = t.PostedBy
        where     a.BudgetYear = @BudgetYear and a.Kind = 'Area' and a.AreaId = @area and not exists (select 1 from LedgerTransaction v where v.ReversesId = t.Id)
        order by  t.Number
        """;
}
