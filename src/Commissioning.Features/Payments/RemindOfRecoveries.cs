using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Messages;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>Reminds payers of invoices, before and after the day. The row that records it is written with the e-mails, so each is sent
/// once, whatever restarts and however many nodes run. Where several days have passed at once, only the last is sent.</summary>
public sealed class RemindOfRecoveries(Db db, Office office, TimeProvider clock)
{
    /// <returns>The number of invoices that were reminded of.</returns>
    public async Task<int> RunAsync()
    {
        var (today, sent) = (clock.Today(), 0);
        var reminders = await db.ReadAsync(work => OfficeSettings.RecoveryDaysAsync(work, office));
        var open = await db.QueryAsync<OpenRow>(
            """
            select   i.Id, i.DueOn, (select max(m.DaysAfter) from RecoveryReminder m where m.InvoiceId = i.Id and m.DueOn = i.DueOn) as LastDays
            from     RecoveryInvoice i
            where    i.Amount > i.Received + i.WrittenOff and i.DueOn <= @Until and (i.StoppedUntil is null or i.StoppedUntil < @today)
            order by i.DueOn, i.Number
            """,
            new { today, Until = today.AddDays(-reminders.Min()) }
        );
        foreach (var one in open)
            if (
                RecoveryInvoiceRules.ReminderDue(one.DueOn, reminders, today) is { } days
                && days > (one.LastDays ?? int.MinValue)
                && await RemindAsync(one, days)
            )
                sent++;
        return sent;
    }

    private async Task<bool> RemindAsync(OpenRow one, int days)
    {
        try
        {
            var outcome = await db.ChangeAsync(
                Actor.Portal,
                AuditAction.RecoveryReminded,
                one.Id,
                async work =>
                {
                    var row = await RecoveryInvoiceQueries.FindAsync(work, one.Id);
                    // Paid, stopped or moved since the list was read.
                    if (row.Owed == Money.Zero || row.DueOn != one.DueOn || row.StoppedUntil >= LondonTime.DateOf(work.Now))
                        return new Refusal("Nothing to remind of");
                    await work.ExecuteAsync(
                        "insert into RecoveryReminder (InvoiceId, DueOn, DaysAfter, SentAt) values (@Id, @DueOn, @days, @Now)",
                        new
                        {
                            row.Id,
                            row.DueOn,
                            days,
                            work.Now,
                        }
                    );
                    await RecoveryMessages.TellAsync(work, office, days <= 0 ? MessageKind.RecoveryDue : MessageKind.RecoveryLate, row);
                    work.Note(
                        $"{row.Number}: {row.Owed} by {LondonTime.Date(row.DueOn)}, {(days <= 0 ? "reminded" : $"reminded {days} days after it")}"
                    );
                    return Result.Done;
                }
            );
            return outcome.FirstRefusal is null;
        }
        catch (DuplicateException)
        {
            return false;
        } // Another node was first.
    }

    private sealed record OpenRow
    {
        public required Guid Id { get; init; }
        public required DateOnly DueOn { get; init; }
        public int? LastDays { get; init; }
    }
}
