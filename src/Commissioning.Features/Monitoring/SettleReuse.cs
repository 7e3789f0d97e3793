using Commissioning.Domain;
using Commissioning.Domain.Awards;
using Commissioning.Features.Awards;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Monitoring;

/// <summary>What was spent of money used again, once the return about it is accepted; the rest is to be paid back with an
/// invoice.</summary>
internal static class SettleReuse
{
    public static async Task RunAsync(Work work, Actor actor, Office office, ReturnReader.MonitoringReturn view, bool accepted)
    {
        var award = await AwardReader.FindAsync(work, view.Return.AwardId);
        var row = (await CloseOutQueries.ViewAsync(work, award)).CloseOut ?? throw new NotFoundException("The close-out is not begun");
        Money? spent =
            !accepted ? null
            : view.Spent < row.Reused ? view.Spent
            : row.Reused;
        // A new invoice asks for all that is still to come, in place of an earlier one.
        var left = (row.State with { ReuseSpent = spent }).Outstanding > row.State.Outstanding;
        var invoice = left ? await InvoiceNumber.NextAsync(work) : null;
        await work.ExecuteOneAsync(
            "update CloseOut set ReuseSpent = @spent, InvoiceNumber = coalesce(@invoice, InvoiceNumber), Version = Version + 1 where AwardId = @AwardId and Version = @Version",
            new
            {
                view.Return.AwardId,
                row.Version,
                spent,
                invoice,
            }
        );
        if (invoice is not null)
            await RecoveryInvoices.AskNotSpentAsync(work, actor, office, award, invoice);
        else
            await RecoveryInvoices.ShrinkAsync(work, award.Id);
        if (left)
            await LetterQueue.QueueAsync(work, actor, award.ApplicationId, LetterKind.Underspend, award.Id);
        if (spent is { } used)
            work.Note(
                $"{used} of the {row.Reused} used again was spent{(view.Spent > used ? $"; the return says {view.Spent}, and the rest is the organisation's own cost" : "")}{(left && row.InvoiceNumber is { } old ? $"; invoice {old} is replaced" : "")}"
            );
    }
}
