using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Payments;
using Commissioning.Features.Awards;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>Requests a payment of an instalment. Requests and payments together never exceed the award, even with several requests at
/// once.</summary>
public sealed class RequestPayment(Db db)
{
    /// <param name="amount">Null: all that is left of the instalment.</param>
    /// <param name="instalment">Position of the instalment; null: the first with money left.</param>
    /// <param name="whyNotDuplicate">Why it is not a duplicate payment; null: the person has not said so.</param>
    public Task<Result> RunAsync(
        Actor actor,
        Guid award,
        Money? amount,
        string? reason,
        int? instalment = null,
        string? whyNotDuplicate = null
    ) =>
        db.ChangeAsync(
            actor,
            AuditAction.PaymentRequested,
            award,
            work => RunAsync(work, actor, award, amount, reason, instalment, null, whyNotDuplicate)
        );

    /// <param name="claim">The accepted claim that it pays; null: not a payment in arrears.</param>
    internal static async Task<Result> RunAsync(
        Work work,
        Actor actor,
        Guid award,
        Money? asked,
        string? reason,
        int? instalment,
        Guid? claim,
        string? whyNotDuplicate
    )
    {
        if (string.IsNullOrWhiteSpace(reason))
            return new Refusal("Say what the payment is for", nameof(reason));
        if (TextLimit.WhyTooLong(reason, 500, nameof(reason)) is { } wide)
            return wide;
        await Instalments.MakeAsync(work, award);
        var view = await AwardPayments.GetAsync(work, award);
        var chosen = Choose(view.Instalments, asked ?? Money.Zero, instalment, claim is not null);
        if (asked is null && view.Award.AcceptedAt is not null && InstalmentRules.WhyNothingLeft(chosen) is { } nothing)
            return nothing;
        var amount = asked ?? chosen?.Left ?? Money.Zero;
        if (WhyNot(view, chosen, amount, claim is not null, whyNotDuplicate, work.Now) is { } refusal)
            return refusal;
        var part = chosen!;
        await work.ExecuteAsync(
            "insert into Payment (Id, AwardId, Amount, Reason, Status, RequestedBy, RequestedAt, InstalmentId, ClaimId, Version) values (@Id, @award, @amount, @Reason, 'Requested', @By, @Now, @Instalment, @claim, 1)",
            new
            {
                Id = Guid.CreateVersion7(),
                award,
                amount,
                Reason = reason.Trim(),
                By = actor.Id,
                work.Now,
                Instalment = part.Id,
                claim,
            }
        );
        work.Note($"{amount} for {view.Award.Reference}, instalment {part.Position}: {reason.Trim()}");
        DuplicatePayment.Note(work, whyNotDuplicate);
        await AwardTotals.RefreshAsync(work, award);
        return Result.Done;
    }

    /// <summary>Why this much of an instalment cannot be requested now.</summary>
    internal static Refusal? WhyNot(
        AwardPayments.AwardPaymentsPage view,
        Instalment? part,
        Money amount,
        bool forClaim,
        string? whyNotDuplicate,
        DateTime now
    )
    {
        if (
            PaymentRules.WhyCannotRequest(amount, view.Award.Net, view.Claimed, view.Award.AcceptedAt is not null, nameof(amount)) is
            { } refusal
        )
            return refusal;
        if (view.Award.EndedAt is { } ended && !(forClaim && view.Award.PaysClaims))
            return new Refusal($"This grant ended, or its close-out started, on {LondonTime.Date(ended)}, so nothing more can be paid");
        if (part is null)
            return InstalmentRules.WhyNothingLeft(part);
        if (InstalmentRules.WhyNotDue(part, amount, view.Today, forClaim, nameof(amount)) is { } notDue)
            return notDue;
        var since = now.AddDays(-PaymentRules.DuplicateDays);
        return
            view.Payments.LastOrDefault(other =>
                other.Amount == amount
                && other.RequestedAt >= since
                && other.Status is not (PaymentStatus.Refused or PaymentStatus.Failed or PaymentStatus.Returned)
            )
                is { } same
            ? DuplicatePayment.WhyNot(
                $"A payment of {amount} for this grant was requested on {LondonTime.Date(same.RequestedAt)}",
                whyNotDuplicate
            )
            : null;
    }

    private static Instalment? Choose(IReadOnlyList<Instalment> instalments, Money amount, int? position, bool forClaim)
    {
        if (position is { } chosen)
            return instalments.FirstOrDefault(one => one.Position == chosen);
        var open = instalments.Where(one => one.Left > Money.Zero).ToList();
        if (forClaim)
            return open.FirstOrDefault(one => one.InArrears && one.Left >= amount) ?? open.FirstOrDefault(one => one.InArrears);
        return open.FirstOrDefault(one => !one.InArrears) ?? open.FirstOrDefault();
    }
}
