using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>An officer's postings that belong to no area: the central pot, payments from it, and an underspend from before this
/// ledger.</summary>
public sealed class PostCentral(Db db)
{
    public const string Pot = "Across Leicester, Leicestershire and Rutland";

    /// <param name="Payee">The payee of a transfer.</param>
    public sealed record Command(
        FinancialYear Year,
        TransactionKind Kind,
        Money Amount,
        DateOnly On,
        string? Reason,
        string? Authority,
        string? Payee
    );

    public Task<Result> RunAsync(Actor actor, Command command) =>
        db.ChangeAsync(
            actor,
            AuditAction.CentralFundPosted,
            command.Year.Subject,
            async work =>
            {
                var year = await Posting.YearAsync(work, command.Year);
                if (LedgerRules.WhyCannotPost(command.Year, command.On, year.LockedAt, nameof(Command.On)) is { } refusal)
                    return refusal;
                if (LedgerRules.WhyAmountIsWrong(command.Amount, nameof(Command.Amount)) is { } wrong)
                    return wrong;
                if (string.IsNullOrWhiteSpace(command.Reason))
                    return new Refusal("Say what this is for", nameof(Command.Reason));
                if (
                    TextLimit.WhyTooLong([
                        (command.Reason, 500, nameof(Command.Reason)),
                        (command.Authority, 200, nameof(Command.Authority)),
                        (command.Payee, 200, nameof(Command.Payee)),
                    ])
                    is [var wide, ..]
                )
                    return wide;
                if (string.IsNullOrWhiteSpace(command.Authority))
                    return new Refusal("Say who approved this and by what authority", nameof(Command.Authority));
                if (command.Kind == TransactionKind.Transfer && string.IsNullOrWhiteSpace(command.Payee))
                    return new Refusal("Enter who is paid", nameof(Command.Payee));
                var central = await Posting.AccountAsync(work, command.Year, AccountKind.Central, Pot);
                if (
                    command.Kind == TransactionKind.Transfer
                    && LedgerRules.WhyTooMuch(
                        "The central pot",
                        command.Amount,
                        await Posting.BalanceAsync(work, central.Id),
                        nameof(Command.Amount)
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
                return Result.Done;
            }
        );
}
