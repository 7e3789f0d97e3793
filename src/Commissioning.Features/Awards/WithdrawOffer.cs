using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Messages;
using Commissioning.Features.Applications;
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
                await Recipients.TellAsync(
                    work,
                    office,
                    MessageKind.OfferWithdrawn,
                    found.ApplicationId,
                    new Dictionary<string, string>
                    {
                        ["amount"] = found.Net.ToString(),
                        ["day"] = LondonTime.Date(found.AcceptBy!.Value),
                        ["reason"] = why,
                    },
                    Links.Awards.MyGrant(found.ApplicationId)
                );
                return await EndAward.RunAsync(work, actor, found, AwardEnd.OfferWithdrawn, why, found.Net) is { } closed
                    ? closed
                    : Result.Done;
            }
        );
}
