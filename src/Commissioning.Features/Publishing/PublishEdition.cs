using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Publishing;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Publishing;

/// <summary>Publishes an approved edition. Its content never changes.</summary>
public sealed class PublishEdition(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid id) =>
        EditionSteps.ChangeAsync(
            db,
            actor,
            id,
            AuditAction.EditionPublished,
            edition => EditionRules.WhyCannotPublish(edition.ApprovedAt, edition.PublishedAt),
            "update FigureEdition set PublishedAt = @Now, Version = Version + 1 where Id = @id and Version = @Version",
            "published",
            whyNotNow: async (work, edition) =>
                EditionRules.WhyOutdated(edition.Content.Corrected, await MakeEdition.CorrectedAsync(work, edition.FundId, edition.Id))
        );
}
