using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Messages;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Applications;
using Commissioning.Features.Awards;
using Commissioning.Features.DueDiligence;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Monitoring;

/// <summary>Finance records returned money for the award as a whole: it settles its oldest invoice first, and goes to the pot at
/// once.</summary>
public sealed class RecordReturnedMoney(Db db, Office office)
{
    public Task<Result> RunAsync(Actor actor, Guid award, Money amount, DateOnly on, string? reference) =>
        db.ChangeAsync(
            actor,
            AuditAction.RecoveryReceived,
            award,
            async work =>
            {
                var view = await CloseOutQueries.ViewAsync(work, await AwardReader.FindAsync(work, award));
                if (view.CloseOut is not { } row)
                    throw new NotFoundException("The close-out is not begun");
                if (CloseOutRules.WhyCannotReceive(row.State, amount) is { } refusal)
                    return refusal;
                if (on > LondonTime.DateOf(work.Now) || on < LondonTime.DateOf(row.ProposedAt))
                    return new Refusal(
                        "Enter the day on which the money arrived. It cannot be before the close-out started or after today.",
                        nameof(on)
                    );
                if (reference?.Trim() is not { Length: > 0 and <= 100 } receipt)
                    return new Refusal("Enter the reference of the receipt, in up to 100 characters", nameof(reference));
                var left = amount;
                foreach (var invoice in view.Invoices.Where(one => one.Owed > Money.Zero))
                {
                    var part = left < invoice.Owed ? left : invoice.Owed;
                    if (part > Money.Zero && await RecoveryReceipts.BookAsync(work, actor, invoice, new(part, on, receipt)) is { } closed)
                        return closed;
                    left -= part;
                }
                if (left > Money.Zero)
                    return new Refusal($"No invoice asks for {left} of this yet", nameof(amount));
                await SyncFindings.MarkStaleAsync(work, view.Award.OrganisationId);
                await Recipients.TellAsync(
                    work,
                    office,
                    MessageKind.MoneyReceived,
                    view.Award.ApplicationId,
                    new Dictionary<string, string>
                    {
                        ["amount"] = amount.ToString(),
                        ["day"] = LondonTime.Date(on),
                        ["receipt"] = receipt,
                    },
                    Links.Awards.MyGrant(view.Award.ApplicationId)
                );
                work.Note($"{amount} on {LondonTime.Date(on)}, {receipt}");
                return Result.Done;
            }
        );
}
