using Commissioning.Domain;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Moderation;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Moderation;

/// <summary>What the commands of a flag share.</summary>
internal static class FlagWriting
{
    internal const int Most = 1000;

    internal static readonly Refusal OtherFlag = new("This flag is about another application. Choose one of this application", "flag");

    internal static async Task<Refusal?> WhyNotAsync(Work work, Actor actor, Guid application, bool records)
    {
        var view = await ApplicationModeration.GetAsync(work, actor, application);
        return view.WhyHidden
            ?? MeetingRules.WhyMayNotFlag(view.Panel.Any(member => member.LeftAt is null && member.Id == actor.Id), records)
            ?? RoundRules.WhyWithdrawn(view.Round)
            ?? DecidedRefusal(view);
    }

    internal static async Task<Refusal?> WhyNoOwnerAsync(Work work, Guid application, Guid owner) =>
        (await FlagQueries.OwnersAsync(work, await ApplicationModeration.RoundOfAsync(work, application), application)).Any(one =>
            one.Id == owner
        )
            ? null
            : new("Choose a member of the panel without a conflict of interest, or an officer", nameof(owner));

    private static Refusal? DecidedRefusal(ApplicationModeration.ModerationSheet view) =>
        view.Round.IsRecommended ? new("The recommendation is made, so flags can no longer be changed") : null;

    internal static async Task<FoundFlag> FoundAsync(Work work, Actor actor, Guid application, FlagKind? kind) =>
        (await ApplicationModeration.GetAsync(work, actor, application)).Need.Found.FirstOrDefault(found => found.Kind == kind)
        ?? throw new NotFoundException("The scores no longer raise this flag");

    internal static async Task<Guid> InsertAsync(Work work, Actor actor, Guid application, FlagKind? kind, string wording, Guid owner)
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

    internal static Task<string?> NameAsync(Work work, Guid person) =>
        work.ScalarAsync<string?>("select DisplayName from Person where Id = @person", new { person });
}
