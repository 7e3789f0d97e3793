using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>A person says that a payment run was paid, because the day of payment has come and nothing came back: Bacs tells only of what
/// it returns. What comes back later can still be read.</summary>
public sealed class MarkRunPaid(Db db, Office office)
{
    /// <summary>How many payments became paid.</summary>
    public Task<Result<int>> RunAsync(Actor actor, Guid run, DateOnly? paidOn) =>
        db.ChangeAsync<int>(
            actor,
            AuditAction.PaymentRunMarkedPaid,
            run,
            async work =>
            {
                var found = await PaymentRunQueries.FindAsync(work, run);
                var waiting = await work.QueryAsync<PaymentInRun>(
                    "select Id, BankReference, Amount, Status, PaidOn, Version from Payment where RunId = @run and Status = 'Scheduled' order by BankReference, Id",
                    new { run }
                );
                if (
                    PaymentRunRules.WhyCannotMarkPaid(
                        found.PayOn,
                        found.SentAt is not null,
                        waiting.Count,
                        paidOn,
                        LondonTime.DateOf(work.Now),
                        nameof(paidOn)
                    ) is
                    { } not
                )
                    return not;
                var changes = waiting.Select(payment => new PaymentResult(payment, PaymentStatus.Paid, paidOn!.Value, null)).ToList();
                if (await ReadBankResult.ApplyAllAsync(work, office, actor, changes) is { } closed)
                    return closed;
                await work.ExecuteOneAsync(
                    "update PaymentRun set ResultBy = @By, ResultAt = @Now, Version = Version + 1 where Id = @run and Version = @Version",
                    new
                    {
                        run,
                        found.Version,
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note(
                    $"{found.Number}: no return came, {changes.Count} payments of {waiting.Sum(payment => payment.Amount)} paid on {LondonTime.Date(paidOn!.Value)}"
                );
                return Result.Made(changes.Count);
            }
        );
}
