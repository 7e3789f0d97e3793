using Commissioning.Domain;
using Commissioning.Domain.Publishing;
using Commissioning.Platform.Data;
using Commissioning.Platform.Spreadsheets;

namespace Commissioning.Features.Publishing;

/// <summary>Editions of figures: the only numbers of people that leave the team. Each is frozen when it is made, and counts finished
/// projects of one fund, whose final return is accepted.</summary>
public sealed class FigureEditions(Db db)
{
    public sealed record Edition
    {
        public required Guid Id { get; init; }
        public required Guid FundId { get; init; }
        public required string Fund { get; init; }
        public required DateOnly CountedTo { get; init; }
        public required EditionContent Content { get; init; }
        public required Guid MadeBy { get; init; }
        public required string MadeByName { get; init; }
        public required DateTime MadeAt { get; init; }
        public string? ApprovedByName { get; init; }
        public DateTime? ApprovedAt { get; init; }
        public DateTime? PublishedAt { get; init; }
        public DateTime? WithdrawnAt { get; init; }
        public string? WithdrawnReason { get; init; }
        public required int Version { get; init; }
        public string Title => $"{Fund}: figures up to {LondonTime.Date(CountedTo)}";
        public string State =>
            WithdrawnAt is not null ? "Taken back"
            : PublishedAt is not null ? "Published"
            : ApprovedAt is not null ? "Approved"
            : "Made";
    }

    public sealed record EditionsPage(Guid Fund, string Name, IReadOnlyList<Edition> Editions, DateOnly Quarter);

    public Task<EditionsPage> OfFundAsync(Guid fund) =>
        db.ReadAsync(async work => new EditionsPage(
            fund,
            await work.FindAsync<string>("select Name from Fund where Id = @fund", new { fund }),
            await OfAsync(work, fund),
            EditionRules.QuarterBefore(LondonTime.DateOf(work.Now))
        ));

    public Task<Edition> GetAsync(Guid id) => db.ReadAsync(work => FindAsync(work, id));

    /// <summary>For everybody: those that are published, and those that were taken back, of which only the reason is shown.</summary>
    public Task<IReadOnlyList<Edition>> PublicAsync() =>
        db.QueryAsync<Edition>(Sql + " where e.PublishedAt is not null order by e.CountedTo desc, f.Name, e.Id");

    /// <summary>For everybody; "not found" while it is not published.</summary>
    public Task<Edition> GetPublicAsync(Guid id) =>
        db.ReadAsync(work => work.FindAsync<Edition>(Sql + " where e.Id = @id and e.PublishedAt is not null", new { id }));

    internal static Task<Edition> FindAsync(Work work, Guid id) => work.FindAsync<Edition>(Sql + " where e.Id = @id", new { id });

    /// <summary>The newest first.</summary>
    internal static Task<IReadOnlyList<Edition>> OfAsync(Work work, Guid fund) =>
        work.QueryAsync<Edition>(Sql + " where e.FundId = @fund order by e.CountedTo desc, e.MadeAt desc, e.Id", new { fund });

    /// <summary>The tables of an edition, as page and file show them.</summary>
    public static IReadOnlyList<EditionTable> TablesOf(EditionContent content)
    {
        var tables = new List<EditionTable>
        {
            new(
                "People reached",
                ["People", "Number"],
                [
                    ["People, counted once in each project", Shown(content.PeopleNew)],
                    ["Of them, came more than once", Shown(content.PeopleRepeat)],
                    ["Finished projects in these numbers", Count(content.Projects)],
                    .. Left("Finished projects whose numbers are not shown", content.NotShown),
                    .. Left(
                        "Projects whose figures, or those of their group, were corrected since they were published, so they are left out",
                        content.Corrected
                    ),
                ]
            ),
        };
        for (var i = 0; i < EditionRules.Breakdowns.Count; i++)
            if (content.By(i) is { Count: > 0 } rows)
                tables.Add(
                    new(
                        $"People reached, by {EditionRules.Breakdowns[i].ToLowerInvariant()}",
                        [EditionRules.Breakdowns[i], "Projects", "People", "Came more than once"],
                        rows.Select(row =>
                                (IReadOnlyList<string>)[row.Name, Count(row.Projects), Shown(row.PeopleNew), Shown(row.PeopleRepeat)]
                            )
                            .ToList()
                    )
                );
        tables.AddRange(
            content.Questions.Select(question => new EditionTable(
                $"People reached: {question.Name}{(question.MayOverlap ? " (may overlap)" : "")}, from {question.Projects} projects",
                ["Answer", "People"],
                question.Choices.Select(choice => (IReadOnlyList<string>)[choice.Name, Count(choice.People)]).ToList()
            ))
        );
        tables.Add(
            new(
                $"Outcomes of all {Count(content.Outcomes.Projects)} finished projects",
                ["Outcome", "Number"],
                [
                    ["Promised", Count(content.Outcomes.Promised)],
                    ["Met", Count(content.Outcomes.Met)],
                    ["Partly met", Count(content.Outcomes.PartlyMet)],
                    ["Not met", Count(content.Outcomes.NotMet)],
                ]
            )
        );
        tables.AddRange(
            content
                .Money.GroupBy(row => row.Breakdown)
                .Select(rows => new EditionTable(
                    $"Money offered to all projects of the fund, by {EditionRules.Breakdowns[rows.Key].ToLowerInvariant()}",
                    [EditionRules.Breakdowns[rows.Key], "Projects", "Offered"],
                    rows.Select(row => (IReadOnlyList<string>)[row.Name, Count(row.Projects), new Money(row.Offered).ToString()]).ToList()
                ))
        );
        return tables;
    }

    public static byte[] Csv(Edition edition) =>
        CsvText.Write([
            [edition.Title],
            .. TablesOf(edition.Content)
                .SelectMany(table => new IReadOnlyList<string>[] { [], [table.Caption], table.Columns }.Concat(table.Rows)),
        ]);

    public sealed record EditionTable(string Caption, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);

    private static IEnumerable<IReadOnlyList<string>> Left(string why, int projects) =>
        projects > 0
            ?
            [
                [why, Count(projects)],
            ]
            : [];

    private static string Shown(long? people) => people is { } number ? Count(number) : "Not shown";

    private static string Count(long number) => number.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);

    private const string Sql = """
        select    e.Id, e.FundId, f.Name as Fund, e.CountedTo, e.Content, e.MadeBy, m.DisplayName as MadeByName, e.MadeAt, p.DisplayName as ApprovedByName, e.ApprovedAt, e.PublishedAt, e.WithdrawnAt, e.WithdrawnReason, e.Version
        from      FigureEdition e
        join      Fund f on f.Id = e.FundId
        join      Person m on m.Id = e.MadeBy
        left join Person p on p.Id = e.ApprovedBy
        """;
}
