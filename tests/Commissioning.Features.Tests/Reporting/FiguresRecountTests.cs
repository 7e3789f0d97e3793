using System.Globalization;
using Commissioning.Features.Reporting;
using Commissioning.Platform.Data;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Reporting;

/// <summary>Every number of the figures of a round or a fund, counted again from the rows by one statement that the portal does not
/// share.</summary>
public sealed class FiguresRecountTests(DemonstrationHostWithoutPdf host) : IClassFixture<DemonstrationHostWithoutPdf>
{
    [Fact]
    public async Task Every_number_of_the_demonstrations_figures_equals_a_recount_of_its_rows()
    {
        var rounds = await host.Db.QueryAsync<Guid>("select distinct RoundId from Award");
        Assert.NotEmpty(rounds);
        foreach (var round in rounds)
            await AssertRoundAsync(host.Db, round);
        foreach (var fund in await host.Db.QueryAsync<Guid>("select Id from Fund where SucceedsId is null"))
            await AssertFundAsync(host.Db, fund);
    }

    /// <summary>20,000 awards with COMMISSIONING_LONG=1.</summary>
    [Fact]
    public async Task Every_number_of_the_figures_of_many_awards_equals_a_recount_of_their_rows()
    {
        using var database = new TestDatabase();
        var many = Environment.GetEnvironmentVariable("COMMISSIONING_LONG") == "1" ? 20_000 : 500;
        var (fund, round) = await BulkAwards.FillAsync(database, many, 2);
        await AssertRoundAsync(database.Db, round);
        await AssertFundAsync(database.Db, fund);
    }

    private static async Task AssertRoundAsync(Db db, Guid round) =>
        Assert.Equal(await RecountAsync(db, [round]), Shown(await new AwardDashboard(db).OfRoundAsync(round)));

    private static async Task AssertFundAsync(Db db, Guid fund) =>
        Assert.Equal(
            await RecountAsync(
                db,
                await db.QueryAsync<Guid>("select Id from Round where FundId = @fund and PublishedAt is not null", new { fund })
            ),
            Shown(await new AwardDashboard(db).OfFundAsync(fund))
        );

    /// <summary>Each cell as "table / row / column: number".</summary>
    private static SortedDictionary<string, string> Shown(AwardDashboard.AwardFiguresPage page)
    {
        var cells = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (
            var table in new[] { page.Progress, page.Unspent, page.ToReturn, page.Outcomes, page.People }
                .Concat(page.Reached)
                .Concat(page.Shares.SelectMany(share => new[] { share.Money, share.Outcomes, share.People }))
        )
        foreach (var row in table.Totals is { } totals ? table.Rows.Append(totals) : table.Rows)
            for (var i = 1; i < row.Count; i++)
                if (row[i].Length > 0)
                    cells.Add($"{table.Caption} / {row[0]} / {table.Columns[i].Name}", row[i]);
        return cells;
    }

    private static async Task<SortedDictionary<string, string>> RecountAsync(Db db, IReadOnlyList<Guid> rounds)
    {
        var awards = new List<AwardRow>();
        var reached = new List<ReachedRow>();
        foreach (var round in rounds)
        {
            awards.AddRange(await db.QueryAsync<AwardRow>(AwardSql, new { round }));
            reached.AddRange(await db.QueryAsync<ReachedRow>(ReachedSql, new { round }));
        }
        var cells = new SortedDictionary<string, string>(StringComparer.Ordinal);
        void Add(string table, string row, string column, long number, bool money = false) =>
            cells.Add(
                $"{table} / {row} / {column}",
                money ? new Domain.Money(number).ToString() : number.ToString("N0", CultureInfo.InvariantCulture)
            );
        var spentRow = "Spent by accepted returns";
        var waiting = "Sent and not checked";
        Add("Offers and their results", "Offered", "Projects", awards.Sum(a => a.Live));
        Add("Offers and their results", "Offered", "Amount", awards.Sum(a => a.Net), true);
        Add("Offers and their results", "Accepted", "Projects", awards.Sum(a => a.IsAccepted));
        Add("Offers and their results", "Accepted", "Amount", awards.Sum(a => a.IsAccepted * a.Net), true);
        Add("Offers and their results", "Paid less what came back", "Amount", awards.Sum(a => a.Paid - a.CameBack), true);
        Add("Offers and their results", spentRow, "Projects", awards.Sum(a => a.Checked));
        if (awards.Any(a => a.Checked > 0))
            Add("Offers and their results", spentRow, "Amount", awards.Sum(a => a.Spent), true);
        Add("Offers and their results", waiting, "Projects", awards.Sum(a => a.Waiting));
        Add("Offers and their results", waiting, "Amount", awards.Sum(a => a.WaitingSpent), true);
        Add("Offers and their results", "Closed", "Projects", awards.Sum(a => a.IsClosed));
        var unspent = "Unspent at close-out, and recovered";
        Add(unspent, "Never paid", "Amount", awards.Sum(a => a.NotDrawn), true);
        Add(unspent, "Paid and not spent", "Amount", awards.Sum(a => a.ToReturn - a.Recovered), true);
        Add(unspent, "Recovered by the office", "Amount", awards.Sum(a => a.Recovered), true);
        Add(unspent, "Unspent and recovered", "Amount", awards.Sum(a => a.NotDrawn + a.ToReturn), true);
        var returned = "Money to be paid back";
        Add(returned, "To come back", "Amount", awards.Sum(a => a.ToReturn - a.CameBack - a.UsedAgain), true);
        Add(returned, "Came back", "Amount", awards.Sum(a => a.CameBack), true);
        Add(returned, "Used again", "Amount", awards.Sum(a => a.UsedAgain), true);
        Add(returned, "To be paid back", "Amount", awards.Sum(a => a.ToReturn), true);
        Outcomes("Outcomes against what was promised", null, awards);
        Add("People reached", "People, counted once in each project", "Number", awards.Sum(a => a.People));
        Add("People reached", "Of them, came more than once", "Number", awards.Sum(a => a.Again));
        foreach (var question in reached.GroupBy(row => row.Question))
        {
            var table = $"People reached: {question.Key}{(question.First().MayOverlap ? " (may overlap)" : "")}";
            foreach (var choice in question.GroupBy(row => row.Choice))
                Add(table, choice.Key, "People", choice.Sum(row => row.People));
            if (!question.First().MayOverlap)
                Add(table, "Total", "People", question.Sum(row => row.People));
        }
        foreach (
            var (by, name) in new (string, Func<AwardRow, string>)[]
            {
                ("priority", a => a.Priority ?? "Not said"),
                ("area", a => a.Area),
                ("zone", a => a.Zone ?? "None"),
                ("prevention level", a => a.Level ?? "Not said"),
                ("kind of organisation", a => a.Kind),
            }
        )
        {
            foreach (
                var group in awards
                    .GroupBy(name)
                    .Where(group => group.Any(a => a.Live > 0 || a.GivenBack > 0))
                    .Select(group => (group.Key, Of: group.ToList()))
                    .Append(("Total", awards))
            )
            {
                var (row, of) = group;
                var money = $"Money by {by}";
                Add(money, row, "Awards", of.Sum(a => a.Live));
                Add(money, row, "Offered", of.Sum(a => a.Net), true);
                Add(money, row, "Accepted", of.Sum(a => a.IsAccepted * a.Net), true);
                Add(money, row, "Paid less what came back", of.Sum(a => a.Paid - a.CameBack), true);
                if (of.Any(a => a.Checked > 0))
                    Add(money, row, "Spent by accepted returns", of.Sum(a => a.Spent), true);
                Add(money, row, "Sent and not checked", of.Sum(a => a.WaitingSpent), true);
                Add(money, row, "Unspent at close-out", of.Sum(a => a.NotDrawn + a.ToReturn - a.Recovered), true);
                Add(money, row, "Recovered by the office", of.Sum(a => a.Recovered), true);
                Add(money, row, "Returned", of.Sum(a => a.GivenBack), true);
                Add(money, row, "Closed", of.Sum(a => a.IsClosed));
                Outcomes($"Outcomes by {by}", row, of);
                Add($"People by {by}", row, "People, counted once in each project", of.Sum(a => a.People));
                Add($"People by {by}", row, "Came more than once", of.Sum(a => a.Again));
            }
        }
        return cells;

        void Outcomes(string table, string? row, IReadOnlyList<AwardRow> of)
        {
            foreach (
                var (name, number) in new[]
                {
                    ("Promised", of.Sum(a => a.Promised)),
                    ("Met", of.Sum(a => a.Met)),
                    ("Partly met", of.Sum(a => a.Partly)),
                    ("Not met", of.Sum(a => a.NotMet)),
                    ("Not reported yet", of.Sum(a => a.Promised - a.Met - a.Partly - a.NotMet)),
                }
            )
                Add(table, row ?? name, row is null ? "Number" : name, number);
        }
    }

    private sealed record AwardRow
    {
        public required long Live { get; init; }
        public required long Net { get; init; }
        public required long GivenBack { get; init; }
        public required long IsAccepted { get; init; }
        public required long IsClosed { get; init; }
        public required long Paid { get; init; }
        public required long Spent { get; init; }
        public required long Waiting { get; init; }
        public required long WaitingSpent { get; init; }
        public required long NotDrawn { get; init; }
        public required long ToReturn { get; init; }
        public required long CameBack { get; init; }
        public required long UsedAgain { get; init; }
        public required long Recovered { get; init; }
        public required long Checked { get; init; }
        public required long Promised { get; init; }
        public required long Met { get; init; }
        public required long Partly { get; init; }
        public required long NotMet { get; init; }
        public required long People { get; init; }
        public required long Again { get; init; }
        public string? Priority { get; init; }
        public required string Area { get; init; }
        public string? Zone { get; init; }
        public string? Level { get; init; }
        public required string Kind { get; init; }
    }

    private sealed record ReachedRow
    {
        public required string Question { get; init; }
        public required string Choice { get; init; }
        public required bool MayOverlap { get; init; }
        public required long People { get; init; }
    }

    // The last accepted return is worked out from the returns, not read from IsLatest.
    private const string LatestSql = """
        Accepted as (select t.Id, t.AwardId, t.Spent, t.PeopleNew, t.PeopleRepeat, row_number() over (partition by t.AwardId order by case t.Kind when 'Final' then 0 else 1 end, t.PeriodTo desc, t.Id) as Place
                     from MonitoringReturn t where t.Status = 'Accepted' and t.Kind <> 'Reuse'),
        Latest as (select Id, AwardId, Spent, PeopleNew, PeopleRepeat from Accepted where Place = 1)
        """;
    private const string AwardSql = $"""
        with {LatestSql},
             Unread as (select t.AwardId, t.Spent, row_number() over (partition by t.AwardId order by case t.Kind when 'Final' then 0 else 1 end, t.PeriodTo desc, t.Id) as Place from MonitoringReturn t where t.Status = 'Submitted' and t.Kind <> 'Reuse'),
             Came as (select l.AwardId, sum(case when x.Verdict = 'Met' then 1 else 0 end) as Met, sum(case when x.Verdict = 'Partly' then 1 else 0 end) as Part, sum(case when x.Verdict = 'NotMet' then 1 else 0 end) as NotMet from Latest l join MonitoringOutcome x on x.ReturnId = l.Id group by l.AwardId),
             Promise as (select m.ApplicationId, count(*) as Number from OutcomeMeasure m group by m.ApplicationId),
             Money as (select y.AwardId, sum(y.Amount) as Pence from Payment y where y.Status = 'Paid' group by y.AwardId),
             Unreads as (select u.AwardId, count(*) as Number, sum(case when u.Place = 1 then u.Spent else 0 end) as Spent from Unread u group by u.AwardId)
        select    case when coalesce(w.EndedHow, '') in ('Declined', 'OfferWithdrawn') then 0 else 1 end as Live, w.Amount - w.GivenBack as Net, w.GivenBack, case when w.AcceptedAt is null then 0 else 1 end as IsAccepted, case when w.EndedHow = 'Closed' then 1 else 0 end as IsClosed,
                  coalesce(y.Pence, 0) as Paid, coalesce(l.Spent, 0) as Spent, coalesce(u.Number, 0) as Waiting, coalesce(u.Spent, 0) as WaitingSpent, coalesce(c.NotDrawn, 0) as NotDrawn, coalesce(c.ToReturn, 0) as ToReturn, coalesce(c.Received, 0) as CameBack, coalesce(c.Reused, 0) as UsedAgain, coalesce(c.Recovered, 0) as Recovered, case when l.AwardId is null then 0 else 1 end as Checked,
                  case when w.AcceptedAt is null then 0 else coalesce(p.Number, 0) end as Promised, coalesce(k.Met, 0) as Met, coalesce(k.Part, 0) as Partly, coalesce(k.NotMet, 0) as NotMet, coalesce(l.PeopleNew, 0) as People, coalesce(l.PeopleRepeat, 0) as Again,
                  a.Priority, o.Area, a.Zone, w.PreventionLevel as Level, o.Kind
        from      Award w
        join      Application a on a.Id = w.ApplicationId
        join      Organisation o on o.Id = a.OrganisationId
        left join CloseOut c on c.AwardId = w.Id
        left join Money y on y.AwardId = w.Id
        left join Latest l on l.AwardId = w.Id
        left join Unreads u on u.AwardId = w.Id
        left join Came k on k.AwardId = w.Id
        left join Promise p on p.ApplicationId = w.ApplicationId
        where     w.RoundId = @round
        """;
    private const string ReachedSql = $"""
        with {LatestSql}
        select   m.Question, m.Choice, max(case when r.MayOverlap = 1 then 1 else 0 end) as MayOverlap, sum(m.People) as People
        from     Latest l
        join     MonitoringPeople m on m.ReturnId = l.Id
        join     Award w on w.Id = l.AwardId
        join     RoundPeople r on r.RoundId = w.RoundId and r.Question = m.Question and r.Choice = m.Choice
        where    w.RoundId = @round
        group by m.Question, m.Choice
        """;
}
