using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Messages;
using Commissioning.Domain.Publishing;
using Commissioning.Features.Applications;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Publishing;

/// <summary>Publishes a closed project's page, after the group has seen it.</summary>
public sealed class PublishProject(Db db, Office office)
{
    public Task<Result> RunAsync(Actor actor, Guid award) =>
        db.ChangeAsync(
            actor,
            AuditAction.ProjectPagePublished,
            award,
            async work =>
            {
                var project = (await PublicProject.GetAsync(work, award, published: false)).Project;
                if (
                    (
                        ProjectPageRules.WhyCannotPublish(project.EndedHow, project.Policy.Awards.PublishProjects, project.PublishedAt)
                        ?? ProjectPageRules.WhyTooEarly(
                            project.ProposedAt,
                            project.ObjectBy,
                            project.AnsweredAt,
                            project.Wish,
                            LondonTime.DateOf(work.Now)
                        )
                    ) is
                    { } refusal
                )
                    return refusal;
                await work.ExecuteOneAsync(
                    "update Award set PublishedAt = @Now, Version = Version + 1 where Id = @award and Version = @Version",
                    new
                    {
                        award,
                        work.Now,
                        project.Version,
                    }
                );
                await Recipients.TellAsync(
                    work,
                    office,
                    MessageKind.PublicPagePublished,
                    project.ApplicationId,
                    new Dictionary<string, string>(),
                    Links.Publishing.Project(award)
                );
                work.Note("The project has its public page");
                return Result.Done;
            }
        );
}
