using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>Accepts the proposed dates of held offers of a round, for those that are chosen.</summary>
public sealed class ShiftOfferDates(Db db)
{
    /// <param name="awards">The chosen awards, as the page showed them.</param>
    /// <param name="reason">Needed when a project would end after the round's last day.</param>
    public Task<Result> RunAsync(Actor actor, Guid round, IReadOnlyCollection<Guid> awards, string? reason) =>
        db.ChangeAsync(
            actor,
            AuditAction.OfferDatesShifted,
            round,
            async work =>
            {
                var chosen = awards.ToHashSet();
                var held = (await HeldOffers.OfRoundAsync(work, round)).Where(offer => chosen.Contains(offer.Award)).ToList();
                if (held.Count == 0)
                    return new Refusal("Choose which offers get the proposed dates", nameof(awards));
                if (TextLimit.WhyTooLong(reason, 1000, nameof(reason)) is { } wide)
                    return wide;
                var after = held.Where(offer => offer.AfterRound is not null).ToList();
                if (after.Count > 0 && string.IsNullOrWhiteSpace(reason))
                    return new Refusal($"{after[0].Reference}: {after[0].AfterRound}. Say why that is right.", nameof(reason));
                foreach (var offer in held)
                {
                    await HeldOffers.SetAsync(work, offer, offer.Proposed);
                    work.Note(
                        $"{offer.Reference}: {new Changes().Add("Starts on", offer.Now.StartsOn, offer.Proposed.StartsOn).Add("Ends on", offer.Now.EndsOn, offer.Proposed.EndsOn)}"
                    );
                }
                if (!string.IsNullOrWhiteSpace(reason))
                    work.Note(reason.Trim());
                return Result.Done;
            }
        );
}
