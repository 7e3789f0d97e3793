using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>Publishes and freezes a round, and sets its pot aside in the ledger. Applicants can apply from its opening time.</summary>
public sealed class PublishRound(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid round) =>
        db.ChangeAsync(
            actor,
            AuditAction.RoundPublished,
            round,
            async work =>
            {
                var setup = await RoundReader.GetSetupAsync(work, round);
                if (RoundRules.WhyCannotPublish(setup, work.Now) is [var refusal, ..])
                    return refusal;
                if (await RoundPot.SetAsideAsync(work, actor, setup.Round.BudgetYear, setup.Round.FullName, setup.Round.Pot) is { } closed)
                    return closed;
                await work.ExecuteOneAsync(
                    "update Round set PublishedAt = @Now, FundName = (select f.Name from Fund f where f.Id = Round.FundId), Version = Version + 1 where Id = @round and PublishedAt is null",
                    new { round, work.Now }
                );
                return Result.Done;
            }
        );
}
