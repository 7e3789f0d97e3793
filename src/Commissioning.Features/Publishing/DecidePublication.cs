using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Publishing;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Publishing;

/// <summary>A publisher decides: from now on the public reads this, or no longer what it read before.</summary>
public sealed class DecidePublication(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid award, Publication publication, int version) =>
        db.ChangeAsync(
            actor,
            AuditAction.PublicationDecided,
            award,
            async work =>
            {
                var before = await PublicationWriting.GetAsync(work, award);
                if (PublicationRules.WhyNothing(before.Subject) is { } refusal)
                    return refusal;
                var refusals = PublicationRules.WhyNot(publication, before.Subject, LondonTime.DateOf(work.Now));
                if (refusals.Count > 0)
                    return Result.Of(refusals);
                return await PublicationWriting.WriteAsync(work, actor, before, publication, version, isDecided: true);
            }
        );
}
