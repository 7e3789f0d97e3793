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
            AuditAction.PolicyChanged,
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
                work.Note(
                    $"After the award: paid {awards.Payment}, half-way returns from {awards.InterimFrom}, receipts for {awards.EvidencePercent}% of lines"
                );
                return Result.Done;
            }
        );
        return refusals;
    }
}
