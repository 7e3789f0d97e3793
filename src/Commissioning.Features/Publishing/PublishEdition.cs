using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Publishing;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Publishing;

/// <summary>What happens to an edition after it is made: a second person approves it, it is published, removed before that, or taken back
/// after it. Its content never changes.</summary>
public sealed class PublishEdition(Db db)
{
    public Task<Result> ApproveAsync(Actor actor, Guid id) =>
        ChangeAsync(
            actor,
            id,
            AuditAction.EditionApproved,
            edition => EditionRules.WhyCannotApprove(edition.MadeBy, actor.Id, edition.ApprovedAt),
            "update FigureEdition set ApprovedBy = @By, ApprovedAt = @Now, Version = Version + 1 where Id = @id and Version = @Version",
            "approved"
        );

    public Task<Result> PublishAsync(Actor actor, Guid id) =>
        ChangeAsync(
            actor,
            id,
            AuditAction.EditionPublished,
            edition => EditionRules.WhyCannotPublish(edition.ApprovedAt, edition.PublishedAt),
            "update FigureEdition set PublishedAt = @Now, Version = Version + 1 where Id = @id and Version = @Version",
            "published",
            whyNotNow: async (work, edition) =>
                EditionRules.WhyOutdated(edition.Content.Corrected, await MakeEdition.CorrectedAsync(work, edition.FundId, edition.Id))
        );

    public Task<Result> WithdrawAsync(Actor actor, Guid id, string? reason) =>
        ChangeAsync(
            actor,
            id,
            AuditAction.EditionWithdrawn,
            edition => EditionRules.WhyCannotWithdraw(edition.PublishedAt, edition.WithdrawnAt, reason),
            "update FigureEdition set WithdrawnAt = @Now, WithdrawnReason = @reason, Version = Version + 1 where Id = @id and Version = @Version",
            $"taken back: {reason?.Trim()}",
            reason?.Trim()
        );

    /// <summary>An edition that nobody outside has seen leaves no trace but in the trail.</summary>
    public Task<Result> RemoveAsync(Actor actor, Guid id) =>
        db.ChangeAsync(
            actor,
            AuditAction.EditionRemoved,
            id,
            async work =>
            {
                var edition = await FigureEditions.FindAsync(work, id);
                if (EditionRules.WhyCannotRemove(edition.PublishedAt) is { } refusal)
                    return refusal;
                await work.ExecuteAsync("delete from FigureEditionAward where EditionId = @id", new { id });
                await work.ExecuteOneAsync("delete from FigureEdition where Id = @id and Version = @Version", new { id, edition.Version });
                work.Note($"{edition.Title}: removed");
                return Result.Done;
            }
        );

    private Task<Result> ChangeAsync(
        Actor actor,
        Guid id,
        AuditAction action,
        Func<FigureEditions.Edition, Refusal?> whyNot,
        string sql,
        string what,
        string? reason = null,
        Func<Work, FigureEditions.Edition, Task<Refusal?>>? whyNotNow = null
    ) =>
        db.ChangeAsync(
            actor,
            action,
            id,
            async work =>
            {
                var edition = await FigureEditions.FindAsync(work, id);
                if ((whyNot(edition) ?? (whyNotNow is null ? null : await whyNotNow(work, edition))) is { } refusal)
                    return refusal;
                await work.ExecuteOneAsync(
                    sql,
                    new
                    {
                        id,
                        edition.Version,
                        By = actor.Id,
                        work.Now,
                        reason,
                    }
                );
                work.Note($"{edition.Title}: {what}");
                return Result.Done;
            }
        );
}
