using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>Saves a draft round's checks, and when an application is checked more closely (R29).</summary>
public sealed class SaveChecks(Db db)
{
    public async Task<Result> RunAsync(Actor actor, Guid round, IReadOnlyList<CheckTemplate> checks, TierPolicy tiers)
    {
        return await db.ChangeAsync(
            actor,
            AuditAction.ChecksChanged,
            round,
            async work =>
            {
                var setup = await RoundReader.GetSetupAsync(work, round);
                var policy = setup.Round.Policy with { Tiers = tiers };
                IReadOnlyList<Refusal> refusals =
                    RoundRules.WhyCannotChange(setup.Round) is { } frozen ? [frozen]
                    : checks.Count == 0 ? [new("Name at least one check", Refusal.At(nameof(checks), 0, nameof(CheckTemplate.Name)))]
                    : checks
                        .Select((check, i) => (check, i))
                        .FirstOrDefault(pair => checks.Take(pair.i).Any(before => before.Name == pair.check.Name))
                        is { check: { } twice }
                        ? [new($"\"{twice.Name}\" is listed twice", Refusal.At(nameof(checks), 0, nameof(CheckTemplate.Name)))]
                    : PolicyRules.WhyPolicyIsWrong(policy, setup.Round.Pot, setup.Priorities.ToList(), setup.Zones.ToList());
                if (refusals.Count > 0)
                    return Result.Of(refusals);
                await RoundContent.ReplaceChecksAsync(work, round, checks);
                await work.ExecuteOneAsync(
                    "update Round set Policy = @policy, Version = Version + 1 where Id = @round",
                    new { round, policy }
                );
                work.Note(RoundChanges.Checks(setup, checks, tiers).ToString());
                return Result.Done;
            }
        );
    }
}
