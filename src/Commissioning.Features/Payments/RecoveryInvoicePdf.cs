using Commissioning.Domain;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;

namespace Commissioning.Features.Payments;

/// <summary>An invoice as a page to print or send: what is owed now, how to pay it, and what has been received.</summary>
public sealed class RecoveryInvoicePdf(Db db, IPdfWriter pdf, Office office)
{
    /// <summary>For the office.</summary>
    public async Task<(string Name, byte[] Content)> OfAsync(Guid invoice) =>
        await WriteAsync(await db.ReadAsync(work => RecoveryInvoiceQueries.GetAsync(work, invoice)));

    /// <summary>For the organisation that owes it.</summary>
    public async Task<(string Name, byte[] Content)> MineAsync(Actor actor, Guid application, Guid invoice) =>
        await WriteAsync(
            (await db.ReadAsync(work => RecoveryInvoiceQueries.MineAsync(work, actor, application))).FirstOrDefault(one =>
                one.Invoice.Id == invoice
            ) ?? throw new NotFoundException("No such invoice of this grant")
        );

    /// <summary>For those who report for the area whose lead council owes it.</summary>
    public async Task<(string Name, byte[] Content)> OfMyAreaAsync(Actor actor, Guid invoice) =>
        await WriteAsync(await db.ReadAsync(work => RecoveryInvoiceQueries.OfMyAreaAsync(work, actor, invoice)));

    private async Task<(string Name, byte[] Content)> WriteAsync(RecoveryInvoiceQueries.InvoicePage view) =>
        ($"invoice-{view.Invoice.Number}.pdf", await pdf.WriteAsync(Document(view)));

    internal LetterDocument Document(RecoveryInvoiceQueries.InvoicePage view)
    {
        var invoice = view.Invoice;
        List<Fact> facts =
        [
            new("From", string.Join('\n', office.AddressLines.Prepend(office.GrantorName))),
            new("To", invoice.Organisation),
            new("Date", LondonTime.Date(LondonTime.DateOf(invoice.IssuedAt))),
            new("For", $"{invoice.Reason}: {(invoice.ProjectName is { } project ? $"{project}, " : "")}{invoice.Subject}"),
            new("Amount", $"{invoice.Amount} (outside the scope of VAT)"),
        ];
        if (invoice.Received > Money.Zero)
            facts.Add(new("Received, thank you", invoice.Received.ToString()));
        if (invoice.WrittenOff > Money.Zero)
            facts.Add(new("No longer asked for", invoice.WrittenOff.ToString()));
        facts.Add(new("To pay", invoice.Owed.ToString()));
        if (invoice.Owed > Money.Zero)
            facts.AddRange([
                new("Pay by", $"The end of {LondonTime.DayAndDate(invoice.DueOn)}"),
                new("Reference for the payment", invoice.Number),
                new("Account", office.HowToPayBack),
            ]);
        List<LetterBlock> blocks = [new KeyValues(facts)];
        if (view.Receipts.Count > 0)
            blocks.Add(
                new Figures(
                    "What we have received",
                    [new("Day"), new("Reference"), new("Amount", Numeric: true)],
                    view.Receipts.Select(one =>
                            (IReadOnlyList<string>)
                                [
                                    LondonTime.Date(one.ReceivedOn),
                                    one.ReversesId is null ? one.Reference : $"{one.Reference}, corrected",
                                    (one.Amount + one.Rest).ToString(),
                                ]
                        )
                        .ToList()
                )
            );
        return new()
        {
            Title = $"Invoice {invoice.Number}",
            Sender = office.Sender,
            Reference = invoice.Number,
            IsPaper = true,
            Blocks = blocks,
        };
    }
}
