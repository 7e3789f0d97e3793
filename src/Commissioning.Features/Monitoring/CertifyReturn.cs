using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Monitoring;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Monitoring;

/// <summary>A second member of the organisation certifies what another prepared, or sends it back to them.</summary>
public sealed class CertifyReturn(Db db, Office office)
{
    public Task<Result> RunAsync(Actor actor, Guid id, bool certify) =>
        db.ChangeAsync(
            actor,
            certify ? AuditAction.ReturnSubmitted : AuditAction.ReturnGivenBackToColleague,
            id,
            async work =>
            {
                var view = await ReturnReader.GetMineAsync(work, actor, id);
                var row = view.Return;
                if (certify && MonitoringRules.WhyCannotCertify(row.Status, row.PreparedBy, actor.Id, row.SubmittedByName) is { } refusal)
                    return refusal;
                if (!certify && view.Return.Status != ReturnStatus.Prepared)
                    return new Refusal("Only a prepared return can be reopened");
                if (certify)
                    await SubmitReturn.RunAsync(work, office, actor, id);
                else
                    await work.ExecuteOneAsync(
                        "update MonitoringReturn set Status = 'Due', PreparedBy = null, PreparedAt = null, Version = Version + 1 where Id = @id and Version = @Version",
                        new { id, view.Return.Version }
                    );
                return Result.Done;
            }
        );
}
