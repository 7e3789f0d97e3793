using Commissioning.Domain;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Publishing;
using Commissioning.Features.Monitoring;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Publishing;

/// <summary>The public page of a closed project, in the office's words. A story, a quote and each photograph of the latest accepted return
/// appear only while there is consent, which is read each time, and a photograph only if the virus scanner has passed it. What the public
/// reads is what was published: whatever came after waits until the page is published again.</summary>
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
        public required string Town { get; init; }
        public required PublicPlace Place { get; init; }

        /// <summary>Where it is, as the public may read it.</summary>
        public string PlaceInWords => PublicationRules.PlaceInWords(Place, Zone ?? Town, Area);

        /// <summary>What it was for: the office's words once it has written them.</summary>
        public required string Summary { get; init; }
        public required Money Amount { get; init; }
        public DateTime? PublishedAt { get; init; }
        public string? EndedHow { get; init; }

        /// <summary>The public reads this grant, with its name.</summary>
        public required bool NameIsPublic { get; init; }
        public required RoundPolicy Policy { get; init; }
        public required int Version { get; init; }

        /// <summary>The latest accepted return.</summary>
        public Guid? ReturnId { get; init; }

        /// <summary>As it is shown; null: there is none, no consent, or it is left out.</summary>
        public string? Story { get; init; }
        public string? Quote { get; init; }

        /// <summary>In the group's words, while there is consent.</summary>
        public string? GroupStory { get; init; }
        public string? GroupQuote { get; init; }

        /// <summary>A shorter version by the office; null: none.</summary>
        public string? ShorterStory { get; init; }
        public string? ShorterQuote { get; init; }
        public bool LeaveOutStory { get; init; }
        public bool LeaveOutQuote { get; init; }

        /// <summary>Who wrote the office's words; null: nobody yet.</summary>
        public Guid? WrittenBy { get; init; }

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
        public required int Number { get; init; }

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
    )
    {
        /// <summary>All that the public would read if it were published now.</summary>
        public PublishedWords Words =>
            new()
            {
                Summary = Project.PublicSummary,
                Story = Project.Story,
                Quote = Project.Quote,
                Return = Project.ReturnId,
                Outcomes = Outcomes.Select(one => new PublishedWords.Outcome(one.Id, one.Outcome, one.Words, one.Verdict)).ToList(),
                Photos = Photos.Select(one => new PublishedWords.Photo(one.Id, one.PublicCaption)).ToList(),
            };
    }

    /// <summary>One publication.</summary>
    public sealed record PageVersion
    {
        public required int Number { get; init; }
        public required PublishedWords Content { get; init; }
        public required string PublishedBy { get; init; }
        public required DateTime PublishedAt { get; init; }
    }

    /// <param name="View">As it would be published now.</param>
    /// <param name="Shown">As the public reads it; null: it is not published.</param>
    /// <param name="Versions">Every publication, the newest first.</param>
    public sealed record OfficePage(PublicProjectPage View, PublicProjectPage? Shown, IReadOnlyList<PageVersion> Versions)
    {
        /// <summary>What the group lets us publish and is not on the page, because it was not when the page was published.</summary>
        public IReadOnlyList<string> New =>
            Shown is not { } shown
                ? []
                :
                [
                    .. View.Project.Story is not null && shown.Project.Story is null ? new[] { "the story" } : [],
                    .. View.Project.Quote is not null && shown.Project.Quote is null ? new[] { "the quote" } : [],
                    .. View
                        .Photos.Where(photo => shown.Photos.All(one => one.Id != photo.Id))
                        .Select(photo => $"photograph {photo.Number}"),
                ];
    }

    /// <summary>For the public; "not found" while it is not published.</summary>
    public Task<PublicProjectPage> GetAsync(Guid award) => db.ReadAsync(work => GetAsync(work, award, published: true));

    /// <summary>For the office: a preview, what the public reads, and what it read before.</summary>
    public Task<OfficePage> OfOfficeAsync(Guid award) =>
        db.ReadAsync(async work =>
        {
            var view = await GetAsync(work, award, published: false);
            return new OfficePage(
                view,
                IsPublic(view.Project) ? await GetAsync(work, award, published: true) : null,
                await VersionsAsync(work, award)
            );
        });

    internal static bool IsPublic(Project project) => project is { PublishedAt: not null, EndedHow: "Closed", NameIsPublic: true };

    internal static Task<IReadOnlyList<PageVersion>> VersionsAsync(Work work, Guid award) =>
        work.QueryAsync<PageVersion>(VersionsSql, new { award });

    /// <summary>The picture alone, without location and other data from the camera.</summary>
    public async Task<StoredFile> PhotoAsync(Guid award, Guid photo)
    {
        var file = await files.OpenForPublicAsync(
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
        var (project, photos) = (
            await work.FindAsync<Project>(
                published
                    ? PublishedProjectSql
                        + $" and w.PublishedAt is not null and w.EndedHow = 'Closed' and {PublicGrants.IsPublicSql} and p.NameShown = 1"
                    : ProjectSql,
                of
            ),
            await work.QueryAsync<Photo>(
                (published ? PublishedPhotosSql : PhotosSql) + " and s.ScanState = 'Clean' order by p.Number, p.Id",
                of
            )
        );
        if (!published)
            return new(
                project with
                {
                    Story = project.LeaveOutStory || project.GroupStory is null ? null : project.ShorterStory ?? project.GroupStory,
                    Quote = project.LeaveOutQuote || project.GroupQuote is null ? null : project.ShorterQuote ?? project.GroupQuote,
                },
                await work.QueryAsync<OutcomeAchieved>(OutcomesSql, new { award }),
                photos,
                await work.ScalarAsync<int>(OnHoldSql, of)
            );
        var words = (await VersionsAsync(work, award)) is [var newest, ..] ? newest.Content : new PublishedWords();
        var isSame = words.Return == project.ReturnId;
        return new(
            project with
            {
                PublicSummary = words.Summary,
                Story = isSame && project.GroupStory is not null ? words.Story : null,
                Quote = isSame && project.GroupQuote is not null ? words.Quote : null,
            },
            words
                .Outcomes.Select(one => new OutcomeAchieved
                {
                    Id = one.Id,
                    Outcome = one.Promised,
                    Words = one.Words,
                    Verdict = one.Verdict,
                })
                .ToList(),
            words
                .Photos.SelectMany(kept =>
                    photos.Where(photo => photo.Id == kept.Id).Select(photo => photo with { PublicCaption = kept.Caption })
                )
                .ToList(),
            0
        );
    }

    private const string VersionsSql = """
        select    v.Number, v.Content, coalesce(p.DisplayName, 'Erased person') as PublishedBy, v.PublishedAt
        from      PublicPageVersion v
        left join Person p on p.Id = v.PublishedBy
        where     v.AwardId = @award
        order by  v.Number desc
        """;

    // A consent that was given, or given again, after the publication waits for the next.
    private const string ThenSql = " and c.RecordedAt <= w.PublishedAt";
    private const string ProjectColumns =
        "w.Id, w.RoundId, w.ApplicationId, a.Reference, coalesce(p.Title, a.ProjectName) as ProjectName, o.Name as Organisation, o.Area, a.Zone, o.Town, coalesce(p.Place, 'Exact') as Place, coalesce(p.Brief, w.Purpose, a.Summary) as Summary, w.Amount - w.GivenBack as Amount, w.PublishedAt, w.EndedHow, r.Policy, w.Version, t.Id as ReturnId, g.Summary as PublicSummary, g.Story as ShorterStory, g.Quote as ShorterQuote, coalesce(g.LeaveOutStory, 0) as LeaveOutStory, coalesce(g.LeaveOutQuote, 0) as LeaveOutQuote, g.WrittenBy, g.ProposedAt, g.ObjectBy, g.AnsweredAt, g.Wish, g.TakenDownAt, g.TakenDownReason, case when p.DecidedAt is not null and p.NameShown = 1 then 1 else 0 end as NameIsPublic";
    private const string ProjectRows = """
        from      Award w
        join      Application a on a.Id = w.ApplicationId
        join      Organisation o on o.Id = a.OrganisationId
        join      Round r on r.Id = w.RoundId
        left join Publication p on p.AwardId = w.Id
        left join PublicPage g on g.AwardId = w.Id
        left join MonitoringReturn t on t.AwardId = w.Id and t.IsLatest = 1
        where     w.Id = @award
        """;
    private const string StorySql =
        $"exists (select 1 from PublicationConsent c where c.ReturnId = t.Id and c.Item = 'Story' and {Consents.HoldsSql}";
    private const string QuoteSql =
        $"exists (select 1 from PublicationConsent c where c.ReturnId = t.Id and c.Item = 'Quote' and {Consents.HoldsSql}";
    private const string ProjectSql =
        $"select {ProjectColumns}, case when {StorySql}) then t.Story end as GroupStory, case when {QuoteSql}) then t.QuoteText end as GroupQuote {ProjectRows}";
    private const string PublishedProjectSql =
        $"select {ProjectColumns}, case when {StorySql}{ThenSql}) then t.Story end as GroupStory, case when {QuoteSql}{ThenSql}) then t.QuoteText end as GroupQuote {ProjectRows}";
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
        join     Award w on w.Id = t.AwardId
        join     StoredFile s on s.Id = p.FileId
        where    t.AwardId = @award and t.Status = 'Accepted' and s.ContentType in ('image/jpeg', 'image/png')
                 and exists (select 1 from PublicationConsent c where c.PhotoId = p.Id and {Consents.HoldsSql}
        """;
    private const string PhotosSql = $"select p.Id, p.FileId, p.Number, p.Caption, p.PublicCaption {PhotoRows})";
    private const string PublishedPhotosSql = $"select p.Id, p.FileId, p.Number, p.Caption, p.PublicCaption {PhotoRows}{ThenSql})";
    private const string OnHoldSql = $"select count(*) {PhotoRows}) and s.ScanState <> 'Clean'";
}
