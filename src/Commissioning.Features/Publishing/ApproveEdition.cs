using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Publishing;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Publishing;

/// <summary>A second person approves an edition. Its content never changes.</summary>
public sealed class ApproveEdition(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid id) =>
        EditionSteps.ChangeAsync(
            db,
            actor,
            id,
            AuditAction.EditionApproved,
            edition => EditionRules.WhyCannotApprove(edition.MadeBy, actor.Id, edition.ApprovedAt),
            "update FigureEdition set ApprovedBy = @By, ApprovedAt = @Now, Version = Version + 1 where Id = @id and Version = @Version",
            "approved"
        );
}
