using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

public sealed class SaveProject(Db db)
{
    public sealed record ProjectSection(Application Application, Domain.Funds.RoundSetup Setup, int Version);

    public Task<ProjectSection> GetAsync(Actor actor, Guid application) =>
        db.ReadAsync(async work =>
        {
            var found = await ApplicationReader.FindMineAsync(work, actor, application);
            return new ProjectSection(
                found,
                await RoundReader.GetSetupAsync(work, found.RoundId),
                await SectionDraft.VersionAsync(work, application, Section.Project)
            );
        });

    public Task<Result> RunAsync(Actor actor, Guid application, int version, ProjectContent project) =>
        db.ChangeAsync(
            actor,
            AuditAction.ProjectDetailsSaved,
            application,
            async work =>
            {
                if (await SectionDraft.WhyCannotSaveAsync(work, actor, application, Section.Project, version) is { } refusal)
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
                return Result.Done;
            }
        );

    internal static Refusal? WhyTooLong(ProjectContent project) =>
        TextLimit.WhyTooLong(project.ProjectName, 200, nameof(ProjectContent.ProjectName));

    private const string UpdateSql = """
        update Application
        set    ProjectName = @ProjectName, Summary = @Summary, Priority = @Priority, Zone = @Zone, ZoneLinks = @ZoneLinks, StartsOn = @StartsOn, EndsOn = @EndsOn, Version = Version + 1
        where  Id = @application and Status = 'Draft'
        """;
}
