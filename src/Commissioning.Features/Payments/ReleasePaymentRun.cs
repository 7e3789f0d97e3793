using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>Releases a payment run to the bank, by somebody who took no part in its payments. Everything that can hold one is checked
/// again. Only then may the file be taken.</summary>
public sealed class ReleasePaymentRun(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid run) =>
        db.ChangeAsync(
            actor,
            AuditAction.PaymentRunReleased,
            run,
            async work =>
            {
                var release = await PaymentReleases.GetAsync(work, actor, run);
                var found = release.Run;
                if (PaymentRunQueries.WhyNoFile(found) is { } empty)
                    return new Refusal(empty);
                if (found.ReleasedAt is { } at)
                    return new Refusal($"{found.ReleasedBy} released this payment run on {LondonTime.Date(at)}");
                if (release.WhyNot is { } refusal)
                    return refusal;
                var payments = await PaymentRunQueries.PaymentsAsync(work, run);
                foreach (var payment in payments)
                {
                    if (await Separation.WhyNotAsync(work, actor, payment) is { } apart)
                        return apart;
                    if (await PaymentHolds.GetAsync(work, payment) is [var hold, ..])
                        return new Refusal($"{payment.Amount} for {payment.Reference} is on hold: {hold}. Remove it from the payment run.");
                }
                await work.ExecuteOneAsync(
                    "update PaymentRun set ReleasedBy = @By, ReleasedAt = @Now, Version = Version + 1 where Id = @run and Version = @Version",
                    new
                    {
                        run,
                        found.Version,
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"{found.Number}: {payments.Count} payments, {found.Total}");
                if (PaymentReleases.PartOf(payments, actor.Id) is { } part)
                    work.Note(
                        $"By exception: {actor.Name} {part}. {found.ExceptedBy} recorded why nobody else could: {found.ExceptReason}"
                    );
                return Result.Done;
            }
        );
}
