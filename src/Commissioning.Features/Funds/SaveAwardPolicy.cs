using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>What follows the decision of a round that is being built: payment, returns, changes and evidence.</summary>
public sealed class SaveAwardPolicy(Db db)
{
    public async Task<Result> RunAsync(Actor actor, Guid round, AwardPolicy awards)
    {
        return await db.ChangeAsync(
            actor,
            AuditAction.PolicyChanged,
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
                work.Note(
                    $"After the award: paid {awards.Payment}, half-way returns from {awards.InterimFrom}, receipts for {awards.EvidencePercent}% of lines"
                );
                return Result.Done;
            }
        );
    }
}
