using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Decisions;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Decisions;

/// <summary>Corrects a decision on one application by a new decision with its own number and reason; the first is kept. Possible until its
/// letter is sent: a letter that waits is made again with the decision as corrected. Afterwards, review the decision or vary the
/// award.</summary>
public sealed class CorrectDecision(Db db, Office office)
{
    public Task<FurtherDecision.View> GetAsync(Actor actor, Guid round, Guid application) =>
        db.ReadAsync(work => GetAsync(work, actor, round, application));

    public Task<Result> RunAsync(Actor actor, Guid round, Guid application, FurtherDecision.Command command) =>
        db.ChangeAsync(
            actor,
            AuditAction.DecisionCorrected,
            application,
            async work =>
            {
                await work.ExecuteOneAsync("update Round set Version = Version + 1 where Id = @round", new { round });
                var view = await GetAsync(work, actor, round, application);
                if (view.WhyNot is { } refusal)
                    return refusal;
                var review = await ReviewAsync(work, view);
                if (review is not null && command.Choice is not (null or DecisionChoice.Fund))
                    return new Refusal("This decision follows a review, so correct its amount or condition", nameof(command.Choice));
                var made = await FurtherDecision.DecideAsync(work, actor, office, view, command, review?.Id);
                // Before the round's letters are made, they follow this decision.
                if (made.IsDone && await HasLetterAsync(work, application))
                    return await FurtherDecision.QueueLetterAsync(work, actor, view, made.Value) ?? (Result)made;
                return (Result)made;
            }
        );

    /// <summary>For an application to be funded from returned money after the letters of its decision were sent.</summary>
    internal static async Task<FurtherDecision.View> ReserveAsync(Work work, Actor actor, Guid application)
    {
        var view = await FurtherDecision.GetAsync(work, application);
        return view with
        {
            WhyNot =
                !await FurtherDecision.IsToldAsync(work, application)
                    ? new("The letter about this decision has not been sent yet, so correct the decision itself")
                : view.RecommendedBy == actor.Id ? new("You made the recommendation, so someone else must decide")
                : view.Decided.Funded ? new("This application has already been funded")
                : view.Decided.IsWithdrawn ? new("This application was withdrawn")
                : await FurtherDecision.WhyNotDeciderAsync(work, actor, view),
        };
    }

    private static async Task<FurtherDecision.View> GetAsync(Work work, Actor actor, Guid round, Guid application)
    {
        var view = await FurtherDecision.GetAsync(work, application);
        if (view.Round.Id != round)
            throw new NotFoundException("No such application in this round");
        return view with
        {
            WhyNot =
                await FurtherDecision.WhyNotDeciderAsync(work, actor, view)
                ?? DecisionRules.WhyCannotCorrect(
                    await FurtherDecision.IsToldAsync(work, application),
                    view.Decided.Choice == DecisionChoice.Defer,
                    view.Decided.IsWithdrawn,
                    view.RecommendedBy,
                    (await ReviewAsync(work, view))?.DecidedBy,
                    actor.Id
                ),
        };
    }

    private static async Task<bool> HasLetterAsync(Work work, Guid application) =>
        await work.ScalarAsync<int>(
            "select count(*) from Letter where ApplicationId = @application and Kind in ('Award', 'PartAward', 'Reserve', 'Deferred', 'Decline')",
            new { application }
        ) > 0;

    /// <summary>The review that the decision follows, with who made the decision that was reviewed.</summary>
    private static Task<FollowedReview?> ReviewAsync(Work work, FurtherDecision.View view) =>
        work.FindOrDefaultAsync<FollowedReview>(
            "select v.Id, r.DecidedBy from Decision d join DecisionReview v on v.Id = d.ReviewId join Decision r on r.Id = v.DecisionId where d.Id = @DecisionId",
            new { view.Decided.DecisionId }
        );

    private sealed record FollowedReview
    {
        public required Guid Id { get; init; }
        public required Guid DecidedBy { get; init; }
    }
}
