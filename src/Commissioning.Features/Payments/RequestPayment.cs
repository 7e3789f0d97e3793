using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>Asks for a payment on an accepted award. Requests and payments together never pass the award, however many ask at once.</summary>
public sealed class RequestPayment(Db db)
{
    public Task<Outcome> RunAsync(Actor actor, Guid award, Money amount, string? reason) =>
        db.ChangeAsync(actor, AuditAction.PaymentRequested, award, async work =>
        {
            if (string.IsNullOrWhiteSpace(reason)) return new Refusal("Say what the payment is for", "Form.Reason");
            // The award's row is the lock: the sum below cannot change until this is done.
            await work.ExecuteOneAsync("update Award set Version = Version where Id = @award", new { award });
            var view = await AwardPayments.GetAsync(work, award);
            if (PaymentRules.WhyCannotRequest(amount, view.Award.Amount, view.Taken, view.Award.AcceptedAt is not null, "Form.Amount") is { } refusal) return refusal;
            await work.ExecuteAsync("insert into Payment (Id, AwardId, Amount, Reason, Status, RequestedBy, RequestedAt, Version) values (@Id, @award, @amount, @Reason, 'Requested', @By, @Now, 1)",
                new { Id = Guid.CreateVersion7(), award, amount, Reason = reason.Trim(), By = actor.Id, work.Now });
            work.Note($"{amount} for {view.Award.Reference}: {reason.Trim()}");
            return Outcome.Done;
        });
}
