using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Payments;
using Commissioning.Features.Awards;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>Takes a payment out of a payment run while the file has not been sent. A run that was released is released again.</summary>
public sealed class RemoveFromPaymentRun(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid payment) =>
        db.ChangeAsync(
            actor,
            AuditAction.PaymentRemovedFromRun,
            payment,
            async work =>
            {
                var found = await AwardPayments.OneAsync(work, payment);
                if (found is not { Status: PaymentStatus.Scheduled, RunId: { } run })
                    return new Refusal("This payment is not in a payment run");
                var before = await PaymentRunQueries.FindAsync(work, run);
                if (before.SentAt is { } at)
                    return new Refusal($"The file was downloaded on {LondonTime.Date(at)}, so the payment may be with the bank");
                await work.ExecuteOneAsync(
                    "update PaymentRun set Payments = Payments - 1, Total = Total - @Amount, ReleasedBy = null, ReleasedAt = null, Version = Version + 1 where Id = @run",
                    new { run, found.Amount }
                );
                await work.ExecuteOneAsync(
                    "update Payment set Status = 'Approved', RunId = null, BankReference = null, Version = Version + 1 where Id = @Id and Version = @Version",
                    new { found.Id, found.Version }
                );
                work.Note($"{found.Amount} for {found.Reference} taken out of {found.RunNumber}");
                if (before.ReleasedAt is { } released)
                    work.Note($"The release by {before.ReleasedBy} on {LondonTime.Date(released)} is taken back");
                if (found.AwardId is { } award)
                    await AwardTotals.RefreshAsync(work, award);
                return Result.Done;
            }
        );
}
