using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>Saves a draft round's settings for what follows the decision: payment, returns, variations and evidence.</summary>
public sealed class SaveAwardPolicy(Db db)
{
    public async Task<Result> RunAsync(Actor actor, Guid round, AwardPolicy awards)
    {
        return await db.ChangeAsync(
            actor,
            AuditAction.AwardPolicyChanged,
            round,
            async work =>
            {
                var details = await RoundReader.GetAsync(work, round);
                IReadOnlyList<Refusal> refusals = RoundRules.WhyCannotChange(details) is { } frozen
                    ? [frozen]
                    : AwardPolicyRules.WhyWrong(awards);
                if (refusals.Count > 0)
                    return Result.Of(refusals);
                await work.ExecuteOneAsync(
                    "update Round set Policy = @Policy, Version = Version + 1 where Id = @round",
                    new { round, Policy = details.Policy with { Awards = awards } }
                );
                work.Note(RoundChanges.Awards(details.Policy.Awards, awards).ToString());
                return Result.Done;
            }
        );
    }
}
