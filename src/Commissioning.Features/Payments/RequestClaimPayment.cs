using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>Requests the payment of an accepted claim again, after one that failed.</summary>
public sealed class RequestClaimPayment(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid claim, string? whyNotDuplicate = null) =>
        db.ChangeAsync(
            actor,
            AuditAction.PaymentRequestedAgain,
            claim,
            async work =>
            {
                var found = await Claims.FindAsync(work, claim);
                return found.MayAskAgain
                    ? await ClaimPayment.RequestAsync(work, actor, found, whyNotDuplicate)
                    : new Refusal("The payment of this claim is on its way, or was never requested");
            }
        );
}
