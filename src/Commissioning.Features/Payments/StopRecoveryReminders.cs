using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>Stops the reminders of an invoice for a time.</summary>
public sealed class StopRecoveryReminders(Db db)
{
    /// <param name="stopUntil">The last day without reminders.</param>
    public Task<Result> RunAsync(Actor actor, Guid invoice, ReminderStop why, string? stopReason, DateOnly? stopUntil) =>
        db.ChangeAsync(
            actor,
            AuditAction.RecoveryRemindersStopped,
            invoice,
            async work =>
            {
                var row = await RecoveryInvoiceQueries.FindAsync(work, invoice);
                if (
                    RecoveryInvoiceRules.WhyCannotStop(
                        row.Owed,
                        stopReason,
                        stopUntil,
                        LondonTime.DateOf(work.Now),
                        nameof(stopReason),
                        nameof(stopUntil)
                    ) is
                    { } refusal
                )
                    return refusal;
                await work.ExecuteOneAsync(
                    "update RecoveryInvoice set StoppedFor = @why, StoppedReason = @Reason, StoppedUntil = @stopUntil, Version = Version + 1 where Id = @invoice and Version = @Version",
                    new
                    {
                        invoice,
                        row.Version,
                        why,
                        Reason = stopReason!.Trim(),
                        stopUntil,
                    }
                );
                work.Note(
                    $"{row.Number}: {RecoveryInvoiceRules.Name(why)}, until {LondonTime.Date(stopUntil!.Value)}. {stopReason.Trim()}"
                );
                return Result.Done;
            }
        );
}
