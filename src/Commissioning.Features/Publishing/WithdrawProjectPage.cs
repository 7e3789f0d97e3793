using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Publishing;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Publishing;

/// <summary>Takes a published project's page down again.</summary>
public sealed class WithdrawProjectPage(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid award, string? reason) =>
        db.ChangeAsync(
            actor,
            AuditAction.ProjectPageWithdrawn,
            award,
            async work =>
            {
                var project = (await PublicProject.GetAsync(work, award, published: false)).Project;
                if (ProjectPageRules.WhyCannotWithdraw(project.PublishedAt, reason) is { } refusal)
                    return refusal;
                await work.ExecuteOneAsync(
                    "update Award set PublishedAt = null, Version = Version + 1 where Id = @award and Version = @Version",
                    new { award, project.Version }
                );
                work.Note($"The public page is withdrawn: {reason!.Trim()}");
                return Result.Done;
            }
        );
}
