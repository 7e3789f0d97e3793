using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>A grant round's pot in the ledger of its budget year: set aside at publication, moved to awards at the decision.</summary>
internal static class RoundPot
{
    /// <param name="source">Funding source of money that is added later; null: the pot as published.</param>
    public static Task<Refusal?> SetAsideAsync(Work work, Actor actor, string budgetYear, string round, Money pot, string? source = null) =>
        MoveAsync(
            work,
            actor,
            budgetYear,
            TransactionKind.RoundPot,
            source is null ? round : $"{round}: added, from {source}",
            pot,
            AccountKind.Funding,
            Posting.Budget,
            AccountKind.RoundPot,
            round
        );

    /// <summary>Returns the pot of a round that was withdrawn before anything was awarded.</summary>
    public static Task<Refusal?> GiveUpAsync(Work work, Actor actor, string budgetYear, string round, Money pot) =>
        MoveAsync(
            work,
            actor,
            budgetYear,
            TransactionKind.RoundPot,
            $"{round}: withdrawn",
            pot,
            AccountKind.RoundPot,
            round,
            AccountKind.Funding,
            Posting.Budget
        );

    public static Task<Refusal?> AwardAsync(Work work, Actor actor, string budgetYear, string round, Money awarded) =>
        MoveAsync(work, actor, budgetYear, TransactionKind.Grant, round, awarded, AccountKind.RoundPot, round, AccountKind.Grants, round);

    /// <summary>Returns money that a corrected decision no longer awards.</summary>
    public static Task<Refusal?> ReturnToCentralAsync(Work work, Actor actor, string budgetYear, string round, Money awarded) =>
        MoveAsync(
            work,
            actor,
            budgetYear,
            TransactionKind.Grant,
            $"{round}: decision corrected",
            awarded,
            AccountKind.Grants,
            round,
            AccountKind.RoundPot,
            round
        );

    /// <summary>Returns money that an award no longer needs. If the round's year is locked, it is posted in the current year under the
    /// round's name.</summary>
    public static async Task<Refusal?> GiveBackAsync(
        Work work,
        Actor actor,
        string budgetYear,
        string round,
        Money amount,
        string reason
    ) =>
        await MoveAsync(
            work,
            actor,
            await OpenYearAsync(work, budgetYear),
            TransactionKind.Grant,
            $"{round}: {reason}",
            amount,
            AccountKind.Grants,
            round,
            AccountKind.RoundPot,
            round
        );

    /// <summary>Awards returned money again, in the year in which it is held.</summary>
    public static async Task<Refusal?> AwardLaterAsync(Work work, Actor actor, string budgetYear, string round, Money amount) =>
        await MoveAsync(
            work,
            actor,
            await OpenYearAsync(work, budgetYear),
            TransactionKind.Grant,
            round,
            amount,
            AccountKind.RoundPot,
            round,
            AccountKind.Grants,
            round
        );

    private static async Task<string> OpenYearAsync(Work work, string budgetYear) =>
        await work.ScalarAsync<int>(
            "select count(*) from LedgerYear where BudgetYear = @budgetYear and LockedAt is not null",
            new { budgetYear }
        ) > 0
            ? FinancialYear.Of(LondonTime.DateOf(work.Now)).ToString()
            : budgetYear;

    private static async Task<Refusal?> MoveAsync(
        Work work,
        Actor actor,
        string budgetYear,
        TransactionKind kind,
        string reason,
        Money amount,
        AccountKind fromKind,
        string from,
        AccountKind toKind,
        string to
    )
    {
        if (amount == Money.Zero || FinancialYear.Parse(budgetYear) is not { } year)
            return null;
        await OpenYear.OpenAsync(work, year);
        var on = LedgerRules.DayIn(year, LondonTime.DateOf(work.Now));
        if (LedgerRules.WhyCannotPost(year, on, (await Posting.YearAsync(work, year)).LockedAt, "") is { } refusal)
            return refusal;
        await Posting.MoveAsync(
            work,
            actor,
            year,
            kind,
            on,
            reason,
            await Posting.AccountAsync(work, year, fromKind, from),
            await Posting.AccountAsync(work, year, toKind, to),
            amount
        );
        return null;
    }
}
