using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

public sealed class SaveCriteria(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid round, IReadOnlyList<CriterionWithAnchors> criteria) =>
        db.ChangeAsync(
            actor,
            AuditAction.CriteriaChanged,
            round,
            async work =>
            {
                if (RoundRules.WhyCannotChange(await RoundReader.GetAsync(work, round)) is { } frozen)
                    return frozen;
                var before = RoundChanges.Criteria(
                    await RoundReader.CriteriaAsync(work, round),
                    await RoundReader.AnchorsAsync(work, round)
                );
                await RoundContent.ReplaceCriteriaAsync(work, round, criteria);
                work.Note(
                    new Changes()
                        .AddEach(
                            "Criterion",
                            before,
                            RoundChanges.Criteria(await RoundReader.CriteriaAsync(work, round), await RoundReader.AnchorsAsync(work, round))
                        )
                        .ToString()
                );
                return Result.Done;
            }
        );
}
