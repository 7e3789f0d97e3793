using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Messages;
using Commissioning.Domain.Payments;
using Commissioning.Features.Applications;
using Commissioning.Features.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>Records money that came in on an invoice, in part or in full, and sends the receipt.</summary>
public sealed class RecordRecoveryReceipt(Db db, Office office)
{
    /// <param name="restNote">What happens with money above what is owed; null: the person has not said.</param>
    /// <param name="whyNotDuplicate">Why it is not the same receipt again; null: the person has not said so.</param>
    public Task<Result> RunAsync(
        Actor actor,
        Guid invoice,
        Money? amount,
        DateOnly? receivedOn,
        string? reference,
        string? restNote = null,
        string? whyNotDuplicate = null
    ) =>
        db.ChangeAsync(
            actor,
            AuditAction.RecoveryReceiptRecorded,
            invoice,
            async work =>
            {
                var row = await RecoveryInvoiceQueries.FindAsync(work, invoice);
                List<Refusal> wrong = [];
                if (amount is not { } sum)
                    wrong.Add(new("Enter the amount that arrived", nameof(amount)));
                else if (RecoveryInvoiceRules.WhyCannotReceive(row.Owed, sum, restNote, nameof(amount), nameof(restNote)) is { } much)
                    wrong.Add(much);
                if (RecoveryInvoiceRules.WhyNotReceivedOn(receivedOn, LondonTime.DateOf(work.Now), nameof(receivedOn)) is { } notThen)
                    wrong.Add(notThen);
                if (string.IsNullOrWhiteSpace(reference))
                    wrong.Add(new("Enter the reference on the bank statement", nameof(reference)));
                else if (TextLimit.WhyTooLong(reference, 100, nameof(reference)) is { } wide)
                    wrong.Add(wide);
                if (wrong.Count > 0)
                    return Result.Of(wrong);
                var (paid, on, receipt) = (amount!.Value, receivedOn!.Value, reference!.Trim());
                if (
                    await SameAsync(work, row, paid, on, receipt) is { } same
                    && DuplicatePayment.WhyNot(same, whyNotDuplicate) is { } twice
                )
                    return twice;
                var counted = paid < row.Owed ? paid : row.Owed;
                var rest = paid - counted;
                if (
                    await RecoveryReceipts.BookAsync(
                        work,
                        actor,
                        row,
                        new(counted, on, receipt) { Rest = rest, RestNote = rest > Money.Zero ? restNote!.Trim() : null }
                    ) is
                    { } closed
                )
                    return closed;
                if (rest > Money.Zero)
                    work.Note($"{rest} more than was owed: {restNote!.Trim()}");
                DuplicatePayment.Note(work, whyNotDuplicate);
                await SyncFindings.MarkStaleAsync(work, row.OrganisationId);
                if (row.ApplicationId is { } application)
                    await Recipients.TellAsync(
                        work,
                        office,
                        MessageKind.MoneyReceived,
                        application,
                        new Dictionary<string, string>
                        {
                            ["amount"] = paid.ToString(),
                            ["day"] = LondonTime.Date(on),
                            ["receipt"] = receipt,
                        },
                        Links.Payments.MyRecovery(application)
                    );
                return Result.Done;
            }
        );

    /// <summary>A receipt of the same sum on the same day or with the same reference, on any invoice of the organisation that was not
    /// reversed, as a sentence.</summary>
    private static async Task<string?> SameAsync(
        Work work,
        RecoveryInvoiceQueries.InvoiceRow row,
        Money amount,
        DateOnly on,
        string reference
    )
    {
        var same = await work.FirstOrDefaultAsync<SameRow>(
            """
            select   i.Number, r.ReceivedOn, r.Reference
            from     RecoveryReceipt r
            join     RecoveryInvoice i on i.Id = r.InvoiceId
            where    i.OrganisationId = @OrganisationId and r.Amount + r.Rest = @amount and (r.ReceivedOn = @on or lower(r.Reference) = @Lower) and r.ReversesId is null
                     and not exists (select 1 from RecoveryReceipt v where v.ReversesId = r.Id)
            order by r.RecordedAt desc, r.Id
            """,
            new
            {
                row.OrganisationId,
                amount,
                on,
                Lower = reference.ToLowerInvariant(),
            }
        );
        return same is null
            ? null
            : $"{amount} of {LondonTime.Date(same.ReceivedOn)}, {same.Reference}, is already recorded on {same.Number}";
    }

    private sealed record SameRow
    {
        public required string Number { get; init; }
        public required DateOnly ReceivedOn { get; init; }
        public required string Reference { get; init; }
    }
}
