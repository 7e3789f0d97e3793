using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Messages;
using Commissioning.Domain.Publishing;
using Commissioning.Features.Applications;
using Commissioning.Features.Awards;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Publishing;

/// <summary>The group has read the page about its project: it is fine, or something is to be changed first.</summary>
public sealed class AnswerPublicPage(Db db, Office office)
{
    public Task<PublicProject.PublicProjectPage> GetAsync(Actor actor, Guid application) =>
        db.ReadAsync(async work =>
        {
            var award = await AwardReader.FindMineAsync(work, actor, application);
            var page = await PublicProject.GetAsync(work, award.Id, published: false);
            return PublicProject.IsPublic(page.Project) ? await PublicProject.GetAsync(work, award.Id, published: true)
                : page.Project.ProposedAt is not null ? page
                : throw new NotFoundException("The page is not written yet");
        });

    /// <param name="isFine">Null: not chosen.</param>
    public Task<Result> RunAsync(Actor actor, Guid application, bool? isFine, string? wish) =>
        db.ChangeAsync(
            actor,
            AuditAction.PublicPageAnswered,
            application,
            async work =>
            {
                var award = await AwardReader.FindMineAsync(work, actor, application);
                var page = (await PublicProject.GetAsync(work, award.Id, published: false)).Project;
                if (ProjectPageRules.WhyCannotAnswer(page.ProposedAt, page.PublishedAt, isFine, wish) is { } refusal)
                    return refusal;
                if (await EmailLimit.WhyTooManyAsync(work, actor, AuditAction.PublicPageAnswered) is { } often)
                    return often;
                var change = isFine == true ? null : wish!.Trim();
                await work.ExecuteOneAsync(
                    "update PublicPage set AnsweredAt = @Now, Wish = @change, Version = Version + 1 where AwardId = @Id",
                    new
                    {
                        award.Id,
                        work.Now,
                        change,
                    }
                );
                await ApplicationMessage.SendAsync(
                    work,
                    office,
                    application,
                    MessageKind.PublicPageAnswered,
                    new("", office.ContactEmail),
                    new Dictionary<string, string>
                    {
                        ["answer"] = change is null ? "The page is fine." : "Please change something first. The page says what.",
                    },
                    Links.Publishing.PublishProject(award.Id)
                );
                work.Note(change is null ? "The group agrees to the page" : "The group asks for a change of the page");
                return Result.Done;
            }
        );
}
