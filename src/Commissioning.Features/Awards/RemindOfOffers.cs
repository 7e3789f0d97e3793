using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Messages;
using Commissioning.Features.Applications;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>Reminds an organisation a week before its offer's date, and both sides the day after; the offer stays open. The row that
/// records it is written with the e-mails, so each is sent once.</summary>
public sealed class RemindOfOffers(Db db, Office office, TimeProvider clock)
{
    /// <returns>The number of offers for which reminders were sent.</returns>
    public async Task<int> RunAsync()
    {
        var (today, sent) = (clock.Today(), 0);
        var reminders = (await db.ReadAsync(work => OfficeSettings.OfAsync(work, OfficeSettings.Reminders))).Offers;
        foreach (var offer in await db.QueryAsync<Offer>(OffersSql, new { Until = today.AddDays(-reminders[0]) }))
            if (
                AwardRules.OfferReminderDue(offer.AcceptBy, reminders, today) is { } days
                && days > (offer.LastDays ?? int.MinValue)
                && await RemindAsync(offer, days)
            )
                sent++;
        return sent;
    }

    private async Task<bool> RemindAsync(Offer offer, int days)
    {
        try
        {
            var outcome = await db.ChangeAsync(
                Actor.Portal,
                AuditAction.OfferReminded,
                offer.Id,
                async work =>
                {
                    await work.ExecuteAsync(
                        "insert into OfferReminder (AwardId, AcceptBy, DaysAfter, SentAt) values (@Id, @AcceptBy, @days, @Now)",
                        new
                        {
                            offer.Id,
                            offer.AcceptBy,
                            days,
                            work.Now,
                        }
                    );
                    var award = await AwardReader.FindAsync(work, offer.Id);
                    var values = new Dictionary<string, string>
                    {
                        ["amount"] = award.Net.ToString(),
                        ["day"] = LondonTime.Date(offer.AcceptBy),
                    };
                    await Recipients.TellAsync(
                        work,
                        office,
                        days < 0 ? MessageKind.OfferReminder : MessageKind.OfferPassed,
                        award.ApplicationId,
                        values,
                        Links.Awards.MyGrant(award.ApplicationId)
                    );
                    if (days > 0)
                        await ApplicationMessage.SendAsync(
                            work,
                            office,
                            award.ApplicationId,
                            MessageKind.OfferNotAccepted,
                            new("", office.ContactEmail),
                            values,
                            Links.Awards.Offer(award.Id)
                        );
                    work.Note(
                        $"{award.Reference}, to accept by {LondonTime.Date(offer.AcceptBy)}: {(days < 0 ? "reminded" : "told that the day has passed")}"
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

    private const string OffersSql = """
        select   w.Id, w.AcceptBy, (select max(m.DaysAfter) from OfferReminder m where m.AwardId = w.Id and m.AcceptBy = w.AcceptBy) as LastDays
        from     Award w
        where    w.OfferedAt is not null and w.AcceptedAt is null and w.EndedAt is null and w.AcceptBy <= @Until
        order by w.AcceptBy, w.Id
        """;

    private sealed record Offer
    {
        public required Guid Id { get; init; }
        public required DateOnly AcceptBy { get; init; }
        public int? LastDays { get; init; }
    }
}
