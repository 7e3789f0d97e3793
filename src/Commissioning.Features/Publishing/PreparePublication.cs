using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Publishing;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Publishing;

/// <summary>An officer keeps a draft of what the public may read of a grant; the public reads none of it.</summary>
public sealed class PreparePublication(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid award, Publication publication, int version) =>
        db.ChangeAsync(
            actor,
            AuditAction.PublicationPrepared,
            award,
            async work =>
            {
                var before = await PublicationWriting.GetAsync(work, award);
                if ((PublicationRules.WhyNothing(before.Subject) ?? PublicationRules.WhyCannotPrepare(before.IsPublic)) is { } refusal)
                    return refusal;
                var refusals = PublicationRules.WhyNotDraft(publication, LondonTime.DateOf(work.Now));
                if (refusals.Count > 0)
                    return Result.Of(refusals);
                return await PublicationWriting.WriteAsync(work, actor, before, publication, version, isDecided: false);
            }
        );
}
