using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Moderation;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Moderation;

/// <summary>Raises a flag on an application.</summary>
public sealed class RaiseFlag(Db db)
{
    /// <param name="owner">Who looks after it; null: the person who raises it.</param>
    /// <param name="records">The person may record the meeting.</param>
    public Task<Result> RunAsync(Actor actor, Guid application, string? words, Guid? owner, bool records) =>
        db.ChangeAsync(
            actor,
            AuditAction.ModerationFlagRaised,
            application,
            async work =>
            {
                if (await FlagWriting.WhyNotAsync(work, actor, application, records) is { } refusal)
                    return refusal;
                if (words?.Trim() is not { Length: > 0 and <= FlagWriting.Most } said)
                    return new Refusal("Say in up to 1,000 characters what must be settled", nameof(words));
                if (await FlagWriting.WhyNoOwnerAsync(work, application, owner ?? actor.Id) is { } nobody)
                    return nobody;
                await FlagWriting.InsertAsync(work, actor, application, null, said, owner ?? actor.Id);
                work.Note(
                    new Changes(isNew: true)
                        .Add("Flag", null, said)
                        .Add("Owner", null, await FlagWriting.NameAsync(work, owner ?? actor.Id))
                        .ToString()
                );
                return Result.Done;
            }
        );
}
