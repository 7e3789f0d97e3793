using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

public sealed class SaveProject(Db db)
{
    /// <param name="Typed">The section as it was typed last.</param>
    public sealed record ProjectSection(
        Application Application,
        Domain.Funds.RoundSetup Setup,
        TypedProject Typed,
        int Version,
        DateTime? SavedAt
    );

    public Task<ProjectSection> GetAsync(Actor actor, Guid application) =>
        db.ReadAsync(async work =>
        {
            var found = await ApplicationReader.FindMineAsync(work, actor, application);
            var saved = await SectionDraft.FindAsync(work, application, Section.Project);
            return new ProjectSection(
                found,
                await RoundReader.GetSetupAsync(work, found.RoundId),
                saved.Typed is { } typed
                    ? TypedProject.FromJson(typed)
                    : TypedProject.Of(await ApplicationReader.ProjectAsync(work, found)),
                saved.Version,
                saved.SavedAt
            );
        });

    /// <param name="project">What of it can be read.</param>
    /// <param name="unread">The section as typed, when something of it cannot be read.</param>
    public Task<Result> RunAsync(Actor actor, Guid application, int version, ProjectContent project, TypedProject? unread = null) =>
        db.ChangeAsync(
            actor,
            AuditAction.ProjectDetailsSaved,
            application,
            async work =>
            {
                if (
                    await SectionDraft.WhyCannotSaveAsync(work, actor, application, Section.Project, version, unread?.ToJson()) is
                    { } refusal
                )
                    return refusal;
                if (WhyTooLong(project) is { } wide)
                    return wide;
                await work.ExecuteOneAsync(
                    UpdateSql,
                    new
                    {
                        application,
                        project.ProjectName,
                        project.Summary,
                        project.Priority,
                        project.Zone,
                        project.ZoneLinks,
                        project.StartsOn,
                        project.EndsOn,
                    }
                );
                await AlsoServed.WriteAsync(work, application, project.AlsoServes);
                return Result.Done;
            }
        );

    internal static Refusal? WhyTooLong(ProjectContent project) =>
        TextLimit.WhyTooLong(project.ProjectName, TypedProject.LongestName, nameof(ProjectContent.ProjectName));

    private const string UpdateSql = """
        update Application
        set    ProjectName = @ProjectName, Summary = @Summary, Priority = @Priority, Zone = @Zone, ZoneLinks = @ZoneLinks, StartsOn = @StartsOn, EndsOn = @EndsOn, Version = Version + 1
        where  Id = @application and Status = 'Draft'
        """;
}
