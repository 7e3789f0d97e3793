using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Moderation;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Moderation;

/// <summary>Gives a flag to somebody. One of the scores gets a row only then, or when it is settled otherwise.</summary>
public sealed class GiveFlag(Db db)
{
    /// <param name="flag">Its id; null for a flag of the scores that nobody looks after yet, named by <paramref name="kind"/>.</param>
    /// <param name="records">The person may record the meeting, so may give every flag.</param>
    public Task<Result> RunAsync(Actor actor, Guid application, Guid? flag, FlagKind? kind, Guid owner, bool records) =>
        db.ChangeAsync(
            actor,
            AuditAction.ModerationFlagTaken,
            application,
            async work =>
            {
                if (await FlagWriting.WhyNotAsync(work, actor, application, records) is { } refusal)
                    return refusal;
                if (await FlagWriting.WhyNoOwnerAsync(work, application, owner) is { } nobody)
                    return nobody;
                var before = flag is { } given ? await FlagQueries.GetAsync(work, given) : null;
                if (before is not null && before.ApplicationId != application)
                    return FlagWriting.OtherFlag;
                if (MeetingRules.WhyMayNotGive(before?.OwnerId, before?.RaisedBy, actor.Id, records) is { } not)
                    return not;
                if (before is null)
                {
                    var found = await FlagWriting.FoundAsync(work, actor, application, kind);
                    await FlagWriting.InsertAsync(work, actor, application, found.Kind, found.Words, owner);
                    work.Note(new Changes(isNew: true).Add(found.Words, null, await FlagWriting.NameAsync(work, owner)).ToString());
                    return Result.Done;
                }
                if (before.ResolvedAt is not null)
                    return new Refusal("This flag is settled");
                await work.ExecuteOneAsync(
                    "update ModerationFlag set OwnerId = @owner where Id = @Id and ApplicationId = @application",
                    new
                    {
                        owner,
                        before.Id,
                        application,
                    }
                );
                work.Note(
                    new Changes()
                        .Add($"Owner of \"{before.Wording}\"", before.OwnerName, await FlagWriting.NameAsync(work, owner))
                        .ToString()
                );
                return Result.Done;
            }
        );
}
