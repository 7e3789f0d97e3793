using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Decisions;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Decisions;

/// <summary>Decides an application that was deferred: by a further decision on the same recommendation, with the money that is
/// left.</summary>
public sealed class DecideDeferred(Db db, Office office)
{
    public sealed record DeferredRow
    {
        public required Guid ApplicationId { get; init; }
        public required string Reference { get; init; }
        public required string ProjectName { get; init; }
        public required DateOnly DeferredUntil { get; init; }
    }

    public Task<FurtherDecision.View> GetAsync(Actor actor, Guid application) => db.ReadAsync(work => GetAsync(work, actor, application));

    public Task<Result> RunAsync(Actor actor, Guid application, FurtherDecision.Command command) =>
        db.ChangeAsync(
            actor,
            AuditAction.DeferralDecided,
            application,
            async work =>
            {
                await work.ExecuteOneAsync(
                    "update Round set Version = Version + 1 where Id = (select a.RoundId from Application a where a.Id = @application)",
                    new { application }
                );
                var view = await GetAsync(work, actor, application);
                if (view.WhyNot is { } refusal)
                    return refusal;
                var made = await FurtherDecision.DecideAsync(work, actor, office, view, command);
                // Before the round's letters are made, they follow this decision.
                if (
                    made.IsDone
                    && await work.ScalarAsync<int>(
                        "select count(*) from LetterBatch where DecisionId = @FirstDecision",
                        new { view.FirstDecision }
                    ) > 0
                )
                    return await FurtherDecision.QueueLetterAsync(work, actor, view, made.Value) ?? (Result)made;
                return (Result)made;
            }
        );

    /// <summary>The deferred applications of a round.</summary>
    internal static Task<IReadOnlyList<DeferredRow>> OfAsync(Work work, Guid round) =>
        work.QueryAsync<DeferredRow>(
            """
            select   a.Id as ApplicationId, a.Reference, a.ProjectName, l.DeferredUntil
            from     DecisionLine l
            join     Application a on a.Id = l.ApplicationId
            where    a.RoundId = @round and l.DeferredUntil is not null and l.SupersededBy is null and a.Status = 'Submitted'
            order by l.DeferredUntil, a.Number
            """,
            new { round }
        );

    private static async Task<FurtherDecision.View> GetAsync(Work work, Actor actor, Guid application)
    {
        var view = await FurtherDecision.GetAsync(work, application);
        return view with
        {
            WhyNot =
                await FurtherDecision.WhyNotDeciderAsync(work, actor, view)
                ?? DecisionRules.WhyCannotDecideDeferred(
                    view.Decided.Choice == DecisionChoice.Defer,
                    view.Decided.IsWithdrawn,
                    await work.ScalarAsync<int>(
                        "select count(*) from Letter where ApplicationId = @application and Kind = 'Deferred' and State <> 'Sent'",
                        new { application }
                    ) > 0,
                    view.RecommendedBy,
                    actor.Id
                ),
        };
    }
}
