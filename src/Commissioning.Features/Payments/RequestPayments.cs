using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>Requests the next instalment of each ticked award that nothing holds. Each is a request of its own, by the rules of
/// one.</summary>
public sealed class RequestPayments(Db db)
{
    /// <param name="Instalment">Its position.</param>
    /// <param name="Shown">What the list showed as left of it.</param>
    public sealed record TickedInstalment(Guid Award, int Instalment, Money Shown);

    public async Task<Result<DonePayments>> RunAsync(Actor actor, IReadOnlyList<TickedInstalment> ticked)
    {
        if (ticked.Count == 0)
            return new Refusal("Tick at least one payment", nameof(ticked));
        var (count, total) = (0, Money.Zero);
        List<RefusedPayment> refused = [];
        foreach (var one in ticked.DistinctBy(one => one.Award))
        {
            var result = await db.ChangeAsync(actor, AuditAction.PaymentRequested, one.Award, work => RequestAsync(work, actor, one));
            if (result.FirstRefusal is { } refusal)
            {
                var award = await db.ReadAsync(work => AwardPayments.GetAsync(work, one.Award));
                refused.Add(new(award.Award.Reference, award.Award.Organisation, refusal.Sentence));
                continue;
            }
            count++;
            total += one.Shown;
        }
        return Result.Made(new DonePayments(count, total, refused));
    }

    private static async Task<Result> RequestAsync(Work work, Actor actor, TickedInstalment one)
    {
        var view = await AwardPayments.GetAsync(work, one.Award);
        if (InstalmentRules.WhyChanged(view.Instalments.FirstOrDefault(part => part.Position == one.Instalment), one.Shown) is { } changed)
            return changed;
        if (await PaymentHolds.GetAsync(work, view.Award.ApplicationId) is [var hold, ..])
            return PaymentRules.OnHold(hold);
        return await RequestPayment.RunAsync(
            work,
            actor,
            one.Award,
            one.Shown,
            $"Instalment {one.Instalment}",
            one.Instalment,
            claim: null,
            whyNotDuplicate: null
        );
    }
}
