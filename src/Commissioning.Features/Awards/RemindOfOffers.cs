using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Awards;
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
        foreach (var offer in await db.QueryAsync<Offer>(OffersSql, new { Until = today.AddDays(-AwardRules.OfferReminderDays[0]) }))
            if (
                AwardRules.OfferReminderDue(offer.AcceptBy, today) is { } days
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
                    var subject =
                        days < 0
                            ? $"Please accept the grant {award.Reference} by {LondonTime.Date(offer.AcceptBy)}"
                            : $"The day to accept the grant {award.Reference} has passed";
                    await work.EmailAsync(
                        new(
                            award.ContactEmail,
                            subject,
                            $"""
                            Hello {award.ContactName},

                            {(
                                days < 0
                                    ? $"We have offered {award.Net} for {award.ProjectName}. No one has accepted it yet."
                                    : $"Our offer of {award.Net} for {award.ProjectName} could be accepted until {LondonTime.Date(offer.AcceptBy)}. It is not withdrawn. Ask us for more time if you want to accept it."
                            )}

                            {office.LinkTo(Links.Awards.MyGrant(award.ApplicationId))}

                            {office.FunderName}
                            """,
                            award.ApplicationId
                        )
                    );
                    if (days > 0)
                        await work.EmailAsync(
                            new(
                                office.ContactEmail,
                                $"Not accepted: {award.Reference}",
                                $"{award.Organisation}, {award.ProjectName}, {award.Net}: to be accepted by {LondonTime.Date(offer.AcceptBy)}.\n\n{office.LinkTo(Links.Awards.Offer(award.Id))}",
                                award.ApplicationId
                            )
                        );
                    work.Note(subject);
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
