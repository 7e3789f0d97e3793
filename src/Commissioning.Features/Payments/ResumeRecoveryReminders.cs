using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>Lets the reminders of an invoice go on.</summary>
public sealed class ResumeRecoveryReminders(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid invoice) =>
        db.ChangeAsync(
            actor,
            AuditAction.RecoveryRemindersResumed,
            invoice,
            async work =>
            {
                var row = await RecoveryInvoiceQueries.FindAsync(work, invoice);
                if (row.StoppedUntil is null)
                    return new Refusal("Reminders of this invoice are not stopped");
                await work.ExecuteOneAsync(
                    "update RecoveryInvoice set StoppedFor = null, StoppedReason = null, StoppedUntil = null, Version = Version + 1 where Id = @invoice and Version = @Version",
                    new { invoice, row.Version }
                );
                work.Note(row.Number);
                return Result.Done;
            }
        );
}
