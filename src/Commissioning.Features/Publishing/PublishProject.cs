using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Messages;
using Commissioning.Domain.Publishing;
using Commissioning.Features.Applications;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Publishing;

/// <summary>Publishes a closed project's page, after the group has seen it. Who publishes did not write the words, and has read each point
/// that could show who somebody is. The words are kept as a version.</summary>
public sealed class PublishProject(Db db, Office office)
{
    public Task<Result> RunAsync(Actor actor, Guid award, IReadOnlyCollection<string> confirmed) =>
        db.ChangeAsync(
            actor,
            AuditAction.ProjectPagePublished,
            award,
            async work =>
            {
                var page = await PublicProject.GetAsync(work, award, published: false);
                var (project, words) = (page.Project, page.Words);
                if (
                    (
                        ProjectPageRules.WhyCannotPublish(project.EndedHow, project.Policy.Awards.PublishProjects, project.PublishedAt)
                        ?? PublicationRules.WhyNoPage(project.NameIsPublic)
                        ?? ProjectPageRules.WhyTooEarly(
                            project.ProposedAt,
                            project.ObjectBy,
                            project.AnsweredAt,
                            project.Wish,
                            LondonTime.DateOf(work.Now)
                        )
                        ?? ProjectPageRules.WhyNotThisPerson(project.WrittenBy, actor.Id)
                        ?? words.WhyNot()
                        ?? ProjectPageRules.WhyNotRead(words.Findings, confirmed)
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
                var number =
                    1 + await work.ScalarAsync<int>("select count(*) from PublicPageVersion where AwardId = @award", new { award });
                await work.ExecuteAsync(
                    "insert into PublicPageVersion (Id, AwardId, Number, Content, PublishedBy, PublishedAt) values (@Id, @award, @number, @Content, @By, @Now)",
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        award,
                        number,
                        Content = words with
                        {
                            Read = words.Findings,
                        },
                        By = actor.Id,
                        work.Now,
                    }
                );
                await Recipients.TellAsync(
                    work,
                    office,
                    MessageKind.PublicPagePublished,
                    project.ApplicationId,
                    new Dictionary<string, string>(),
                    Links.Publishing.Grant(project.Reference)
                );
                work.Note($"The project has its public page, version {number}; points read: {words.Findings.Count}");
                return Result.Done;
            }
        );
}
