using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>Another person of the area certifies its return for a quarter.</summary>
public sealed class CertifyQuarterlyReturn(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid id) =>
        db.ChangeAsync(
            actor,
            AuditAction.CspReturnCertified,
            id,
            async work =>
            {
                var row = await work.FindAsync<QuarterlyReturnQueries.ReturnRow>(
                    QuarterlyReturnQueries.Sql + " where t.Id = @id",
                    new { id }
                );
                await QuarterlyReturnQueries.DemandOwnAsync(work, actor, row.AreaId);
                if (ReturnRules.WhyCannotCertify(row.PreparedBy, row.CertifiedAt is not null, actor.Id) is { } refusal)
                    return refusal;
                await work.ExecuteOneAsync(
                    "update CspReturn set CertifiedBy = @By, CertifiedAt = @Now, Version = Version + 1 where Id = @id and Version = @Version",
                    new
                    {
                        id,
                        row.Version,
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"Quarter {row.Quarter}: actual {row.Actual}, committed {row.Committed}, forecast {row.Forecast}");
                return Result.Done;
            }
        );
}
