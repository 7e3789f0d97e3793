using Commissioning.Domain;
using Commissioning.Domain.Payments;

namespace Commissioning.Features.Payments;

/// <summary>Approves each ticked payment that the rules allow, one by one, when their sum is the control total.</summary>
public sealed class ApprovePayments(PaymentApprovals approvals, DecidePayment decide, AwardPayments payments)
{
    /// <param name="Account">The account that the approver saw.</param>
    public sealed record TickedPayment(Guid Payment, Guid Account);

    /// <param name="controlTotal">From the approver's own papers; null: they gave none.</param>
    public async Task<Result<DonePayments>> RunAsync(Actor actor, IReadOnlyList<TickedPayment> ticked, Money? controlTotal)
    {
        if (ticked.Count == 0)
            return new Refusal("Tick at least one payment", nameof(ticked));
        var chosen = ticked.DistinctBy(one => one.Payment).Take(PaymentApprovals.MostAtOnce).ToList();
        if (controlTotal is { } expected)
        {
            var list = await approvals.GetAsync(actor, chosen.Select(one => one.Payment));
            if (PaymentRules.WhyNotControlTotal(expected, list.CanApprove.Count, list.Total) is { } wrong)
                return wrong;
        }
        var (count, total, waiting) = (0, Money.Zero, 0);
        List<RefusedPayment> refused = [];
        foreach (var one in chosen)
        {
            var result = await decide.RunAsync(actor, one.Payment, approve: true, note: null, shown: one.Account);
            var payment = await payments.OneAsync(one.Payment);
            if (result.FirstRefusal is { } refusal)
            {
                refused.Add(new(payment.Reference, payment.Organisation, refusal.Sentence));
                continue;
            }
            if (payment.Status == PaymentStatus.Requested)
            {
                waiting++;
                continue;
            }
            count++;
            total += payment.Amount;
        }
        return Result.Made(new DonePayments(count, total, refused, waiting));
    }
}
