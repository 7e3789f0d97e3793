using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Moderation;

/// <summary>Sets the threshold, the lowest total that is recommended.</summary>
public sealed class SetThreshold(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid round, Fraction threshold) =>
        db.ChangeAsync(
            actor,
            AuditAction.ThresholdSet,
            round,
            async work =>
            {
                var details = await RoundReader.GetAsync(work, round);
                if (details.IsRecommended)
                    return new Refusal("The recommendation is made, so you can no longer change the threshold");
                if (RoundRules.WhyCannotAssess(details, work.Now) is { } early)
                    return early;
                if (threshold < 0 || threshold > 100)
                    return new Refusal("Enter a threshold from 0 to 100", nameof(threshold));
                await work.ExecuteOneAsync(
                    SetSql,
                    new
                    {
                        round,
                        details.Version,
                        Numerator = (long)threshold.Numerator,
                        Denominator = (long)threshold.Denominator,
                        Person = actor.Id,
                        work.Now,
                    }
                );
                work.Note(new Changes().Add("Threshold", details.Threshold, threshold).ToString());
                return Result.Done;
            }
        );

    private const string SetSql = """
        update Round
        set    ThresholdNumerator = @Numerator, ThresholdDenominator = @Denominator, ThresholdSetAt = @Now, ThresholdSetBy = @Person, Version = Version + 1
        where  Id = @round and Version = @Version
        """;
}
