using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Decisions;

/// <summary>Corrects a decision on one application by a new decision with its own number and reason; the first is kept. Possible only until
/// the letters are made; afterwards, review the decision or vary the award.</summary>
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
                return (Result)await FurtherDecision.DecideAsync(work, actor, office, view, command);
            }
        );

    /// <summary>For an application to be funded from returned money after the letters of its decision were sent.</summary>
    internal static async Task<FurtherDecision.View> ReserveAsync(Work work, Actor actor, Guid application)
    {
        var view = await FurtherDecision.GetAsync(work, application);
        return view with
        {
            WhyNot =
                await work.ScalarAsync<int>(
                    "select count(*) from LetterBatch where DecisionId = @FirstDecision and ReleasedAt is not null",
                    new { view.FirstDecision }
                ) == 0
                    ? new("The letters about this decision have not been sent yet, so correct the decision itself")
                : view.RecommendedBy == actor.Id ? new("You made the recommendation, so someone else must decide")
                : view.Decided.Funded ? new("This application has already been funded")
                : view.Decided.IsWithdrawn ? new Refusal("This application was withdrawn")
                : null,
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
                await work.ScalarAsync<int>(
                    "select count(*) from LetterBatch where DecisionId = @FirstDecision",
                    new { view.FirstDecision }
                ) > 0
                    ? new("The letters about this decision are made, so change the award, not the decision")
                : view.RecommendedBy == actor.Id ? new("You made the recommendation, so someone else must decide")
                : view.Decided.IsWithdrawn ? new Refusal("This application was withdrawn")
                : null,
        };
    }
}
