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
                    : WhyTextsAreWrong(checks) is { Count: > 0 } wrong ? wrong
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

    /// <summary>The page asks this too when something else is wrong, so that everything is listed at once.</summary>
    public static IReadOnlyList<Refusal> WhyTextsAreWrong(IReadOnlyList<CheckTemplate> checks)
    {
        List<Refusal> refusals = [];
        foreach (var (check, i) in checks.Select((check, i) => (check, i)))
        {
            void Unless(bool right, string sentence, string field)
            {
                if (!right)
                    refusals.Add(new(sentence, Refusal.At(nameof(checks), i, field)));
            }
            Unless(
                check.Name.Length is > 0 and <= 200,
                $"Enter a name for check {i + 1}, in up to 200 characters",
                nameof(CheckTemplate.Name)
            );
            Unless(
                check.Guidance.Length is > 0 and <= 1000,
                $"Say what to look for in check {i + 1}, in up to 1,000 characters",
                nameof(CheckTemplate.Guidance)
            );
            Unless(
                check.ValidMonths is >= 0 and <= 60,
                $"Enter a number of months from 0 to 60 for check {i + 1}",
                nameof(CheckTemplate.ValidMonths)
            );
        }
        return refusals;
    }
}
