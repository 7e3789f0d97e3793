using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Publishing;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Publishing;

/// <summary>Makes an edition of a fund's figures for a quarter that is over. Projects whose final return was accepted since the edition
/// before are added in groups; fewer than three wait for the next.</summary>
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
                var projects = await ProjectsAsync(work, of);
                var seen = await GroupsAsync(work, fund);
                var (releases, added) = ReleasesOf(id, editions, projects, seen);
                var content = new EditionContent
                {
                    Releases = releases,
                    Money = await MoneyAsync(work, fund),
                    Outcomes = await work.FindAsync<Outcomes>(OutcomesSql, of) is var sums
                        ? new(sums.Promised, sums.Met, sums.PartlyMet, sums.NotMet)
                        : null!,
                    Waiting = projects.Count(project => seen.All(row => row.AwardId != project.Award)) - added.Sum(group => group.Count),
                    NotChecked = await work.ScalarAsync<int>(NotCheckedSql, of),
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
                    "insert into FigureEditionAward (EditionId, AwardId, GroupNumber) values (@id, @Award, @Number)",
                    added.SelectMany(
                        (group, number) =>
                            group.Select(project => new
                            {
                                id,
                                project.Award,
                                Number = number,
                            })
                    )
                );
                work.Note(
                    $"Figures up to {LondonTime.Date(last)}: {added.Sum(group => group.Count)} projects added in {added.Count} groups, {content.Waiting} wait"
                );
                return Result.Made(id);
            }
        );
    }

    /// <summary>What the editions so far have added, and what this one adds. Projects of an edition that was taken back are counted again,
    /// in the groups that the public has seen.</summary>
    private static (IReadOnlyList<EditionRelease> Releases, IReadOnlyList<IReadOnlyList<EditionProject>> Added) ReleasesOf(
        Guid id,
        IReadOnlyList<FigureEditions.Edition> editions,
        IReadOnlyList<EditionProject> projects,
        IReadOnlyList<GroupRow> seen
    )
    {
        var questions = projects
            .SelectMany(project => project.People.Keys)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .Select(name => (name, projects.Any(project => project.Overlapping.Contains(name))))
            .ToList();
        var releases = new List<EditionRelease>();
        foreach (var edition in editions.Where(one => one.PublishedAt is not null).Reverse())
        foreach (var release in edition.Content.Releases.Where(release => release.Edition == edition.Id))
        {
            var groups = seen.Where(row => row.EditionId == edition.Id)
                .GroupBy(row => row.GroupNumber)
                .OrderBy(group => group.Key)
                .Select(group =>
                    (Awards: group.Count(), Projects: projects.Where(project => group.Any(row => row.AwardId == project.Award)).ToList())
                )
                .ToList();
            releases.Add(
                edition.WithdrawnAt is null || groups.Any(group => group.Projects.Count < group.Awards)
                    ? release
                    : Suppression.Release(
                        edition.Id,
                        groups.Select(group => (IReadOnlyList<EditionProject>)group.Projects).ToList(),
                        questions
                    )
            );
        }
        var added = Suppression.Groups(projects.Where(project => seen.All(row => row.AwardId != project.Award)).ToList());
        if (added.Count > 0)
            releases.Add(Suppression.Release(id, added, questions));
        return (releases, added);
    }

    private static async Task<IReadOnlyList<EditionProject>> ProjectsAsync(Work work, object of)
    {
        var people = (await work.QueryAsync<PeopleRow>(PeopleSql, of)).ToLookup(row => row.AwardId);
        return (await work.QueryAsync<ProjectRow>(ProjectsSql, of))
            .Select(row => new EditionProject(
                row.AwardId,
                [row.Area, row.Priority, $"{row.Round}, {row.BudgetYear}", row.PreventionLevel, row.Kind],
                row.PeopleNew,
                row.PeopleRepeat,
                people[row.AwardId]
                    .GroupBy(one => one.Question)
                    .ToDictionary(
                        question => question.Key,
                        question => (IReadOnlyDictionary<string, long>)question.ToDictionary(one => one.Choice, one => (long)one.People)
                    )
            )
            {
                Overlapping = people[row.AwardId].Where(one => one.MayOverlap).Select(one => one.Question).ToHashSet(),
            })
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

    /// <summary>Groups of every edition that the public has seen, whether or not it was taken back.</summary>
    private static Task<IReadOnlyList<GroupRow>> GroupsAsync(Work work, Guid fund) =>
        work.QueryAsync<GroupRow>(
            "select a.EditionId, a.AwardId, a.GroupNumber from FigureEditionAward a join FigureEdition e on e.Id = a.EditionId where e.FundId = @fund and e.PublishedAt is not null",
            new { fund }
        );

    private sealed record GroupRow
    {
        public required Guid EditionId { get; init; }
        public required Guid AwardId { get; init; }
        public required int GroupNumber { get; init; }
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
        public required long Promised { get; init; }
        public required long Met { get; init; }
        public required long PartlyMet { get; init; }
        public required long NotMet { get; init; }
    }

    // Finished: the final return is accepted, by the last day. Erased projects have no people to count.
    private const string FinishedSql = """
        from     AwardFigure f
        join     Award w on w.Id = f.AwardId
        join     Round r on r.Id = w.RoundId
        join     MonitoringReturn t on t.AwardId = w.Id and t.IsLatest = 1 and t.Kind = 'Final' and t.ReviewedAt < @Before
        where    r.FundId = @fund and t.PeopleNew is not null
        """;
    private const string ProjectsSql =
        $"select f.AwardId, f.Area, f.Priority, r.Name as Round, r.BudgetYear, f.PreventionLevel, f.Kind, f.PeopleNew, f.PeopleRepeat {FinishedSql} order by w.Number, f.AwardId";
    private const string OutcomesSql = $"""
        select   coalesce(sum(f.Promised), 0) as Promised, coalesce(sum(f.Met), 0) as Met, coalesce(sum(f.PartlyMet), 0) as PartlyMet, coalesce(sum(f.NotMet), 0) as NotMet
        {FinishedSql}
        """;
    private const string PeopleSql = """
        select   w.Id as AwardId, m.Question, m.Choice, m.People, coalesce((select p.MayOverlap from RoundPeople p where p.RoundId = w.RoundId and p.Question = m.Question and p.Choice = m.Choice), 0) as MayOverlap
        from     MonitoringPeople m
        join     MonitoringReturn t on t.Id = m.ReturnId and t.IsLatest = 1 and t.Kind = 'Final' and t.ReviewedAt < @Before
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
