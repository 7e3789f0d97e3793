using Commissioning.Features.Applications;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>
/// Everything on record about one project, for an auditor. Never in it: what applicants said for equality monitoring, account numbers,
/// proofs of accounts, and concerns. None of their tables is read here.
/// </summary>
public sealed class ProjectFile(Db db)
{
    public sealed record Project
    {
        public required Guid ApplicationId { get; init; }
        public required string Reference { get; init; }
        public required string Organisation { get; init; }
        public required string ProjectName { get; init; }
    }

    public sealed record Contents(
        Project Project,
        DateTime At,
        SubmittedCopy.SubmittedVersions Application,
        IReadOnlyDictionary<ProjectFilePart, IReadOnlyList<ProjectFileRow>> Rows
    )
    {
        public IReadOnlyList<ProjectFileRow> this[ProjectFilePart part] => Rows[part];
    }

    public Task<Contents> GetAsync(Guid award) =>
        db.ReadAsync(async work =>
        {
            var project = await work.FindAsync<Project>(ProjectSql, new { award });
            return new Contents(
                project,
                work.Now,
                await SubmittedCopy.GetAsync(work, project.ApplicationId),
                await ReadAsync(work, ProjectFileSections.All, new { award, application = project.ApplicationId })
            );
        });

    /// <summary>The rows of each part of the sections.</summary>
    /// <param name="marked">Fields known to be personal are marked, for a copy without them.</param>
    internal static async Task<IReadOnlyDictionary<ProjectFilePart, IReadOnlyList<ProjectFileRow>>> ReadAsync(
        Work work,
        IEnumerable<ProjectFileSection> sections,
        object about,
        bool marked = false
    )
    {
        var rows = new Dictionary<ProjectFilePart, IReadOnlyList<ProjectFileRow>>();
        foreach (var part in sections.SelectMany(section => section.Parts))
        {
            List<ProjectFileRow> read = [];
            await work.EachAsync(
                part.Sql,
                row =>
                {
                    read.Add(new(row, marked));
                    return Task.CompletedTask;
                },
                about
            );
            rows.Add(part, read);
        }
        return rows;
    }

    private const string ProjectSql = """
        select w.ApplicationId, a.Reference, o.Name as Organisation, a.ProjectName
        from   Award w
        join   Application a on a.Id = w.ApplicationId
        join   Organisation o on o.Id = a.OrganisationId
        where  w.Id = @award
        """;
}
