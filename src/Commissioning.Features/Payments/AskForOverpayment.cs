using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Payments;
using Commissioning.Features.Awards;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>Finance asks for what was paid on a grant outside what the portal asked the bank to pay.</summary>
public sealed class AskForOverpayment(Db db, Office office)
{
    /// <param name="repayReason">What happened, as the invoice says it.</param>
    public Task<Result<Guid>> RunAsync(Actor actor, Guid award, Money? repayAmount, string? repayReason) =>
        db.ChangeAsync<Guid>(
            actor,
            AuditAction.RecoveryInvoiced,
            award,
            async work =>
            {
                var row = await AwardReader.FindAsync(work, award);
                if (RepaymentRequests.WhyNot(repayAmount, repayReason) is { } refusal)
                    return refusal;
                if (row.Paid == Money.Zero)
                    return new Refusal("Nothing has been paid on this grant", nameof(repayAmount));
                return Result.Made(
                    await RepaymentRequests.InsertAsync(
                        office,
                        work,
                        actor,
                        RecoveryKind.Overpaid,
                        row.OrganisationId,
                        award,
                        null,
                        null,
                        repayAmount!.Value,
                        repayReason!.Trim()
                    )
                );
            }
        );
}
