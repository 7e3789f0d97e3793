using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Documents;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.CspBudgets;

/// <summary>Adds evidence to posted spending, which moves to the evidenced account. It may come after the year was locked, because no total
/// changes; the trail names it so.</summary>
public sealed class AddLedgerEvidence(Db db, FileStore files, TimeProvider clock)
{
    public async Task<Result> RunAsync(Actor actor, Guid transaction, Upload evidence)
    {
        var file = await files.WriteAsync(actor, evidence, clock.UtcNow());
        var afterLock = await db.ReadAsync(work => IsLockedAsync(work, transaction));
        return await db.ChangeAsync(
            actor,
            afterLock ? AuditAction.LedgerEvidenceAddedAfterLock : AuditAction.LedgerEvidenceAdded,
            transaction,
            async work =>
            {
                var found = await work.FindAsync<LedgerQueries.PostedTransaction>(LedgerQueries.RowSql, new { transaction });
                var year = FinancialYear.Parse(found.BudgetYear)!.Value;
                if (await IsLockedAsync(work, transaction) != afterLock)
                    return new Refusal($"{year} was {(afterLock ? "reopened" : "locked")} while you added the file. Add it again.");
                var spent = (await work.QueryAsync<LedgerQueries.EntryRow>(LedgerQueries.EntriesSql, new { transaction })).FirstOrDefault(
                    entry => entry.Kind == AccountKind.Spent
                );
                if (found.Kind != TransactionKind.Expenditure || spent is null)
                    return new Refusal($"Transaction {found.Number} is not spending without evidence");
                if (
                    await work.ScalarAsync<int>(
                        "select count(*) from LedgerTransaction t where ReversesId = @transaction or (EvidencesId = @transaction and not exists (select 1 from LedgerTransaction r where r.ReversesId = t.Id))",
                        new { transaction }
                    ) > 0
                )
                    return new Refusal($"Transaction {found.Number} was reversed, or already has its evidence");
                await work.ExecuteAsync(FileStore.InsertSql, file);
                // Evidence that was reversed gave the spending back on that day and not before.
                var back = await work.FirstOrDefaultAsync<GivenBack>(
                    "select r.EffectiveOn from LedgerTransaction d join LedgerTransaction r on r.ReversesId = d.Id where d.EvidencesId = @transaction order by r.EffectiveOn desc, r.Number desc",
                    new { transaction }
                );
                await Posting.WriteAsync(
                    work,
                    actor,
                    year,
                    new(
                        TransactionKind.Evidence,
                        back?.EffectiveOn > found.EffectiveOn ? back.EffectiveOn : found.EffectiveOn,
                        $"Evidence for number {found.Number}",
                        [
                            new(spent.AccountId, -spent.Amount),
                            new((await Posting.AccountAsync(work, year, AccountKind.Evidenced, spent.AreaId!.Value)).Id, spent.Amount),
                        ]
                    )
                    {
                        Project = found.ProjectId,
                        Evidence = file.Id,
                        Evidences = transaction,
                    }
                );
                return Result.Done;
            }
        );
    }

    private static async Task<bool> IsLockedAsync(Work work, Guid transaction) =>
        await work.ScalarAsync<int>(
            "select count(*) from LedgerTransaction t join LedgerYear y on y.BudgetYear = t.BudgetYear where t.Id = @transaction and y.LockedAt is not null",
            new { transaction }
        ) > 0;

    private sealed record GivenBack
    {
        public required DateOnly EffectiveOn { get; init; }
    }
}
