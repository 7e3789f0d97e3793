using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>Gives a held offer other dates than were proposed.</summary>
public sealed class SetOfferDates(Db db)
{
    internal static readonly Refusal NotHeld = new("This offer does not wait for its dates");

    /// <param name="Offer">Null: it does not wait for its dates, or no longer.</param>
    public sealed record OfferToDate(HeldOffers.HeldOffer? Offer, AwardReader.AwardRow Award, Round Round)
    {
        public Refusal? WhyNot => Offer is null ? NotHeld : null;
    }

    public Task<OfferToDate> GetAsync(Guid award) => db.ReadAsync(work => GetAsync(work, award));

    public Task<Result> RunAsync(Actor actor, Guid award, DateOnly? startsOn, DateOnly? endsOn, string? reason) =>
        db.ChangeAsync(
            actor,
            AuditAction.OfferDatesSet,
            award,
            async work =>
            {
                var (offer, _, round) = await GetAsync(work, award);
                if (offer is null)
                    return NotHeld;
                if (
                    OfferDateRules.WhyWrong(startsOn, endsOn, LondonTime.DateOf(work.Now), round.ProjectsEndBy, reason) is
                    { Count: > 0 } wrong
                )
                    return Result.Of(wrong);
                await HeldOffers.SetAsync(work, offer, new(startsOn!.Value, endsOn!.Value));
                work.Note(
                    $"{offer.Reference}: {new Changes().Add("Starts on", offer.Now.StartsOn, startsOn).Add("Ends on", offer.Now.EndsOn, endsOn)}. {reason?.Trim()}"
                );
                return Result.Done;
            }
        );

    internal static async Task<OfferToDate> GetAsync(Work work, Guid award)
    {
        var row = await AwardReader.FindAsync(work, award);
        return new(await HeldOffers.FindAsync(work, award), row, await RoundReader.GetAsync(work, row.RoundId));
    }
}
