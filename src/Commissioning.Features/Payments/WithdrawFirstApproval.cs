using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>The first of two approvers takes their approval back. The payment then waits for a first approval again.</summary>
public sealed class WithdrawFirstApproval(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid payment) =>
        db.ChangeAsync(
            actor,
            AuditAction.PaymentFirstApprovalWithdrawn,
            payment,
            async work =>
            {
                var found = await AwardPayments.OneAsync(work, payment);
                if (PaymentRules.WhyCannotWithdraw(found.Status, found.FirstApprovedBy, actor.Id) is { } refusal)
                    return refusal;
                await work.ExecuteOneAsync(
                    "update Payment set FirstApprovedBy = null, FirstApprovedAt = null, FirstApprovedNote = null, BankDetailsId = null, Version = Version + 1 where Id = @Id and Version = @Version",
                    new { found.Id, found.Version }
                );
                work.Note($"{found.Amount} for {found.Reference}. Approved first on {LondonTime.Date(found.FirstApprovedAt!.Value)}");
                return Result.Done;
            }
        );
}
