using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Awards;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>The office withdraws an offer that was not accepted in time.</summary>
public sealed class WithdrawOffer(Db db, Office office)
{
    public Task<Result> RunAsync(Actor actor, Guid award, string? withdrawReason) =>
        db.ChangeAsync(
            actor,
            AuditAction.OfferWithdrawn,
            award,
            async work =>
            {
                var found = await AwardReader.FindAsync(work, award);
                if (AwardRules.WhyCannotEndOffer(found.Offer) is { } refusal)
                    return refusal;
                if (!AwardRules.HasLapsed(found.AcceptBy, found.AcceptedAt, LondonTime.DateOf(work.Now)))
                    return new Refusal(
                        $"The organisation can still accept until {LondonTime.Date(found.AcceptBy!.Value)}, so you cannot withdraw the offer yet",
                        nameof(withdrawReason)
                    );
                if (withdrawReason?.Trim() is not { Length: > 0 and <= 1000 } why)
                    return new Refusal("Say why, in up to 1,000 characters. The organisation reads this.", nameof(withdrawReason));
                await work.EmailAsync(
                    new(
                        found.ContactEmail,
                        $"The offer {found.Reference} is withdrawn",
                        $"The offer of {found.Net} for {found.ProjectName} was not accepted by {LondonTime.Date(found.AcceptBy!.Value)} and is withdrawn: {why}\n\nWrite to {office.ContactEmail} or call {office.ContactPhone} if this is a mistake.\n\n{office.FunderName}",
                        found.ApplicationId
                    )
                );
                return await EndAward.RunAsync(work, actor, found, AwardEnd.OfferWithdrawn, why, found.Net) is { } closed
                    ? closed
                    : Result.Done;
            }
        );
}
