using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>Saves how a draft round's applications are ranked and funded.</summary>
public sealed class SavePolicy(Db db)
{
    public async Task<Result> RunAsync(Actor actor, Guid round, RoundPolicy policy, IReadOnlyList<(string Name, string Guidance)> passFails)
    {
        return await db.ChangeAsync(
            actor,
            AuditAction.PolicyChanged,
            round,
            async work =>
            {
                var setup = await RoundReader.GetSetupAsync(work, round);
                IReadOnlyList<Refusal> refusals = RoundRules.WhyCannotChange(setup.Round) is { } frozen
                    ? [frozen]
                    : PolicyRules.WhyPolicyIsWrong(policy, setup.Round.Pot, setup.Priorities.ToList(), setup.Zones.ToList());
                if (refusals.Count > 0)
                    return Result.Of(refusals);
                await work.ExecuteOneAsync(
                    "update Round set Policy = @policy, Version = Version + 1 where Id = @round",
                    new { round, policy }
                );
                await RoundContent.ReplacePassFailsAsync(work, round, passFails);
                work.Note(
                    RoundChanges
                        .Policy(setup.Round.Policy, policy)
                        .AddEach("Pass/fail criterion", setup.PassFailCriteria.Select(one => (one.Name, one.Guidance)), passFails)
                        .ToString()
                );
                return Result.Done;
            }
        );
    }
}
