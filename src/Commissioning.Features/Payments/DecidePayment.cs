using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Payments;
using Commissioning.Features.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>Approves or refuses a payment. Never the person who asked for it (R70).</summary>
public sealed class DecidePayment(Db db, Subsidies subsidies)
{
    public Task<Outcome> RunAsync(Actor actor, Guid payment, bool approve, string? note) =>
        db.ChangeAsync(actor, approve ? AuditAction.PaymentApproved : AuditAction.PaymentRefused, payment, async work =>
        {
            var found = await AwardPayments.OneAsync(work, payment);
            if (PaymentRules.WhyCannotDecide(found.Status, found.RequestedBy, actor.Id) is { } refusal) return refusal;
            // The organisation's row is the lock: bank details, flags and other awards cannot change until this is done.
            await work.ExecuteOneAsync("update Organisation set Version = Version where Id = (select a.OrganisationId from Application a where a.Id = @ApplicationId)", new { found.ApplicationId });
            if (approve && await PaymentHolds.GetAsync(work, found.ApplicationId) is [var hold, ..]) return new Refusal($"This payment is held: {hold}");
            if (!approve && string.IsNullOrWhiteSpace(note)) return new Refusal("Say why you refuse the payment", "Note");
            await work.ExecuteOneAsync(UpdateSql, new { payment, found.Version, Status = approve ? PaymentStatus.Approved : PaymentStatus.Refused, By = actor.Id, work.Now, Note = note?.Trim() });
            work.Note($"{found.Amount} for {found.Reference}. {note?.Trim()}");
            if (approve && await subsidies.ConfirmAwardAsync(work, actor, found.ApplicationId) is { } over) return over;
            return Outcome.Done;
        });

    private const string UpdateSql = """
        update Payment
        set    Status = @Status, DecidedBy = @By, DecidedAt = @Now, DecidedNote = @Note, Version = Version + 1
        where  Id = @payment and Version = @Version
        """;
}
