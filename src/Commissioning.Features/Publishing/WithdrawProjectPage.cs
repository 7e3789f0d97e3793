using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Messages;
using Commissioning.Domain.Publishing;
using Commissioning.Features.Applications;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Publishing;

/// <summary>Takes a published project's page down again. Its words are shown to the group anew before it can come back.</summary>
public sealed class WithdrawProjectPage(Db db, Office office)
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
                await work.ExecuteOneAsync(
                    "update PublicPage set TakenDownAt = @Now, TakenDownReason = @why, ProposedAt = null, ObjectBy = null, AnsweredAt = null, Wish = null, Version = Version + 1 where AwardId = @award",
                    new
                    {
                        award,
                        work.Now,
                        why = reason!.Trim(),
                    }
                );
                await Recipients.TellAsync(
                    work,
                    office,
                    MessageKind.PublicPageTakenDown,
                    project.ApplicationId,
                    new Dictionary<string, string> { ["reason"] = reason.Trim() },
                    Links.Awards.MyGrant(project.ApplicationId)
                );
                // The reason may say whom it is about, and the trail is kept for good.
                work.Note("The public page is taken down; the reason stands with the page");
                return Result.Done;
            }
        );
}
