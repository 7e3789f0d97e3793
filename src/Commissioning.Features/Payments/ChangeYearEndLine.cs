using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Payments;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>A person changes a line, or leaves it out, with the reason.</summary>
public sealed class ChangeYearEndLine(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid line, bool? leaveOut, Money? amount, string? reason) =>
        db.ChangeAsync(
            actor,
            AuditAction.YearEndLineChanged,
            line,
            async work =>
            {
                var before = await YearEndLines.LineAsync(work, line);
                var journal = await work.FindAsync<YearEndLines.Journal>(
                    YearEndLines.JournalSql + " where j.Id = @JournalId",
                    new { before.JournalId }
                );
                if (AccrualRules.WhyCannotChange(journal.Status) is { } late)
                    return late;
                if (AccrualRules.WhyNoChange(leaveOut, amount, reason) is { Count: > 0 } wrong)
                    return Result.Of(wrong);
                var now = leaveOut!.Value ? before.Amount : amount!.Value;
                await work.ExecuteOneAsync(
                    "update YearEndLine set Amount = @now, LeftOut = @leaveOut, Reason = @Reason, ChangedBy = @By, ChangedAt = @At where Id = @line",
                    new
                    {
                        line,
                        now,
                        leaveOut,
                        Reason = reason!.Trim(),
                        By = actor.Id,
                        At = work.Now,
                    }
                );
                await TouchAsync(work, journal);
                work.Note(
                    $"{before.Reference}, {journal.BudgetYear}: "
                        + new Changes().Add(
                            before.Kind.Name(),
                            before.LeftOut ? "left out" : before.Amount.ToString(),
                            leaveOut.Value ? "left out" : now.ToString()
                        )
                        + $". {reason.Trim()}"
                );
                return Result.Done;
            }
        );

    private static Task TouchAsync(Work work, YearEndLines.Journal journal) =>
        work.ExecuteOneAsync(
            "update YearEndJournal set Version = Version + 1 where Id = @Id and Version = @Version",
            new { journal.Id, journal.Version }
        );
}
