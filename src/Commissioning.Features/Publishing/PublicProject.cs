using Commissioning.Domain;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Publishing;
using Commissioning.Features.Monitoring;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Publishing;

/// <summary>The public page of a closed project, in the office's words. A story, a quote and each photograph of the latest accepted return
/// appear only while there is consent, which is read each time, and a photograph only if the virus scanner has passed it.</summary>
public sealed class PublicProject(Db db, FileStore files)
{
    public sealed record Project
    {
        public required Guid Id { get; init; }
        public required Guid RoundId { get; init; }
        public required Guid ApplicationId { get; init; }
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

        /// <summary>What was achieved, in the office's words.</summary>
        public string? PublicSummary { get; init; }
        public DateTime? ProposedAt { get; init; }
        public DateOnly? ObjectBy { get; init; }
        public DateTime? AnsweredAt { get; init; }
        public string? Wish { get; init; }
        public DateTime? TakenDownAt { get; init; }
        public string? TakenDownReason { get; init; }
    }

    public sealed record OutcomeAchieved
    {
        public required Guid Id { get; init; }
        public required string Outcome { get; init; }

        /// <summary>What was achieved, in the office's words; null: not written.</summary>
        public string? Words { get; init; }

        /// <summary>In the group's words, for the officer alone.</summary>
        public string? Achieved { get; init; }
        public string? Verdict { get; init; }
    }

    public sealed record Photo
    {
        public required Guid Id { get; init; }
        public required Guid FileId { get; init; }

        /// <summary>In the group's words, for the officer alone.</summary>
        public required string Caption { get; init; }

        /// <summary>In the office's words; null: none.</summary>
        public string? PublicCaption { get; init; }
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
        var of = new { award, Today = LondonTime.DateOf(work.Now) };
        var project = await work.FindAsync<Project>(
            ProjectSql + (published ? " and w.PublishedAt is not null and w.EndedHow = 'Closed'" : ""),
            of
        );
        return new(
            project,
            await work.QueryAsync<OutcomeAchieved>(OutcomesSql, new { award }),
            await work.QueryAsync<Photo>(PhotosSql + " and s.ScanState = 'Clean' order by p.Number, p.Id", of),
            await work.ScalarAsync<int>(OnHoldSql, of)
        );
    }

    private const string ProjectSql = $"""
        select    w.Id, w.RoundId, w.ApplicationId, a.Reference, a.ProjectName, o.Name as Organisation, o.Area, a.Zone, a.Summary, w.Purpose, w.Amount - w.GivenBack as Amount, w.PublishedAt, w.EndedHow, r.Policy, w.Version,
                  case when exists (select 1 from PublicationConsent c where c.ReturnId = t.Id and c.Item = 'Story' and {Consents.HoldsSql}) then t.Story end as Story,
                  case when exists (select 1 from PublicationConsent c where c.ReturnId = t.Id and c.Item = 'Quote' and {Consents.HoldsSql}) then t.QuoteText end as Quote,
                  g.Summary as PublicSummary, g.ProposedAt, g.ObjectBy, g.AnsweredAt, g.Wish, g.TakenDownAt, g.TakenDownReason
        from      Award w
        join      Application a on a.Id = w.ApplicationId
        join      Organisation o on o.Id = a.OrganisationId
        join      Round r on r.Id = w.RoundId
        left join PublicPage g on g.AwardId = w.Id
        left join MonitoringReturn t on t.AwardId = w.Id and t.IsLatest = 1
        where     w.Id = @award
        """;
    private const string OutcomesSql = """
        select    m.Id, m.Outcome, u.Words, x.Achieved, x.Verdict
        from      Award w
        join      OutcomeMeasure m on m.ApplicationId = w.ApplicationId
        left join PublicOutcome u on u.AwardId = w.Id and u.OutcomeMeasureId = m.Id
        left join MonitoringReturn t on t.AwardId = w.Id and t.IsLatest = 1
        left join MonitoringOutcome x on x.ReturnId = t.Id and x.OutcomeMeasureId = m.Id
        where     w.Id = @award
        order by  m.Position
        """;
    private const string PhotoRows = $"""
        from     MonitoringPhoto p
        join     MonitoringReturn t on t.Id = p.ReturnId
        join     StoredFile s on s.Id = p.FileId
        where    t.AwardId = @award and t.Status = 'Accepted' and s.ContentType in ('image/jpeg', 'image/png')
                 and exists (select 1 from PublicationConsent c where c.PhotoId = p.Id and {Consents.HoldsSql})
        """;
    private const string PhotosSql = $"select p.Id, p.FileId, p.Caption, p.PublicCaption {PhotoRows}";
    private const string OnHoldSql = $"select count(*) {PhotoRows} and s.ScanState <> 'Clean'";
}
