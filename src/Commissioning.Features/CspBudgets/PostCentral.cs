using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>What an officer posts that is no area's: the central pot, what is paid out of it, and an underspend from before this ledger.</summary>
public sealed class PostCentral(Db db)
{
    public const string Pot = "Across Leicester, Leicestershire and Rutland";

    /// <param name="Payee">Who is paid, of a transfer.</param>
    public sealed record Command(
        FinancialYear Year,
        TransactionKind Kind,
        Money Amount,
        DateOnly On,
        string? Reason,
        string? Authority,
        string? Payee
    );

    public Task<Outcome> RunAsync(Actor actor, Command command) =>
        db.ChangeAsync(
            actor,
            AuditAction.LedgerPosted,
            Guid.Empty,
            async work =>
            {
                var year = await Posting.YearAsync(work, command.Year);
                if (LedgerRules.WhyCannotPost(command.Year, command.On, year.LockedAt, "Form.On") is { } refusal)
                    return refusal;
                if (LedgerRules.WhyAmountIsWrong(command.Amount, "Form.Amount") is { } wrong)
                    return wrong;
                if (string.IsNullOrWhiteSpace(command.Reason))
                    return new Refusal("Say what this is for", "Form.Reason");
                if (
                    TextLimit.WhyTooLong([
                        (command.Reason, 500, "Form.Reason"),
                        (command.Authority, 200, "Form.Authority"),
                        (command.Payee, 200, "Form.Payee"),
                    ])
                    is [var wide, ..]
                )
                    return wide;
                if (string.IsNullOrWhiteSpace(command.Authority))
                    return new Refusal("Say who approved this and by what authority", "Form.Authority");
                if (command.Kind == TransactionKind.Transfer && string.IsNullOrWhiteSpace(command.Payee))
                    return new Refusal("Enter who is paid", "Form.Payee");
                var central = await Posting.AccountAsync(work, command.Year, AccountKind.Central, Pot);
                if (
                    command.Kind == TransactionKind.Transfer
                    && LedgerRules.WhyTooMuch(
                        "The central pot",
                        command.Amount,
                        await Posting.BalanceAsync(work, central.Id),
                        "Form.Amount"
                    )
                        is { } tooMuch
                )
                    return tooMuch;
                var (from, to) = command.Kind switch
                {
                    TransactionKind.CarryIn => (
                        await Posting.AccountAsync(work, command.Year, AccountKind.Funding, Posting.Budget),
                        await Posting.AccountAsync(work, command.Year, AccountKind.BroughtForward, $"Underspend of {command.Year.Previous}")
                    ),
                    TransactionKind.Central => (
                        await Posting.AccountAsync(work, command.Year, AccountKind.Funding, Posting.Budget),
                        central
                    ),
                    TransactionKind.Transfer => (
                        central,
                        await Posting.AccountAsync(work, command.Year, AccountKind.Payee, command.Payee!.Trim())
                    ),
                    _ => throw new ArgumentOutOfRangeException(nameof(command), command.Kind, "Not posted centrally"),
                };
                await Posting.WriteAsync(
                    work,
                    actor,
                    command.Year,
                    new(command.Kind, command.On, command.Reason.Trim(), [new(from.Id, -command.Amount), new(to.Id, command.Amount)])
                    {
                        Authority = command.Authority.Trim(),
                    }
                );
                return Outcome.Done;
            }
        );
}

/// <summary>A grant round's pot in the ledger of its budget year: set aside when the round is published, awarded when it is decided.</summary>
internal static class RoundPot
{
    public static Task<Refusal?> SetAsideAsync(Work work, Actor actor, string budgetYear, string round, Money pot) =>
        MoveAsync(
            work,
            actor,
            budgetYear,
            TransactionKind.RoundPot,
            round,
            pot,
            AccountKind.Funding,
            Posting.Budget,
            AccountKind.RoundPot,
            round
        );

    public static Task<Refusal?> AwardAsync(Work work, Actor actor, string budgetYear, string round, Money awarded) =>
        MoveAsync(work, actor, budgetYear, TransactionKind.Grant, round, awarded, AccountKind.RoundPot, round, AccountKind.Grants, round);

    /// <summary>What a corrected decision no longer gives.</summary>
    public static Task<Refusal?> TakeBackAsync(Work work, Actor actor, string budgetYear, string round, Money awarded) =>
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

    /// <summary>What an award no longer needs. Where the round's year is locked it comes back in the year of today, under the round's name.</summary>
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

    /// <summary>Money that came back and is awarded again, in the year in which it stands.</summary>
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
        if (amount == Money.Nil || FinancialYear.Parse(budgetYear) is not { } year)
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
