using Commissioning.Domain;
using Commissioning.Domain.Awards;
using Commissioning.Features.Awards;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>Books what comes in on an invoice, or its reversal, where the money came from: the pot of the round or the year of the area.
/// What was paid too much was never counted as paid, so its return moves nothing else.</summary>
internal static class RecoveryReceipts
{
    /// <param name="Amount">What counts towards the invoice, in pence; below zero in a reversal.</param>
    internal sealed record Booking(Money Amount, DateOnly ReceivedOn, string Reference)
    {
        /// <summary>What came in above what was owed.</summary>
        public Money Rest { get; init; }
        public string? RestNote { get; init; }
        public Guid? Reverses { get; init; }
        public string? Reason { get; init; }
    }

    public static async Task<Refusal?> BookAsync(Work work, Actor actor, RecoveryInvoiceQueries.InvoiceRow invoice, Booking booking)
    {
        await work.ExecuteOneAsync(
            "update RecoveryInvoice set Received = Received + @Amount, Version = Version + 1 where Id = @Id and Version = @Version",
            new
            {
                invoice.Id,
                invoice.Version,
                booking.Amount,
            }
        );
        await work.ExecuteAsync(
            "insert into RecoveryReceipt (Id, InvoiceId, Amount, Rest, RestNote, ReceivedOn, Reference, ReversesId, Reason, RecordedBy, RecordedAt) values (@Id, @InvoiceId, @Amount, @Rest, @RestNote, @ReceivedOn, @Reference, @Reverses, @Reason, @By, @Now)",
            new
            {
                Id = Guid.CreateVersion7(),
                InvoiceId = invoice.Id,
                booking.Amount,
                booking.Rest,
                booking.RestNote,
                booking.ReceivedOn,
                booking.Reference,
                booking.Reverses,
                booking.Reason,
                By = actor.Id,
                work.Now,
            }
        );
        work.Note($"{invoice.Number}: {booking.Amount} on {LondonTime.Date(booking.ReceivedOn)}, {booking.Reference}");
        if (invoice is { AreaId: { } area, BudgetYear: { } year })
        {
            await work.ExecuteAsync(
                "insert into AreaRepayment (Id, AreaId, BudgetYear, Amount, ReceivedOn, Reference, RecordedBy, RecordedAt) values (@Id, @area, @year, @Amount, @ReceivedOn, @Reference, @By, @Now)",
                new
                {
                    Id = Guid.CreateVersion7(),
                    area,
                    year,
                    booking.Amount,
                    booking.ReceivedOn,
                    booking.Reference,
                    By = actor.Id,
                    work.Now,
                }
            );
            return null;
        }
        return invoice is { AwardId: { } award, Kind: not RecoveryKind.Overpaid }
            ? await OfAwardAsync(work, actor, await AwardReader.FindAsync(work, award), invoice.Number, booking.Amount)
            : null;
    }

    private static async Task<Refusal?> OfAwardAsync(Work work, Actor actor, AwardReader.AwardRow award, string number, Money amount)
    {
        await work.ExecuteOneAsync(
            "update CloseOut set Received = Received + @amount, Version = Version + 1 where AwardId = @Id",
            new { award.Id, amount }
        );
        return amount > Money.Zero
            ? await EndAward.GiveBackAsync(work, actor, award, amount, $"{award.Reference} returned, {number}")
            : await EndAward.TakeAgainAsync(work, actor, award, -amount);
    }
}
