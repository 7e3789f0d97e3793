using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Messages;
using Commissioning.Features.Applications;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>The office gives the organisation more time to accept an offer.</summary>
public sealed class ExtendOffer(Db db, Office office)
{
    public Task<Result> RunAsync(Actor actor, Guid award, DateOnly? until, string? extendReason) =>
        db.ChangeAsync(
            actor,
            AuditAction.OfferExtended,
            award,
            async work =>
            {
                var found = await AwardReader.FindAsync(work, award);
                if (AwardRules.WhyCannotEndOffer(found.Offer) is { } refusal)
                    return refusal;
                if (until is not { } day || day <= LondonTime.DateOf(work.Now))
                    return new Refusal("Enter a day after today", nameof(until));
                if (extendReason?.Trim() is not { Length: > 0 and <= 1000 } why)
                    return new Refusal("Say why, in up to 1,000 characters", nameof(extendReason));
                await work.ExecuteOneAsync("update Award set AcceptBy = @day, Version = Version + 1 where Id = @award", new { award, day });
                await Recipients.TellAsync(
                    work,
                    office,
                    MessageKind.OfferMoreTime,
                    found.ApplicationId,
                    new Dictionary<string, string> { ["day"] = LondonTime.Date(day) },
                    Links.Awards.Accept(found.ApplicationId)
                );
                work.Note($"{found.Reference}. {new Changes().Add("Accept by", found.AcceptBy, day)}. {why}");
                return Result.Done;
            }
        );
}
