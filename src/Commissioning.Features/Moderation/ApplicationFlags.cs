using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Moderation;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Moderation;

/// <summary>Raises a flag on an application, gives it to somebody, and says how it was settled. A flag of the scores is settled by the agreed
/// scores; it gets a row only when somebody looks after it by name, or settles it otherwise.</summary>
public sealed class ApplicationFlags(Db db)
{
    private const int Most = 1000;

    /// <param name="owner">Who looks after it; null: the person who raises it.</param>
    /// <param name="records">The person may record the meeting.</param>
    public Task<Result> RaiseAsync(Actor actor, Guid application, string? words, Guid? owner, bool records) =>
        db.ChangeAsync(
            actor,
            AuditAction.ModerationFlagRaised,
            application,
            async work =>
            {
                if (await WhyNotAsync(work, actor, application, records) is { } refusal)
                    return refusal;
                if (words?.Trim() is not { Length: > 0 and <= Most } said)
                    return new Refusal("Say in up to 1,000 characters what must be settled", nameof(words));
                if (await WhyNoOwnerAsync(work, application, owner ?? actor.Id) is { } nobody)
                    return nobody;
                await InsertAsync(work, actor, application, null, said, owner ?? actor.Id);
                work.Note(
                    new Changes(isNew: true).Add("Flag", null, said).Add("Owner", null, await NameAsync(work, owner ?? actor.Id)).ToString()
                );
                return Result.Done;
            }
        );

    /// <param name="flag">Its id; null for a flag of the scores that nobody looks after yet, named by <paramref name="kind"/>.</param>
    /// <param name="records">The person may record the meeting, so may give every flag.</param>
    public Task<Result> GiveAsync(Actor actor, Guid application, Guid? flag, FlagKind? kind, Guid owner, bool records) =>
        db.ChangeAsync(
            actor,
            AuditAction.ModerationFlagTaken,
            application,
            async work =>
            {
                if (await WhyNotAsync(work, actor, application, records) is { } refusal)
                    return refusal;
                if (await WhyNoOwnerAsync(work, application, owner) is { } nobody)
                    return nobody;
                var before = flag is { } given ? await FlagQueries.GetAsync(work, given) : null;
                if (before is not null && before.ApplicationId != application)
                    return OtherFlag;
                if (MeetingRules.WhyMayNotGive(before?.OwnerId, before?.RaisedBy, actor.Id, records) is { } not)
                    return not;
                if (before is null)
                {
                    var found = await FoundAsync(work, actor, application, kind);
                    await InsertAsync(work, actor, application, found.Kind, found.Words, owner);
                    work.Note(new Changes(isNew: true).Add(found.Words, null, await NameAsync(work, owner)).ToString());
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
                work.Note(new Changes().Add($"Owner of \"{before.Wording}\"", before.OwnerName, await NameAsync(work, owner)).ToString());
                return Result.Done;
            }
        );

    /// <param name="records">The person may record the meeting, so may settle every flag.</param>
    public Task<Result> SettleAsync(Actor actor, Guid application, Guid? flag, FlagKind? kind, string? words, bool records) =>
        db.ChangeAsync(
            actor,
            AuditAction.ModerationFlagResolved,
            application,
            async work =>
            {
                if (await WhyNotAsync(work, actor, application, records) is { } refusal)
                    return refusal;
                var before = flag is { } given ? await FlagQueries.GetAsync(work, given) : null;
                if (before is not null && before.ApplicationId != application)
                    return OtherFlag;
                if (MeetingRules.WhyMayNotSettle(before?.OwnerId, before?.RaisedBy, actor.Id, records) is { } not)
                    return not;
                if (before?.ResolvedAt is not null)
                    return new Refusal($"{before.ResolvedByName} has settled this flag: {before.Resolution}");
                if (words?.Trim() is not { Length: > 0 and <= Most } how)
                    return new Refusal("Say in up to 1,000 characters how it was settled", nameof(words));
                var found = before is null ? await FoundAsync(work, actor, application, kind) : null;
                var id = before?.Id ?? await InsertAsync(work, actor, application, found!.Kind, found.Words, actor.Id);
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

    private static readonly Refusal OtherFlag = new("This flag is about another application. Choose one of this application", "flag");

    private static async Task<Refusal?> WhyNotAsync(Work work, Actor actor, Guid application, bool records)
    {
        var view = await ApplicationModeration.GetAsync(work, actor, application);
        return view.WhyHidden
            ?? MeetingRules.WhyMayNotFlag(view.Panel.Any(member => member.LeftAt is null && member.Id == actor.Id), records)
            ?? RoundRules.WhyWithdrawn(view.Round)
            ?? DecidedRefusal(view);
    }

    private static async Task<Refusal?> WhyNoOwnerAsync(Work work, Guid application, Guid owner) =>
        (await FlagQueries.OwnersAsync(work, await ApplicationModeration.RoundOfAsync(work, application), application)).Any(one =>
            one.Id == owner
        )
            ? null
            : new("Choose a member of the panel without a conflict of interest, or an officer", nameof(owner));

    private static Refusal? DecidedRefusal(ApplicationModeration.ModerationSheet view) =>
        view.Round.IsRecommended ? new("The recommendation is made, so flags can no longer be changed") : null;

    private static async Task<FoundFlag> FoundAsync(Work work, Actor actor, Guid application, FlagKind? kind) =>
        (await ApplicationModeration.GetAsync(work, actor, application)).Need.Found.FirstOrDefault(found => found.Kind == kind)
        ?? throw new NotFoundException("The scores no longer raise this flag");

    private static async Task<Guid> InsertAsync(Work work, Actor actor, Guid application, FlagKind? kind, string wording, Guid owner)
    {
        var id = Guid.CreateVersion7();
        await work.ExecuteAsync(
            "insert into ModerationFlag (Id, ApplicationId, Kind, Wording, RaisedBy, RaisedAt, OwnerId) values (@id, @application, @Kind, @wording, @By, @Now, @owner)",
            new
            {
                id,
                application,
                Kind = kind?.ToString(),
                wording,
                By = actor.Id,
                work.Now,
                owner,
            }
        );
        return id;
    }

    private static Task<string?> NameAsync(Work work, Guid person) =>
        work.ScalarAsync<string?>("select DisplayName from Person where Id = @person", new { person });
}
