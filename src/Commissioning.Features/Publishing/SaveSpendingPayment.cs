using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Publishing;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Publishing;

/// <summary>What the public may read of a payment: its purpose, why it was value for money, and whether its recipient is named. A name that
/// is withheld leaves released files in the same transaction.</summary>
public sealed class SaveSpendingPayment(Db db)
{
    public Task<Result> RunAsync(
        Actor actor,
        Guid payment,
        string? purpose,
        string? valueReason,
        WithheldGround? ground,
        string? why,
        int version
    ) =>
        db.ChangeAsync(
            actor,
            AuditAction.SpendingPaymentChanged,
            payment,
            async work =>
            {
                var before = await work.FindAsync<SpendingDesk.Payment>(
                    SpendingDesk.PaymentSql + " where p.Id = @payment",
                    new { payment }
                );
                var refusals = SpendingRules.WhyNot(before.Recipient, purpose, valueReason, ground, why);
                if (refusals.Count > 0)
                    return Result.Of(refusals);
                if (before.Version != version)
                    return new Refusal("A colleague changed this payment meanwhile. Read it again, then save.");
                var after = before with
                {
                    Purpose = purpose?.Trim() ?? "",
                    ValueReason = valueReason?.Trim() ?? "",
                    Ground = ground,
                    Why = ground is null || string.IsNullOrWhiteSpace(why) ? null : why.Trim(),
                };
                await work.ExecuteOneAsync(
                    "update SpendingPayment set Purpose = @Purpose, ValueReason = @ValueReason, Ground = @Ground, Why = @Why, Version = Version + 1 where Id = @Id and Version = @Version",
                    after
                );
                // Neither the name nor why it is withheld is kept in the trail for good.
                work.Note(
                    new Changes()
                        .Add("Purpose", before.Purpose, after.Purpose)
                        .Add("Why it was value for money", before.ValueReason, after.ValueReason)
                        .Add("Name shown", before.Ground is null, after.Ground is null)
                        .ToString()
                );
                if (before.Ground is null && after.Ground is not null)
                    await WithheldSpending.TakeOutAsync(work, actor, after);
                return Result.Done;
            }
        );
}
