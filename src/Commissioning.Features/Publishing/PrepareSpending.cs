using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Publishing;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Publishing;

/// <summary>Somebody prepares the file of a month's other spending, or a correction of it: the payments that are complete.</summary>
public sealed class PrepareSpending(Db db)
{
    /// <param name="correctionReason">For a correction, as the public reads it.</param>
    public Task<Result> RunAsync(Actor actor, DateOnly month, string? correctionReason = null)
    {
        var id = Guid.CreateVersion7();
        return db.ChangeAsync(
            actor,
            AuditAction.SpendingPrepared,
            id,
            async work =>
            {
                var payments = await SpendingDesk.PaymentsAsync(work, month);
                var lines = SpendingDesk.Lines(payments);
                return await ReleaseSteps.PrepareAsync(
                    work,
                    actor,
                    id,
                    ReleaseKind.Spending,
                    month,
                    lines,
                    SpendingDesk.Write(lines),
                    correctionReason,
                    async isCorrection =>
                        await WhyIncompleteAsync(work, month, payments.Count, lines.Count)
                        ?? (isCorrection ? WhyGivesAway(payments, correctionReason!) : null)
                );
            }
        );
    }

    private static async Task<Refusal?> WhyIncompleteAsync(Work work, DateOnly month, int payments, int complete)
    {
        var problems = await work.FirstOrDefaultAsync<string>("select Problems from SpendingLoad where Month = @month", new { month });
        return SpendingRules.WhyCannotPrepare(payments, payments - complete, problems?.Split('\n').Length ?? 0);
    }

    /// <summary>The reason must not say the name that a correction takes out.</summary>
    private static Refusal? WhyGivesAway(IReadOnlyList<SpendingDesk.Payment> payments, string correctionReason) =>
        payments.FirstOrDefault(payment =>
            payment.Ground is not null && SpendingRules.Told(payment.Recipient, correctionReason) is not null
        )
            is { } told
            ? new($"Write this without what tells of {told.Recipient}: the public reads it", nameof(correctionReason))
            : null;
}
