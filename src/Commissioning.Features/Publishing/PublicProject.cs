using Commissioning.Domain;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Publishing;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Publishing;

/// <summary>The public page of a closed project, from its accepted final return. A story, a quote and each photograph appear only with
/// consent, and a photograph only if the virus scanner has passed it.</summary>
public sealed class PublicProject(Db db, FileStore files)
{
    public sealed record Project
    {
        public required Guid Id { get; init; }
        public required Guid RoundId { get; init; }
        public required string Reference { get; init; }
        public required string ProjectName { get; init; }
        public required string Organisation { get; init; }
        public required string Area { get; init; }
        public string? Zone { get; init; }
        public required string Summary { get; init; }
        public string? Purpose { get; init; }
        public required Money Amount { get; init; }
        public DateTime? PublishedAt { get; init; }
        public string? EndedHow { get; init; }
        public required RoundPolicy Policy { get; init; }
        public required int Version { get; init; }
        public string? Story { get; init; }
        public string? Quote { get; init; }
    }

    public sealed record OutcomeAchieved
    {
        public required string Outcome { get; init; }
        public required string Measure { get; init; }
        public required string Baseline { get; init; }
        public required string Target { get; init; }
        public string? Achieved { get; init; }
        public string? Verdict { get; init; }
    }

    public sealed record Photo
    {
        public required Guid Id { get; init; }
        public required Guid FileId { get; init; }
        public required string Caption { get; init; }
    }

    /// <param name="OnHold">Photographs with consent that wait for the virus scanner, or did not pass it.</param>
    public sealed record PublicProjectPage(
        Project Project,
        IReadOnlyList<OutcomeAchieved> Outcomes,
        IReadOnlyList<Photo> Photos,
        int OnHold
    );

    /// <summary>For the public; "not found" while it is not published.</summary>
    public Task<PublicProjectPage> GetAsync(Guid award) => db.ReadAsync(work => GetAsync(work, award, published: true));

    /// <summary>A preview, for the officer who is to publish it.</summary>
    public Task<PublicProjectPage> PreviewAsync(Guid award) => db.ReadAsync(work => GetAsync(work, award, published: false));

    /// <summary>The picture alone, without location and other data from the camera.</summary>
    public async Task<StoredFile> PhotoAsync(Guid award, Guid photo)
    {
        var file = await files.OpenAsync(
            (await GetAsync(award)).Photos.FirstOrDefault(one => one.Id == photo)?.FileId
                ?? throw new NotFoundException("No such public photograph")
        );
        return file with
        {
            Content = PhotoRules.WithoutDetails(file.Content) ?? throw new NotFoundException("A photograph that cannot be read whole"),
        };
    }

    internal static async Task<PublicProjectPage> GetAsync(Work work, Guid award, bool published)
    {
        var project = await work.FindAsync<Project>(
            ProjectSql + (published ? " and w.PublishedAt is not null and w.EndedHow = 'Closed'" : ""),
            new { award }
        );
        return new(
            project,
            await work.QueryAsync<OutcomeAchieved>(OutcomesSql, new { award }),
            await work.QueryAsync<Photo>(PhotosSql + " and s.ScanState = 'Clean' order by p.Caption, p.Id", new { award }),
            await work.ScalarAsync<int>(OnHoldSql, new { award })
        );
    }

    private const string ProjectSql = """
        select    w.Id, w.RoundId, a.Reference, a.ProjectName, o.Name as Organisation, o.Area, a.Zone, a.Summary, w.Purpose, w.Amount - w.GivenBack as Amount, w.PublishedAt, w.EndedHow, r.Policy, w.Version,
                  case when t.StoryConsent = 1 then t.Story end as Story, case when t.QuoteConsent = 1 then t.QuoteText end as Quote
        from      Award w
        join      Application a on a.Id = w.ApplicationId
        join      Organisation o on o.Id = a.OrganisationId
        join      Round r on r.Id = w.RoundId
        left join MonitoringReturn t on t.AwardId = w.Id and t.Kind = 'Final' and t.Status = 'Accepted'
        where     w.Id = @award
        """;
    private const string OutcomesSql = """
        select    m.Outcome, m.Measure, m.Baseline, m.Target, x.Achieved, x.Verdict
        from      Award w
        join      OutcomeMeasure m on m.ApplicationId = w.ApplicationId
        left join MonitoringReturn t on t.AwardId = w.Id and t.Kind = 'Final' and t.Status = 'Accepted'
        left join MonitoringOutcome x on x.ReturnId = t.Id and x.OutcomeMeasureId = m.Id
        where     w.Id = @award
        order by  m.Position
        """;
    private const string PhotoRows = """
        from     MonitoringPhoto p
        join     MonitoringReturn t on t.Id = p.ReturnId
        join     StoredFile s on s.Id = p.FileId
        where    t.AwardId = @award and t.Status = 'Accepted' and p.MayPublish = 1 and s.ContentType in ('image/jpeg', 'image/png')
        """;
    private const string PhotosSql = $"select p.Id, p.FileId, p.Caption {PhotoRows}";
    private const string OnHoldSql = $"select count(*) {PhotoRows} and s.ScanState <> 'Clean'";
}
