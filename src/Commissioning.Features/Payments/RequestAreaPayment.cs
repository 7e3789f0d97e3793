using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>Requests a payment to an area's lead council. Requests and payments together never exceed what may be paid, even with several
/// requests at once.</summary>
public sealed class RequestAreaPayment(Db db)
{
    /// <param name="amount">Null: all that is left to pay.</param>
    /// <param name="whyNotDuplicate">Why it is not a duplicate payment; null: the person has not said so.</param>
    public Task<Result> RunAsync(
        Actor actor,
        FinancialYear year,
        Guid area,
        Money? amount,
        string? reason,
        string? whyNotDuplicate = null
    ) =>
        db.ChangeAsync(
            actor,
            AuditAction.AreaPaymentRequested,
            area,
            async work =>
            {
                if (string.IsNullOrWhiteSpace(reason))
                    return new Refusal("Say what the payment is for", nameof(reason));
                if (TextLimit.WhyTooLong(reason, 500, nameof(reason)) is { } wide)
                    return wide;
                var view = await AreaPayments.GetAsync(work, year, area);
                var wanted = amount ?? view.Line.Money.Left;
                if (WhyNot(view, wanted, whyNotDuplicate, work.Now, nameof(amount)) is [_, ..] refusals)
                    return Result.Of(refusals);
                await work.ExecuteAsync(
                    "insert into Payment (Id, AreaId, BudgetYear, PayeeId, Amount, Reason, Status, RequestedBy, RequestedAt, Version) values (@Id, @area, @BudgetYear, @Payee, @wanted, @Reason, 'Requested', @By, @Now, 1)",
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        area,
                        BudgetYear = year.ToString(),
                        Payee = view.LeadOrganisationId,
                        wanted,
                        Reason = reason.Trim(),
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"{wanted} for {view.Line.Area} {year}, to {view.Line.LeadCouncil}: {reason.Trim()}");
                DuplicatePayment.Note(work, whyNotDuplicate);
                return Result.Done;
            }
        );

    private static IReadOnlyList<Refusal> WhyNot(
        AreaPayments.AreaPaymentsPage view,
        Money amount,
        string? whyNotDuplicate,
        DateTime now,
        string field
    )
    {
        if (view.Holds.Count > 0)
            return view.Holds.Select(hold => new Refusal(hold)).ToList();
        if (view.Line.Money.Left == Money.Zero)
            return [AreaPaymentRules.WhyNothingLeft(view.Line.Area, view.Line.Money)];
        if (AreaPaymentRules.WhyCannotRequest(view.Line.Area, view.Line.Money, amount, field) is { } refusal)
            return [refusal];
        var since = now.AddDays(-PaymentRules.DuplicateDays);
        var same = view.Payments.LastOrDefault(other =>
            other.Amount == amount
            && other.RequestedAt >= since
            && other.Status is not (PaymentStatus.Refused or PaymentStatus.Failed or PaymentStatus.Returned)
        );
        return
            same is not null
            && DuplicatePayment.WhyNot(
                $"A payment of {amount} for {same.Reference} was requested on {LondonTime.Date(same.RequestedAt)}",
                whyNotDuplicate
            )
                is { } duplicate
            ? [duplicate]
            : [];
    }
}
