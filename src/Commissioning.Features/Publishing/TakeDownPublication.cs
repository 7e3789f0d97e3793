using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Publishing;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Publishing;

/// <summary>The public no longer reads anything of this grant. What it read becomes a draft again.</summary>
public sealed class TakeDownPublication(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid award, string? why) =>
        db.ChangeAsync(
            actor,
            AuditAction.PublicationTakenDown,
            award,
            async work =>
            {
                var before = await PublicationWriting.GetAsync(work, award);
                if (PublicationRules.WhyCannotTakeDown(before.IsPublic, why) is { } refusal)
                    return refusal;
                await work.ExecuteOneAsync(
                    """
                    update Publication
                    set    DecidedBy = null, DecidedAt = null, TakenDownWhy = @Reason, NameUntil = case when NameFrom is null then null else coalesce(NameUntil, @Now) end, Version = Version + 1
                    where  AwardId = @award and Version = @Version
                    """,
                    new
                    {
                        award,
                        before.Version,
                        work.Now,
                        Reason = why!.Trim(),
                    }
                );
                await WithheldGrants.TakeOutAsync(work, actor, award);
                // The reason may say whom it protects, and the trail is kept for good.
                work.Note(new Changes().Add("Public", true, false).Add("Name shown", before.Publication.NameShown, false).ToString());
                return Result.Done;
            }
        );
}
