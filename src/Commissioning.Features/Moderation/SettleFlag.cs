using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Moderation;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Moderation;

/// <summary>Says how a flag was settled. One of the scores is settled by the agreed scores, or here.</summary>
public sealed class SettleFlag(Db db)
{
    /// <param name="records">The person may record the meeting, so may settle every flag.</param>
    public Task<Result> RunAsync(Actor actor, Guid application, Guid? flag, FlagKind? kind, string? words, bool records) =>
        db.ChangeAsync(
            actor,
            AuditAction.ModerationFlagResolved,
            application,
            async work =>
            {
                if (await FlagWriting.WhyNotAsync(work, actor, application, records) is { } refusal)
                    return refusal;
                var before = flag is { } given ? await FlagQueries.GetAsync(work, given) : null;
                if (before is not null && before.ApplicationId != application)
                    return FlagWriting.OtherFlag;
                if (MeetingRules.WhyMayNotSettle(before?.OwnerId, before?.RaisedBy, actor.Id, records) is { } not)
                    return not;
                if (before?.ResolvedAt is not null)
                    return new Refusal($"{before.ResolvedByName} has settled this flag: {before.Resolution}");
                if (words?.Trim() is not { Length: > 0 and <= FlagWriting.Most } how)
                    return new Refusal("Say in up to 1,000 characters how it was settled", nameof(words));
                var found = before is null ? await FlagWriting.FoundAsync(work, actor, application, kind) : null;
                var id = before?.Id ?? await FlagWriting.InsertAsync(work, actor, application, found!.Kind, found.Words, actor.Id);
                await work.ExecuteOneAsync(
                    "update ModerationFlag set Resolution = @how, ResolvedBy = @By, ResolvedAt = @Now where Id = @id and ApplicationId = @application and ResolvedAt is null",
                    new
                    {
                        how,
                        By = actor.Id,
                        work.Now,
                        id,
                        application,
                    }
                );
                work.Note(new Changes(isNew: true).Add(before?.Wording ?? found!.Words, null, how).ToString());
                return Result.Done;
            }
        );
}
