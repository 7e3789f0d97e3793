using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Documents;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.CspBudgets;

/// <summary>An officer's postings for an area: base allocation, top-up, earmark, expenditure, virement to another area, contribution to a
/// hosted scheme, return.</summary>
public sealed class PostToLedger(Db db, FileStore files, TimeProvider clock)
{
    /// <param name="Other">The other area of a virement.</param>
    /// <param name="HostedScheme">The hosted scheme of a contribution.</param>
    public sealed record Command(FinancialYear Year, TransactionKind Kind, Guid Area, Money Amount, DateOnly On, string? Reason)
    {
        public Guid? Other { get; init; }
        public string? HostedScheme { get; init; }
        public string? Authority { get; init; }
        public Guid? Project { get; init; }
        public Upload? Evidence { get; init; }
    }

    public async Task<Result> RunAsync(Actor actor, Command command)
    {
        var file = command.Evidence is { } given ? await files.WriteAsync(actor, given, clock.UtcNow()) : null;
        return await db.ChangeAsync(
            actor,
            AuditAction.LedgerPosted,
            command.Area,
            async work =>
            {
                var year = await Posting.YearAsync(work, command.Year);
                var (from, to) = await AccountsAsync(work, command);
                if (await WhyNotAsync(work, command, year.LockedAt, from, file is not null) is { } refusal)
                    return refusal;
                if (file is not null)
                    await work.ExecuteAsync(FileStore.InsertSql, file);
                if (command is { Kind: TransactionKind.Expenditure, Project: { } project })
                    await Commitment.ReleaseAsync(
                        work,
                        actor,
                        command.Year,
                        project,
                        command.On,
                        "Commitment met by what is spent next",
                        command.Amount
                    );
                await Posting.WriteAsync(
                    work,
                    actor,
                    command.Year,
                    new(
                        command.Kind,
                        command.On,
                        command.Reason!.Trim(),
                        [
                            new(from.Id, -command.Amount),
                            new(
                                (
                                    file is not null && to.Kind == AccountKind.Spent
                                        ? await Posting.AccountAsync(work, command.Year, AccountKind.Evidenced, command.Area)
                                        : to
                                ).Id,
                                command.Amount
                            ),
                        ]
                    )
                    {
                        Authority = command.Authority?.Trim(),
                        Project = command.Project,
                        Evidence = file?.Id,
                    }
                );
                return Result.Done;
            }
        );
    }

    private static async Task<Refusal?> WhyNotAsync(Work work, Command command, DateTime? lockedAt, Account from, bool hasEvidence)
    {
        if (LedgerRules.WhyCannotPost(command.Year, command.On, lockedAt, nameof(Command.On)) is { } refusal)
            return refusal;
        if (LedgerRules.WhyAmountIsWrong(command.Amount, nameof(Command.Amount)) is { } wrong)
            return wrong;
        if (string.IsNullOrWhiteSpace(command.Reason))
            return new("Say what this is for", nameof(Command.Reason));
        if (
            TextLimit.WhyTooLong([(command.Reason, 500, nameof(Command.Reason)), (command.Authority, 200, nameof(Command.Authority))])
            is [var wide, ..]
        )
            return wide;
        if (command.Kind == TransactionKind.Virement && command.Other is null)
            return new("Choose the area that receives the money", nameof(Command.Other));
        if (command.Kind == TransactionKind.Virement && command.Other == command.Area)
            return new("A virement goes to another area", nameof(Command.Other));
        if (
            command.Kind
                is TransactionKind.Base
                    or TransactionKind.TopUp
                    or TransactionKind.Virement
                    or TransactionKind.Return
                    or TransactionKind.CarryForward
            && string.IsNullOrWhiteSpace(command.Authority)
        )
            return new("Say who approved this and by what authority", nameof(Command.Authority));
        if (command.Kind == TransactionKind.Contribution && string.IsNullOrWhiteSpace(command.HostedScheme))
            return new("Enter the scheme", nameof(Command.HostedScheme));
        if (
            command.Kind == TransactionKind.Expenditure
            && LedgerRules.WhyEvidenceNeeded(command.Amount, hasEvidence, nameof(Command.Evidence)) is { } evidence
        )
            return evidence;
        if (command.Kind == TransactionKind.Base)
            return null;
        if (command.Kind == TransactionKind.TopUp)
            return await LedgerQueries.WhyNotBroughtForwardAsync(work, command.Year, command.Amount, nameof(Command.Amount));
        var (free, line) = (await Posting.BalanceAsync(work, from.Id), await PromisedAsync(work, from));
        if (command.Project is { } project)
        {
            if (
                await work.FindOrDefaultAsync<LedgerQueries.CommitmentRow>(
                    "select AreaId, Committed from CspProject where Id = @project and AreaId = @Area and BudgetYear = @BudgetYear and Status = 'Approved'",
                    new
                    {
                        project,
                        command.Area,
                        BudgetYear = command.Year.ToString(),
                    }
                )
                is not { } held
            )
                return new("Choose an approved project of this area and year", nameof(Command.Project));
            free += held.Committed < command.Amount ? held.Committed : command.Amount;
        }
        return LedgerRules.WhyTooMuch(from.Name, command.Amount, free, nameof(Command.Amount), line);
    }

    private static async Task<Money> PromisedAsync(Work work, Account area) =>
        new(
            await work.ScalarAsync<long>(
                "select coalesce(sum(Balance), 0) from LedgerAccount where BudgetYear = @BudgetYear and AreaId = @AreaId and Kind in ('Earmarked', 'Committed')",
                area
            )
        );

    private static async Task<(Account From, Account To)> AccountsAsync(Work work, Command command)
    {
        var area = await Posting.AccountAsync(work, command.Year, AccountKind.Area, command.Area);
        return command.Kind switch
        {
            TransactionKind.Base => (await Posting.AccountAsync(work, command.Year, AccountKind.Funding, Posting.Budget), area),
            TransactionKind.TopUp => (
                await Posting.AccountAsync(work, command.Year, AccountKind.BroughtForward, $"Underspend of {command.Year.Previous}"),
                area
            ),
            TransactionKind.Earmark => (area, await Posting.AccountAsync(work, command.Year, AccountKind.Earmarked, command.Area)),
            TransactionKind.Expenditure => (area, await Posting.AccountAsync(work, command.Year, AccountKind.Spent, command.Area)),
            TransactionKind.Virement => (
                area,
                command.Other is { } other ? await Posting.AccountAsync(work, command.Year, AccountKind.Area, other) : area
            ),
            TransactionKind.Contribution => (
                area,
                string.IsNullOrWhiteSpace(command.HostedScheme)
                    ? area
                    : await Posting.AccountAsync(work, command.Year, AccountKind.HostedScheme, command.HostedScheme.Trim())
            ),
            TransactionKind.Return => (
                area,
                await Posting.AccountAsync(work, command.Year, AccountKind.Returned, "Returned to the Commissioner")
            ),
            TransactionKind.CarryForward => (
                area,
                await Posting.AccountAsync(work, command.Year, AccountKind.Returned, $"Carried into {command.Year.Next}")
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command.Kind, "Not posted for an area"),
        };
    }
}
