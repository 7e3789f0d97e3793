using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>Reverses a transaction with its opposite. Each can be reversed once, and a reversal cannot be reversed.</summary>
public sealed class ReverseTransaction(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid transaction, DateOnly on, string? reason) =>
        db.ChangeAsync(
            actor,
            AuditAction.LedgerReversed,
            transaction,
            async work =>
            {
                var found = await work.FindAsync<LedgerQueries.PostedTransaction>(LedgerQueries.RowSql, new { transaction });
                var year = FinancialYear.Parse(found.BudgetYear)!.Value;
                var locked = (await Posting.YearAsync(work, year)).LockedAt;
                if (LedgerRules.WhyCannotPost(year, on, locked, nameof(on)) is { } refusal)
                    return refusal;
                if (string.IsNullOrWhiteSpace(reason))
                    return new Refusal("Say why you are reversing the transaction", nameof(reason));
                if (TextLimit.WhyTooLong(reason, 400, nameof(reason)) is { } wide)
                    return wide;
                if (
                    found.Kind == TransactionKind.Reversal
                    || await work.ScalarAsync<int>(
                        "select count(*) from LedgerTransaction where ReversesId = @transaction",
                        new { transaction }
                    ) > 0
                )
                    return new Refusal($"Transaction {found.Number} is a reversal, or has already been reversed");
                if (found.Kind is TransactionKind.RoundPot or TransactionKind.Grant)
                    return new Refusal("The grant round posted this, so you cannot reverse it by hand");
                if (
                    await work.FindOrDefaultAsync<LedgerQueries.PostedTransaction>(
                        "select BudgetYear, Number, Kind, EffectiveOn, ProjectId from LedgerTransaction t where EvidencesId = @transaction and not exists (select 1 from LedgerTransaction r where r.ReversesId = t.Id)",
                        new { transaction }
                    ) is
                    { } evidence
                )
                    return new Refusal($"Transaction {evidence.Number} is the evidence of this one. Reverse that first.");
                var entries = (await work.QueryAsync<LedgerQueries.EntryRow>(LedgerQueries.EntriesSql, new { transaction })).ToList();
                foreach (
                    var entry in entries.Where(entry =>
                        entry.Kind is not (AccountKind.Funding or AccountKind.BroughtForward) && entry.Amount > Money.Zero
                    )
                )
                    if (
                        LedgerRules.WhyTooMuch(entry.Name, entry.Amount, await Posting.BalanceAsync(work, entry.AccountId), "") is
                        { } tooMuch
                    )
                        return new Refusal($"{tooMuch.Sentence}, so this cannot be reversed yet");
                if (found is { Kind: TransactionKind.Commitment, ProjectId: not null })
                    return new Refusal("A project's commitment ends when the project is finished, on the project's page");
                await Posting.WriteAsync(
                    work,
                    actor,
                    year,
                    new(
                        TransactionKind.Reversal,
                        on,
                        reason.Trim(),
                        entries.Select(entry => new Entry(entry.AccountId, -entry.Amount)).ToList()
                    )
                    {
                        Reverses = transaction,
                        About = found.Kind,
                        Project = found.ProjectId,
                    }
                );
                return Result.Done;
            }
        );
}
