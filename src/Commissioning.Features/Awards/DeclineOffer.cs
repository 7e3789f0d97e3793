using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Messages;
using Commissioning.Domain.Organisations;
using Commissioning.Features.Applications;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>A signatory of the organisation declines an offer.</summary>
public sealed class DeclineOffer(Db db, Office office)
{
    public Task<Result> RunAsync(Actor actor, Guid application, string? reason) =>
        db.ChangeAsync(
            actor,
            AuditAction.OfferDeclined,
            application,
            async work =>
            {
                var award = await AwardReader.FindMineAsync(work, actor, application);
                if (
                    (AwardRules.WhyCannotDecline(award.Offer) ?? await Signatories.WhyNotAsync(work, actor, award.OrganisationId)) is
                    { } refusal
                )
                    return refusal;
                if (reason?.Trim() is not { Length: > 0 and <= 1000 } why)
                    return new Refusal("Say why, in up to 1,000 characters. It helps us to make better offers.", nameof(reason));
                await ApplicationMessage.SendAsync(
                    work,
                    office,
                    application,
                    MessageKind.OfferDeclined,
                    new("", office.ContactEmail),
                    new Dictionary<string, string> { ["amount"] = award.Net.ToString(), ["reason"] = why },
                    Links.Awards.Offer(award.Id)
                );
                await Recipients.TellAsync(
                    work,
                    office,
                    MessageKind.OfferDeclineReceived,
                    application,
                    new Dictionary<string, string>
                    {
                        ["by"] = actor.Name,
                        ["amount"] = award.Net.ToString(),
                        ["reason"] = why,
                    },
                    Links.Awards.MyGrant(application)
                );
                return await EndAward.RunAsync(work, actor, award, AwardEnd.Declined, why, award.Net) is { } closed ? closed : Result.Done;
            }
        );
}
