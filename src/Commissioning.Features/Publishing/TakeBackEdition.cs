using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Publishing;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Publishing;

/// <summary>Takes back an edition that was published.</summary>
public sealed class TakeBackEdition(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid id, string? reason) =>
        EditionSteps.ChangeAsync(
            db,
            actor,
            id,
            AuditAction.EditionWithdrawn,
            edition => EditionRules.WhyCannotWithdraw(edition.PublishedAt, edition.WithdrawnAt, reason),
            "update FigureEdition set WithdrawnAt = @Now, WithdrawnReason = @reason, Version = Version + 1 where Id = @id and Version = @Version",
            $"taken back: {reason?.Trim()}",
            reason?.Trim()
        );
}
