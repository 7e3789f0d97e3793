using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>Finance asks for what a lead council holds above what its area keeps for the year; one invoice a time.</summary>
public sealed class AskAreaForRepayment(Db db, Office office)
{
    public Task<Result<Guid>> RunAsync(Actor actor, FinancialYear year, Guid area, Money? repayAmount, string? repayReason) =>
        db.ChangeAsync<Guid>(
            actor,
            AuditAction.AreaRepaymentAsked,
            area,
            async work =>
            {
                var (name, money) = await AreaPayments.NamedMoneyAsync(work, year, area);
                if (RepaymentRequests.WhyNot(repayAmount, repayReason) is { } refusal)
                    return refusal;
                if (AreaPaymentRules.WhyNotPaidBack(name, money, repayAmount!.Value, nameof(repayAmount)) is { } much)
                    return much;
                if ((await AreaPayments.LeadAsync(work, area)).LeadOrganisationId is not { } council)
                    return new Refusal($"{name} has no lead council that could pay it back");
                if (
                    (await RecoveryInvoiceQueries.OfAreaAsync(work, year.ToString(), area)).FirstOrDefault(one => one.Owed > Money.Zero) is
                    { } open
                )
                    return new Refusal($"{open.Number} already asks for {open.Owed} of this area's year");
                return Result.Made(
                    await RepaymentRequests.InsertAsync(
                        office,
                        work,
                        actor,
                        RecoveryKind.Area,
                        council,
                        null,
                        area,
                        year.ToString(),
                        repayAmount.Value,
                        repayReason!.Trim()
                    )
                );
            }
        );
}
