using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>Lets a held offer go with the dates that it has, for a reason.</summary>
public sealed class KeepOfferDates(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid award, string? why) =>
        db.ChangeAsync(
            actor,
            AuditAction.OfferDatesKept,
            award,
            async work =>
            {
                if (await HeldOffers.FindAsync(work, award) is not { } offer)
                    return SetOfferDates.NotHeld;
                if (why?.Trim() is not { Length: > 0 and <= 1000 } reason)
                    return new Refusal("Say why the dates are kept, in up to 1,000 characters", nameof(why));
                await work.ExecuteOneAsync(
                    "update Award set DatesKeptReason = @reason, Version = Version + 1 where Id = @award and Version = @Version and AcceptedAt is null",
                    new
                    {
                        award,
                        offer.Version,
                        reason,
                    }
                );
                work.Note($"{offer.Reference}: {offer.Now.InWords}, kept. {reason}");
                return Result.Done;
            }
        );
}
