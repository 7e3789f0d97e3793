using System.Diagnostics;
using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.CspBudgets;
using Commissioning.Features;
using Commissioning.Features.Casework;
using Commissioning.Testing;
using Dapper;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioning.Benchmarks;

/// <summary>The staff's lists over HTTP with 57 applications and with many, by turns with their floors: a staff page without content, and
/// the plainest statements that give the same rows.</summary>
internal static class Lists
{
    private const int Batches = 15,
        PerBatch = 4,
        Rows = 100;

    /// <param name="Floor">Of each only the first rows are read.</param>
    private sealed record Measured(string Name, Func<Site, string> Path, double Bar, params string[] Floor)
    {
        public bool IsAudit { get; init; }

        /// <summary>Of each statement of the floor.</summary>
        public int Rows { get; init; } = Lists.Rows;
    }

    /// <param name="Large">An organisation with 200 applications.</param>
    private sealed record Site(PortalHost Host, BulkSeed Seed, Browser Officer, Browser Auditor, Guid Large) : IAsyncDisposable
    {
        public SqliteConnection Connection { get; } = new(Host.Database.ConnectionString);

        public async ValueTask DisposeAsync()
        {
            await Connection.DisposeAsync();
            await Host.DisposeAsync();
        }
    }

    private static Measured Empty(Measured beside) => new("empty staff page", _ => Links.Casework.Views, 0) { IsAudit = beside.IsAudit };

    private const string ApplicationsSql =
        "select a.Id, a.Reference, o.Name, a.ProjectName, o.Area, a.AmountRequested, a.DueDiligence, p.OwnerId, (select count(s.SubmittedAt) from ScoringAssignment s where s.ApplicationId = a.Id), (select sum(s.Total) from ScoringAssignment s where s.ApplicationId = a.Id) from Application a join Organisation o on o.Id = a.OrganisationId left join CheckPlan p on p.ApplicationId = a.Id where a.RoundId = @Live and a.Number is not null";
    private const string OfficeSql =
        "select r.FundId, r.BudgetYear, o.Area, a.Priority, count(*), sum(a.AmountRequested), sum(l.Funded), sum(g.Offered), sum(g.Paid), sum(g.Reported), sum(g.GivenBack) from Application a join Round r on r.Id = a.RoundId join Organisation o on o.Id = a.OrganisationId left join DecisionLine l on l.ApplicationId = a.Id left join Award w on w.ApplicationId = a.Id left join AwardFigure g on g.AwardId = w.Id where a.Number is not null and a.Status = 'Submitted' group by r.FundId, r.BudgetYear, o.Area, a.Priority";
    private const string RoundFiguresSql =
        "select a.Priority, o.Area, l.Funded, c.Numerator / (c.Denominator * 10), count(*), sum(a.AmountRequested), sum(w.Amount) from Application a join Organisation o on o.Id = a.OrganisationId left join CheckPlan p on p.ApplicationId = a.Id left join DecisionLine l on l.ApplicationId = a.Id left join Award w on w.ApplicationId = a.Id left join RecommendationLine c on c.ApplicationId = a.Id where a.RoundId = @Live and a.Number is not null and a.Status = 'Submitted' group by a.Priority, o.Area, l.Funded, c.Numerator / (c.Denominator * 10)";
    private const string FoundSql =
        "select count(*) from Application a join Organisation o on o.Id = a.OrganisationId where a.RoundId = @Live and a.Number is not null";
    private const string WordSql = " and (a.ProjectName like '%boxing%' or o.Name like '%boxing%' or a.Reference like '%boxing%')";
    private static readonly string AreaSql = $" and o.Area = '{AreaRules.DefaultAreas[8]}'";

    private static readonly Measured[] OneRound =
    [
        new("home", _ => Links.Casework.Work, 2.5, "select * from RoundTally", "select * from PanelMember where RoundId = @Live"),
        new("applications", site => Links.Casework.Applications(site.Seed.Live), 2.5, ApplicationsSql + " order by a.Number"),
        new(
            "applications by mean",
            site => Links.Casework.Applications(site.Seed.Live) + "?sort=-mean",
            3,
            "select a.Id, (select sum(s.Total) * 1000000 / count(*) from ScoringAssignment s where s.ApplicationId = a.Id and s.SubmittedAt is not null) as Mean from Application a where a.RoundId = @Live and a.Number is not null order by Mean desc",
            ApplicationsSql + " order by a.Number"
        ),
        new(
            "applications of an area",
            site => $"{Links.Casework.Applications(site.Seed.Live)}?area={AreaRules.DefaultAreas[8]}",
            3,
            ApplicationsSql + AreaSql + " order by a.Number",
            FoundSql + AreaSql
        ),
        new(
            "applications with a word",
            site => Links.Casework.Applications(site.Seed.Live) + "?q=boxing",
            3,
            ApplicationsSql + WordSql + " order by a.Number",
            FoundSql + WordSql
        ),
        new("e-mail", _ => Links.Operations.Outbox, 2.5, "select * from OutboxEmail order by Id desc") { IsAudit = true },
        new(
            "organisations",
            _ => Links.Casework.Organisations,
            2.5,
            "select o.*, (select count(*) from Application a where a.OrganisationId = o.Id and a.Number is not null), (select count(*) from Award w join Application a on a.Id = w.ApplicationId where a.OrganisationId = o.Id) from Organisation o order by o.Id"
        ),
        new("office figures", _ => Links.Reporting.Office, 3, OfficeSql) { Rows = 1000 },
        new("round in figures", site => Links.Reporting.RoundFigures(site.Seed.Live), 3, RoundFiguresSql) { Rows = 10_000 },
        new("audit trail", _ => Links.Audit.Trail, 2.5, "select * from AuditEntry order by Sequence desc") { IsAudit = true },
    ];

    private const string AwardJoinsSql =
        "join Application a on a.Id = w.ApplicationId join Organisation o on o.Id = a.OrganisationId order by x.Id";

    private static readonly Measured[] ManyRounds =
    [
        new(
            "home, ten rounds",
            _ => Links.Casework.Work,
            2.5,
            "select * from RoundTally",
            "select * from PanelMember where RoundId = @Live"
        ),
        new(
            "awards",
            _ => Links.Casework.Awards,
            2.5,
            $"select w.Id, a.Reference, o.Name, a.ProjectName, w.Amount, (select sum(p.Amount) from Payment p where p.AwardId = w.Id), (select min(m.DueOn) from MonitoringReturn m where m.AwardId = w.Id) from Award x join Award w on w.Id = x.Id {AwardJoinsSql}"
        ),
        new("office figures", _ => Links.Reporting.Office, 3, OfficeSql) { Rows = 1000 },
        new(
            "payments",
            _ => Links.Payments.Queue,
            2.5,
            $"select x.Id, a.Reference, o.Name, x.Amount, x.Status, x.RequestedAt from Payment x join Award w on w.Id = x.AwardId {AwardJoinsSql}"
        ),
        new(
            "visits",
            _ => Links.Monitoring.Visits,
            20,
            $"select w.Id, a.Reference, o.Name, a.ProjectName, w.Amount from Award x join Award w on w.Id = x.Id {AwardJoinsSql}"
        ),
        new(
            "returns",
            _ => Links.Monitoring.Returns,
            2.5,
            $"select x.Id, a.Reference, o.Name, x.DueOn, x.Status, x.Rating from MonitoringReturn x join Award w on w.Id = x.AwardId {AwardJoinsSql}"
        ),
    ];

    private const int OfLarge = 200;
    private const string OwnSql =
        "from Application a join Organisation o on o.Id = a.OrganisationId join Round r on r.Id = a.RoundId join Fund f on f.Id = r.FundId left join Award w on w.ApplicationId = a.Id where a.OrganisationId = @Large";
    private const string OwnApplicationsSql =
        $"select a.Id, a.Reference, a.ProjectName, o.Name, f.Name, r.Name, r.BudgetYear, a.Status, a.AmountRequested, a.SubmittedAt, w.Id, w.Amount, w.GivenBack, w.AcceptedAt, w.EndedHow, (select sum(p.Amount) from Payment p where p.AwardId = w.Id and p.Status = 'Paid'), (select l.Funded from DecisionLine l where l.ApplicationId = a.Id), (select c.Received from CloseOut c where c.AwardId = w.Id) {OwnSql} order by a.SubmittedAt desc";

    /// <summary>The record of an organisation with 200 applications, part by part.</summary>
    private static readonly Measured[] RecordParts =
    [
        Record(
            OrganisationPart.Overview,
            OwnApplicationsSql,
            "select * from Organisation where Id = @Large",
            "select * from StopFlag where OrganisationId = @Large",
            "select * from Note where OrganisationId = @Large",
            "select * from OrganisationTag where OrganisationId = @Large",
            "select * from OrganisationLink where OrganisationId = @Large or HostId = @Large",
            "select s.* from Subsidy s join Application a on a.Id = s.ApplicationId where a.OrganisationId = @Large"
        ),
        Record(OrganisationPart.Applications, OwnApplicationsSql),
        Record(OrganisationPart.Awards, OwnApplicationsSql),
        Record(
            OrganisationPart.Payments,
            "select p.Id, a.Reference, p.Reason, p.Amount, p.Status, p.RequestedAt, p.PaidOn, p.BankReference, p.ResultNote from Application a join Award w on w.ApplicationId = a.Id join Payment p on p.AwardId = w.Id where a.OrganisationId = @Large order by p.RequestedAt desc"
        ),
        Record(
            OrganisationPart.Returns,
            "select m.Id, a.Reference, m.Kind, m.PeriodFrom, m.PeriodTo, m.DueOn, m.FirstSentAt, m.Status, m.Spent from Application a join Award w on w.ApplicationId = a.Id join MonitoringReturn m on m.AwardId = w.Id where a.OrganisationId = @Large order by m.DueOn desc",
            "select v.* from Application a join Award w on w.ApplicationId = a.Id join Visit v on v.AwardId = w.Id where a.OrganisationId = @Large"
        ),
        Record(
            OrganisationPart.Documents,
            "select d.Id, s.Name from Application a join ApplicationDocument d on d.ApplicationId = a.Id join StoredFile s on s.Id = d.FileId where a.OrganisationId = @Large"
        ),
        Record(
            OrganisationPart.Messages,
            "select l.Id, l.Kind from Application a join Letter l on l.ApplicationId = a.Id where a.OrganisationId = @Large",
            "select e.* from Application a join OutboxEmail e on e.SubjectId = a.Id where a.OrganisationId = @Large",
            "select e.* from Application a join Award w on w.ApplicationId = a.Id join OutboxEmail e on e.SubjectId = w.Id where a.OrganisationId = @Large",
            "select e.* from Application a join Award w on w.ApplicationId = a.Id join Payment p on p.AwardId = w.Id join OutboxEmail e on e.SubjectId = p.Id where a.OrganisationId = @Large",
            "select e.* from Application a join Award w on w.ApplicationId = a.Id join MonitoringReturn m on m.AwardId = w.Id join OutboxEmail e on e.SubjectId = m.Id where a.OrganisationId = @Large"
        ),
        Record(
            OrganisationPart.Checks,
            "select * from StopFlag where OrganisationId = @Large",
            "select * from BankDetails where OrganisationId = @Large",
            "select n.* from Application a join Finding n on n.ApplicationId = a.Id where a.OrganisationId = @Large",
            "select c.* from Application a join DueDiligenceCheck c on c.ApplicationId = a.Id where a.OrganisationId = @Large"
        ),
        Record(
            OrganisationPart.Links,
            "select * from OrganisationLink where OrganisationId = @Large or HostId = @Large",
            "select * from OrganisationMerge where StandsId = @Large",
            "select m.* from MatchKey k join MatchKey m on m.Kind = k.Kind and m.KeyText = k.KeyText where k.OrganisationId = @Large"
        ),
    ];

    private static Measured Record(OrganisationPart part, params string[] floor) =>
        new($"record: {part}", site => Links.Casework.OrganisationOn(site.Large, part), 3, floor) { Rows = 1000 };

    public static async Task<int> RunAsync(string[] args)
    {
        var many = args.Where(arg => arg[0] != '-').Select(arg => int.Parse(arg, CultureInfo.InvariantCulture)).FirstOrDefault(57_000);
        var failed = false;
        var record = args.Contains("--record");
        var figures = args.Contains("--figures");
        foreach (
            var (pages, oneRound) in record ? [(RecordParts, false)] : new[] { (OneRound, true), ([.. ManyRounds, .. RecordParts], false) }
        )
        {
            Console.WriteLine(oneRound ? "All applications in one round" : "A live round and nine decided ones");
            await using var small = await SiteAsync(57, oneRound);
            await using var large = await SiteAsync(many, oneRound);
            foreach (var page in pages.Where(page => !figures || page.Name.Contains("figures", StringComparison.Ordinal)))
            {
                if (args.Contains("--statements"))
                    await StatementsAsync(large, page);
                failed |= await CompareAsync(small, large, page);
            }
            if (oneRound && !figures)
                foreach (var format in new[] { "xlsx", "csv" })
                    failed |= await ExportAsync(large, format);
        }
        return failed ? 1 : 0;
    }

    /// <summary>A portal on a database that is filled before it starts.</summary>
    private sealed class SeededHost(TestDatabase database) : PortalHost
    {
        protected override Task<TestDatabase> NewDatabaseAsync() => Task.FromResult(database);
    }

    private static async Task<Site> SiteAsync(int applications, bool oneRound)
    {
        var database = new TestDatabase();
        var host = new SeededHost(database);
        var watch = Stopwatch.StartNew();
        var seed = await BulkSeed.MakeAsync(database, applications, oneRound);
        var counts = new List<string>();
        var seconds = watch.Elapsed.TotalSeconds;
        foreach (
            var (table, many) in new[]
            {
                ("Application", "applications"),
                ("ScoringAssignment", "score sheets"),
                ("Score", "scores"),
                ("Award", "awards"),
                ("Payment", "payments"),
                ("MonitoringReturn", "returns"),
                ("OutboxEmail", "e-mails"),
            }
        )
            counts.Add((await database.CountAsync(table)).ToString("N0", CultureInfo.InvariantCulture) + " " + many);
        var megabytes = new FileInfo(database.Dialect.File!).Length / 1e6;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", counts)} in {seconds:0} s; {megabytes:0} MB"));
        var larger = await LargeAsync(database, oneRound ? 0 : OfLarge);
        await host.InitializeAsync();
        host.Clock.MoveTo(BulkSeed.Now);
        return new Site(host, seed, await host.AsAsync(seed.Officer), await host.AsAsync(seed.Auditor), larger);
    }

    /// <summary>Gives an organisation so many of the decided applications, two fifths of which have awards.</summary>
    private static async Task<Guid> LargeAsync(TestDatabase database, int applications)
    {
        var large = await database.Db.ScalarAsync<Guid>("select Id from Organisation where Name = 'Group 00000 of Leicestershire'");
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                """
                update Application
                set    OrganisationId = @large
                where  Id in (select x.Id
                              from   (select a.Id, row_number() over (order by r.Id, a.Number) as N from Round r join Application a on a.RoundId = r.Id where r.DecidedAt is not null) x
                              where  x.N <= @applications)
                """,
                new { large, applications }
            )
        );
        return large;
    }

    private static async Task<bool> CompareAsync(Site small, Site large, Measured page)
    {
        var sites = new[] { small, large };
        foreach (var site in sites)
        {
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < 200 && watch.Elapsed.TotalSeconds < 3; i++)
            {
                await OpenAsync(site, page);
                await OpenAsync(site, Empty(page));
                ReadFloor(site, page);
            }
        }
        var (times, floors) = (sites.Select(_ => new List<double>()).ToList(), sites.Select(_ => new List<double>()).ToList());
        for (var batch = 0; batch < Batches; batch++)
        for (var s = 0; s < sites.Length; s++)
        {
            var site = sites[s];
            times[s].Add(await TimeAsync(() => OpenAsync(site, page)));
            floors[s]
                .Add(
                    await TimeAsync(async () =>
                    {
                        await OpenAsync(site, Empty(page));
                        ReadFloor(site, page);
                    })
                );
        }
        var (time, floor) = (times.Select(Median).ToList(), floors.Select(Median).ToList());
        var opens = page.Bar < 3;
        // More rows are shown of many than of 57, so the growth that counts is that of the ratio.
        var growth = time[1] / floor[1] / (time[0] / floor[0]);
        var met = time[0] / floor[0] <= page.Bar && (opens ? growth <= 1.2 : time[1] / floor[1] <= page.Bar);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{page.Name, -24} at 57 {time[0]:0.00} ms, floor {floor[0]:0.00} ms, ratio {time[0] / floor[0]:0.00}   at many {time[1]:0.00} ms, floor {floor[1]:0.00} ms, ratio {time[1] / floor[1]:0.00}   time {time[1] / time[0]:0.00}, ratio {growth:0.00} of that at 57   bar {page.Bar:0.0}{(opens ? " and 1.2" : " at both")} {(met ? "met" : "MISSED")}"
            )
        );
        return !met;
    }

    /// <summary>Peak memory of the whole process, which holds the portal and the browser, while a list of all applications is
    /// sent.</summary>
    private static async Task<bool> ExportAsync(Site site, string format)
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var (before, set, most, watch) = (GC.GetTotalMemory(true), process.PeakWorkingSet64, 0L, Stopwatch.StartNew());
        var bytes = 0L;
        await using (
            var timer = new Timer(_ => most = Math.Max(most, GC.GetTotalMemory(false)), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(10))
        )
        {
            using var client = new HttpClient { BaseAddress = site.Host.Address };
            client.DefaultRequestHeaders.Add("Cookie", await site.Host.SessionCookieAsync(site.Seed.Officer));
            using var answer = await client.GetAsync(
                new Uri($"{Links.Casework.Applications(site.Seed.Live)}?download={format}", UriKind.Relative),
                HttpCompletionOption.ResponseHeadersRead
            );
            answer.EnsureSuccessStatusCode();
            await using var stream = await answer.Content.ReadAsStreamAsync();
            var buffer = new byte[65536];
            for (int read; (read = await stream.ReadAsync(buffer)) > 0; )
                bytes += read;
        }
        process.Refresh();
        var (managed, working) = (Math.Max(0, most - before) / 1e6, Math.Max(0, process.PeakWorkingSet64 - set) / 1e6);
        var met = Math.Max(managed, working) < 100;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"all applications as .{format}: {bytes / 1e6:0.0} MB in {watch.Elapsed.TotalSeconds:0.0} s, {managed:0} MB more of managed memory, {working:0} MB more of working set at most   bar 100 MB {(met ? "met" : "MISSED")}"
            )
        );
        return !met;
    }

    /// <summary>What each statement of a page takes, the slowest first, with its plan.</summary>
    private static async Task StatementsAsync(Site site, Measured page)
    {
        await OpenAsync(site, page);
        var statements = await TestDatabase.StatementsAsync(
            site.Host.Db,
            () => OpenAsync(site, page),
            site.Host.Services.GetRequiredService<IHttpContextAccessor>()
        );
        var times = new List<(double Time, string Sql, object? Arguments)>();
        foreach (var one in statements)
        {
            var least = double.MaxValue;
            for (var i = 0; i < 3; i++)
                least = Math.Min(least, Read(site, one.Sql, one.Arguments));
            times.Add((least, one.Sql, one.Arguments));
        }
        Console.WriteLine($"{page.Name}: {times.Count} statements, {times.Sum(one => one.Time):0.00} ms");
        foreach (var (time, sql, arguments) in times.OrderByDescending(one => one.Time).Take(6))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {time:0.00} ms: {sql.ReplaceLineEndings(" ")}"));
            foreach (var step in site.Connection.Query("explain query plan " + sql, arguments))
                Console.WriteLine($"      {step.detail}");
        }
    }

    private static void ReadFloor(Site site, Measured page)
    {
        foreach (var sql in page.Floor)
            Read(site, sql, new { site.Seed.Live, site.Large }, page.Rows);
    }

    private static double Read(Site site, string sql, object? arguments, int rows = Rows)
    {
        var watch = Stopwatch.StartNew();
        using var reader = site.Connection.ExecuteReader(sql, arguments);
        var values = new object[reader.FieldCount];
        for (var i = 0; i < rows && reader.Read(); i++)
            reader.GetValues(values);
        return watch.Elapsed.TotalMilliseconds;
    }

    private static async Task OpenAsync(Site site, Measured page)
    {
        using var answer = await (page.IsAudit ? site.Auditor : site.Officer).GetAsync(page.Path(site));
        await answer.Content.ReadAsByteArrayAsync();
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<double> TimeAsync(Func<Task> act)
    {
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < PerBatch; i++)
            await act();
        return watch.Elapsed.TotalMilliseconds / PerBatch;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
