using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Decisions;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Decisions;

/// <summary>Funds an application, or with another amount, after a review that upheld something: by a further decision that names the
/// review, with the money that is left in the pot. Its letter goes with the day's letters.</summary>
public sealed class DecideAfterReview(Db db, Office office)
{
    public sealed record DecisionToMake(DecisionReviews.ReviewRow Review, FurtherDecision.View Decision);

    public Task<DecisionToMake> GetAsync(Actor actor, Guid review) => db.ReadAsync(work => GetAsync(work, actor, review));

    public Task<Result> RunAsync(Actor actor, Guid review, FurtherDecision.Command command) =>
        db.ChangeAsync(
            actor,
            AuditAction.ReviewFollowed,
            review,
            async work =>
            {
                await work.ExecuteOneAsync(
                    "update Round set Version = Version + 1 where Id = (select a.RoundId from DecisionReview v join Application a on a.Id = v.ApplicationId where v.Id = @review)",
                    new { review }
                );
                var (row, view) = await GetAsync(work, actor, review);
                if (view.WhyNot is { } refusal)
                    return refusal;
                var made = await FurtherDecision.DecideAsync(
                    work,
                    actor,
                    office,
                    view,
                    command with
                    {
                        Choice = DecisionChoice.Fund,
                    },
                    row.Id
                );
                if (made.IsDone)
                    return await FurtherDecision.QueueLetterAsync(work, actor, view, made.Value) ?? (Result)made;
                return (Result)made;
            }
        );

    private static async Task<DecisionToMake> GetAsync(Work work, Actor actor, Guid review)
    {
        var row = await DecisionReviews.FindAsync(work, review);
        var view = await FurtherDecision.GetAsync(work, row.ApplicationId);
        var counts = await work.FindAsync<Counts>(
            """
            select (select count(*) from Award w where w.ApplicationId = @ApplicationId and (w.AcceptedAt is not null or w.EndedAt is not null)) as Accepted,
                   (select count(*) from Decision d where d.ReviewId = @Id) as Followed
            from   DecisionReview v
            where  v.Id = @Id
            """,
            row
        );
        return new(
            row,
            view with
            {
                WhyNot = row.VariationId is not null
                    ? ReviewRules.WhyOnlyAnotherChange
                    : await FurtherDecision.WhyNotDeciderAsync(work, actor, view)
                        ?? ReviewRules.WhyCannotDecideAgain(
                            row.Outcome,
                            counts.Followed > 0,
                            counts.Accepted > 0,
                            view.Decided.IsWithdrawn,
                            view.RecommendedBy,
                            row.DecidedBy,
                            actor.Id
                        ),
            }
        );
    }

    private sealed record Counts
    {
        public required int Accepted { get; init; }
        public required int Followed { get; init; }
    }
}
