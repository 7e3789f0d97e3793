using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>Saves a draft round's settings for what follows the decision: payment, returns, variations and evidence.</summary>
public sealed class SaveAwardPolicy(Db db)
{
    public async Task<IReadOnlyList<Refusal>> RunAsync(Actor actor, Guid round, AwardPolicy awards)
    {
        IReadOnlyList<Refusal> refusals = [];
        await db.ChangeAsync(
            actor,
            AuditAction.AwardPolicyChanged,
            round,
            async work =>
            {
                var details = await RoundReader.GetAsync(work, round);
                refusals = RoundRules.WhyCannotChange(details) is { } frozen ? [frozen] : AwardPolicyRules.WhyWrong(awards);
                if (refusals is [var first, ..])
                    return first;
                await work.ExecuteOneAsync(
                    "update Round set Policy = @Policy, Version = Version + 1 where Id = @round",
                    new { round, Policy = details.Policy with { Awards = awards } }
                );
                work.Note(RoundChanges.Awards(details.Policy.Awards, awards).ToString());
                return Result.Done;
            }
        );
        return refusals;
    }
}
