using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Payments;
using Commissioning.Features.Awards;
using Commissioning.Features.DueDiligence;
using Commissioning.Features.Monitoring;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>Reverses a receipt that was booked wrongly, by a second entry: the money is owed again and leaves the pot again.</summary>
public sealed class ReverseRecoveryReceipt(Db db, Office office)
{
    public Task<Result> RunAsync(Actor actor, Guid invoice, Guid receipt, string? reverseReason) =>
        db.ChangeAsync(
            actor,
            AuditAction.RecoveryReceiptReversed,
            invoice,
            async work =>
            {
                var view = await RecoveryInvoiceQueries.GetAsync(work, invoice);
                var row = view.Receipts.FirstOrDefault(one => one.Id == receipt) ?? throw new NotFoundException("No such receipt");
                if (
                    RecoveryInvoiceRules.WhyCannotReverse(
                        row.ReversesId is not null,
                        row.IsReversed,
                        reverseReason,
                        nameof(reverseReason)
                    ) is
                    { } refusal
                )
                    return refusal;
                if (
                    await RecoveryReceipts.BookAsync(
                        work,
                        actor,
                        view.Invoice,
                        new(-row.Amount, row.ReceivedOn, row.Reference)
                        {
                            Rest = -row.Rest,
                            Reverses = receipt,
                            Reason = reverseReason!.Trim(),
                        }
                    ) is
                    { } closed
                )
                    return closed;
                await SyncFindings.MarkStaleAsync(work, view.Invoice.OrganisationId);
                if (view.Invoice.AwardId is { } award)
                    await KeepUseCertificate.CheckAsync(work, office, await AwardReader.FindAsync(work, award));
                work.Note(reverseReason.Trim());
                return Result.Done;
            }
        );
}
