using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Publishing;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Publishing;

/// <summary>Makes an edition of a fund's figures for a quarter that is over. Projects whose final return was accepted since the edition
/// before are added in groups; fewer than three wait for the next. A group that was ever published is frozen: it comes again as it was, or,
/// once a project of it was corrected, never.</summary>
public sealed class MakeEdition(Db db)
{
    public Task<Result<Guid>> RunAsync(Actor actor, Guid fund, DateOnly? until)
    {
        var id = Guid.CreateVersion7();
        return db.ChangeAsync<Guid>(
            actor,
            AuditAction.EditionMade,
            id,
            async work =>
            {
                if (until is not { } last)
                    return new Refusal("Choose the quarter", nameof(until));
                var editions = await FigureEditions.OfAsync(work, fund);
                if (
                    EditionRules.WhyCannotMake(
                        last,
                        LondonTime.DateOf(work.Now),
                        editions.Where(one => one.PublishedAt is not null).Select(one => (DateOnly?)one.CountedTo).Max(),
                        editions.Any(one => one.PublishedAt is null)
                    ) is
                    { } refusal
                )
                    return refusal;
                var of = new { fund, Before = LondonTime.ToUtc(last.AddDays(1), TimeOnly.MinValue) };
                var now = await ProjectsAsync(work, fund);
                var projects = now.Where(one => one.CheckedAt < of.Before).Select(one => one.Project).ToList();
                var seen = await GroupsAsync(work, fund, id);
                var corrected = CorrectedOf(seen, now);
                var added = Suppression.Groups(projects.Where(project => seen.All(row => row.AwardId != project.Award)).ToList());
                var releases = EarlierOf(editions, corrected);
                if (added.Count > 0)
                    releases.Add(Suppression.Release(id, added, QuestionsOf(projects)));
                var content = new EditionContent
                {
                    Releases = releases,
                    Money = await MoneyAsync(work, fund),
                    Outcomes = await work.FindAsync<Outcomes>(OutcomesSql, of) is var sums
                        ? new(sums.Projects, sums.Promised, sums.Met, sums.PartlyMet, sums.NotMet)
                        : null!,
                    Waiting = projects.Count(project => seen.All(row => row.AwardId != project.Award)) - added.Sum(group => group.Count),
                    NotChecked = await work.ScalarAsync<int>(NotCheckedSql, of),
                    Corrected = seen.Count(row => corrected.Contains((row.EditionId, row.GroupNumber))),
                };
                await work.ExecuteAsync(
                    "insert into FigureEdition (Id, FundId, CountedTo, Content, MadeBy, MadeAt, Version) values (@id, @fund, @last, @content, @By, @Now, 1)",
                    new
                    {
                        id,
                        fund,
                        last,
                        content,
                        By = actor.Id,
                        work.Now,
                    }
                );
                await work.ExecuteAsync(
                    "insert into FigureEditionAward (EditionId, AwardId, GroupNumber, Counted) values (@id, @Award, @Number, @Counted)",
                    added.SelectMany(
                        (group, number) =>
                            group.Select(project => new
                            {
                                id,
                                project.Award,
                                Number = number,
                                Counted = project.Counted(),
                            })
                    )
                );
                work.Note(
                    $"Figures up to {LondonTime.Date(last)}: {added.Sum(group => group.Count)} projects added in {added.Count} groups, {content.Waiting} wait, {content.Corrected} left out as corrected"
                );
                return Result.Made(id);
            }
        );
    }

    /// <summary>Projects in groups that were corrected since they were counted: of published editions, and of one more.</summary>
    internal static async Task<int> CorrectedAsync(Work work, Guid fund, Guid edition)
    {
        var seen = await GroupsAsync(work, fund, edition);
        var corrected = CorrectedOf(seen, await ProjectsAsync(work, fund));
        return seen.Count(row => corrected.Contains((row.EditionId, row.GroupNumber)));
    }

    /// <summary>The groups of which a project does not count now what it counted then, or waits to be accepted again.</summary>
    private static HashSet<(Guid Edition, int Group)> CorrectedOf(
        IReadOnlyList<GroupRow> seen,
        IReadOnlyList<(EditionProject Project, DateTime? CheckedAt)> now
    )
    {
        var counted = now.ToDictionary(one => one.Project.Award, one => one.Project.Counted());
        return seen.Where(row => row.Counted is not null && counted.GetValueOrDefault(row.AwardId) != row.Counted)
            .Select(row => (row.EditionId, row.GroupNumber))
            .ToHashSet();
    }

    /// <summary>What published editions have added, as they published it, the oldest first, whether or not they were taken back. Without a
    /// group of theirs the answers would not be of the same projects, so they go with it.</summary>
    private static List<EditionRelease> EarlierOf(
        IReadOnlyList<FigureEditions.Edition> editions,
        HashSet<(Guid Edition, int Group)> corrected
    ) =>
        editions
            .Where(edition => edition.PublishedAt is not null)
            .Reverse()
            .SelectMany(edition => edition.Content.Releases.Where(release => release.Edition == edition.Id))
            .Select(release =>
                release.Groups.Where((_, i) => !corrected.Contains((release.Edition, i))).ToList() is var left
                && left.Count == release.Groups.Count
                    ? release
                    : new(release.Edition, left, [])
            )
            .Where(release => release.Groups.Count > 0)
            .ToList();

    private static List<(string Name, bool MayOverlap)> QuestionsOf(IReadOnlyList<EditionProject> projects) =>
        projects
            .SelectMany(project => project.People.Keys)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .Select(name => (name, projects.Any(project => project.Overlapping.Contains(name))))
            .ToList();

    /// <summary>Finished projects as they stand now, and when their final return was accepted.</summary>
    private static async Task<IReadOnlyList<(EditionProject Project, DateTime? CheckedAt)>> ProjectsAsync(Work work, Guid fund)
    {
        var people = (await work.QueryAsync<PeopleRow>(PeopleSql, new { fund })).ToLookup(row => row.AwardId);
        return (await work.QueryAsync<ProjectRow>(ProjectsSql, new { fund }))
            .Select(row =>
                (
                    new EditionProject(
                        row.AwardId,
                        [row.Area, row.Priority, $"{row.Round}, {row.BudgetYear}", row.PreventionLevel, row.Kind],
                        row.PeopleNew,
                        row.PeopleRepeat,
                        people[row.AwardId]
                            .GroupBy(one => one.Question)
                            .ToDictionary(
                                question => question.Key,
                                question =>
                                    (IReadOnlyDictionary<string, long>)question.ToDictionary(one => one.Choice, one => (long)one.People)
                            )
                    )
                    {
                        Overlapping = people[row.AwardId].Where(one => one.MayOverlap).Select(one => one.Question).ToHashSet(),
                    },
                    row.ReviewedAt
                )
            )
            .ToList();
    }

    private static async Task<IReadOnlyList<EditionMoney>> MoneyAsync(Work work, Guid fund)
    {
        var rows = await work.QueryAsync<MoneyRow>(MoneySql, new { fund });
        string[] names = ["Area", "Priority", "", "PreventionLevel", "Kind"];
        return names
            .SelectMany(
                (dimension, i) =>
                    rows.Where(row => row.Dimension == (dimension.Length == 0 ? "All" : dimension) && row.Awards > 0)
                        .GroupBy(row => dimension.Length == 0 ? $"{row.Round}, {row.BudgetYear}" : row.Name)
                        .OrderBy(group => group.Key, StringComparer.Ordinal)
                        .Select(group => new EditionMoney(i, group.Key, group.Sum(row => row.Awards), group.Sum(row => row.Offered)))
            )
            .ToList();
    }

    /// <summary>Groups of every edition that the public has seen, whether or not it was taken back, and of one more.</summary>
    private static Task<IReadOnlyList<GroupRow>> GroupsAsync(Work work, Guid fund, Guid edition) =>
        work.QueryAsync<GroupRow>(
            "select a.EditionId, a.AwardId, a.GroupNumber, a.Counted from FigureEditionAward a join FigureEdition e on e.Id = a.EditionId where e.FundId = @fund and (e.PublishedAt is not null or e.Id = @edition)",
            new { fund, edition }
        );

    private sealed record GroupRow
    {
        public required Guid EditionId { get; init; }
        public required Guid AwardId { get; init; }
        public required int GroupNumber { get; init; }

        /// <summary>Null: the project is erased, so nothing of it can be corrected.</summary>
        public string? Counted { get; init; }
    }

    private sealed record ProjectRow
    {
        public required Guid AwardId { get; init; }
        public required string Area { get; init; }
        public required string Priority { get; init; }
        public required string Round { get; init; }
        public required string BudgetYear { get; init; }
        public required string PreventionLevel { get; init; }
        public required string Kind { get; init; }
        public required long PeopleNew { get; init; }
        public required long PeopleRepeat { get; init; }
        public DateTime? ReviewedAt { get; init; }
    }

    private sealed record PeopleRow
    {
        public required Guid AwardId { get; init; }
        public required string Question { get; init; }
        public required string Choice { get; init; }
        public required bool MayOverlap { get; init; }
        public required int People { get; init; }
    }

    private sealed record MoneyRow
    {
        public required string Round { get; init; }
        public required string BudgetYear { get; init; }
        public required string Dimension { get; init; }
        public required string Name { get; init; }
        public required long Awards { get; init; }
        public required long Offered { get; init; }
    }

    private sealed record Outcomes
    {
        public required long Projects { get; init; }
        public required long Promised { get; init; }
        public required long Met { get; init; }
        public required long PartlyMet { get; init; }
        public required long NotMet { get; init; }
    }

    // Finished: the final return is accepted. Erased projects have no people to count.
    private const string FinishedSql = """
        from     AwardFigure f
        join     Award w on w.Id = f.AwardId
        join     Round r on r.Id = w.RoundId
        join     MonitoringReturn t on t.AwardId = w.Id and t.IsLatest = 1 and t.Kind = 'Final'
        where    r.FundId = @fund and t.PeopleNew is not null
        """;
    private const string ProjectsSql =
        $"select f.AwardId, f.Area, f.Priority, r.Name as Round, r.BudgetYear, f.PreventionLevel, f.Kind, f.PeopleNew, f.PeopleRepeat, t.ReviewedAt {FinishedSql} order by w.Number, f.AwardId";
    private const string OutcomesSql = $"""
        select   count(*) as Projects, coalesce(sum(f.Promised), 0) as Promised, coalesce(sum(f.Met), 0) as Met, coalesce(sum(f.PartlyMet), 0) as PartlyMet, coalesce(sum(f.NotMet), 0) as NotMet
        {FinishedSql} and t.ReviewedAt < @Before
        """;
    private const string PeopleSql = """
        select   w.Id as AwardId, m.Question, m.Choice, m.People, coalesce((select p.MayOverlap from RoundPeople p where p.RoundId = w.RoundId and p.Question = m.Question and p.Choice = m.Choice), 0) as MayOverlap
        from     MonitoringPeople m
        join     MonitoringReturn t on t.Id = m.ReturnId and t.IsLatest = 1 and t.Kind = 'Final'
        join     Award w on w.Id = t.AwardId
        join     Round r on r.Id = w.RoundId
        where    r.FundId = @fund
        """;
    private const string NotCheckedSql = """
        select   count(*)
        from     MonitoringReturn t
        join     Award w on w.Id = t.AwardId
        join     Round r on r.Id = w.RoundId
        where    r.FundId = @fund and t.Kind = 'Final' and t.Status = 'Submitted' and t.SubmittedAt < @Before
        """;
    private const string MoneySql = """
        select   r.Name as Round, r.BudgetYear, t.Dimension, t.Name, t.Awards, t.Offered
        from     AwardTally t
        join     Round r on r.Id = t.RoundId
        where    r.FundId = @fund and r.LettersReleasedAt is not null
        """;
}
