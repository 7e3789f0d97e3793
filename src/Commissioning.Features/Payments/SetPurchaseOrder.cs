using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>The purchase order that finance raised for an award.</summary>
public sealed class SetPurchaseOrder(Db db)
{
    /// <param name="number">Empty: none.</param>
    public Task<Result> RunAsync(Actor actor, Guid award, string? number) =>
        db.ChangeAsync(
            actor,
            AuditAction.PurchaseOrderSet,
            award,
            async work =>
            {
                var before = await FinanceNumbers.OfAwardAsync(work, award);
                if (FinanceNumberRules.WhyNotANumber(number, nameof(number)) is { } wrong)
                    return wrong;
                await work.ExecuteOneAsync(
                    "update Award set PurchaseOrder = @Now, Version = Version + 1 where Id = @award",
                    new { award, Now = Plain(number) }
                );
                Note(work, before, number);
                return Result.Done;
            }
        );

    internal static string? Plain(string? number) => string.IsNullOrWhiteSpace(number) ? null : number.Trim();

    internal static void Note(Work work, FinanceNumbers.FinanceNumber before, string? number)
    {
        work.Note(before.Subject);
        work.Note(new Changes().Add("Purchase order", before.Number, Plain(number)).ToString());
    }
}
