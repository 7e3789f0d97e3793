using System.Diagnostics;
using System.Globalization;
using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Features;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Files;
using Commissioning.Testing;

namespace Commissioning.Benchmarks;

/// <summary>Nine areas over ten years, and a hundred: the ledger's pages with 1,000 and with 100,000 entries, requested alternately; and an
/// import of 10,000 rows with its memory, compared with the floor of as many durable single inserts in one transaction.</summary>
internal static class Ledger
{
    private static readonly FinancialYear First = new(2016);

    public static async Task<int> RunAsync()
    {
        using var few = new TestDatabase();
        using var many = new TestDatabase();
        var failed = false;
        await FillAsync(few, 50);
        var (seconds, megabytes) = await FillAsync(many, 5000);
        Console.WriteLine(
            $"Import of 10,000 rows: {seconds:0.00} s   bar 5 s {Verdict(seconds < 5, ref failed)}   allocated and live after it {megabytes:0} MB   bar 150 MB {Verdict(megabytes < 150, ref failed)}"
        );
        Console.WriteLine($"Entries: {await few.CountAsync("LedgerEntry")} and {await many.CountAsync("LedgerEntry")}");
        using var wide = new TestDatabase();
        await FillAsync(wide, 10_000, areas: 100);
        Console.WriteLine($"Entries of 100 areas, 1,000 of spending each over ten years: {await wide.CountAsync("LedgerEntry")}");
        var year = new FinancialYear(First.StartYear + 5);
        var area = await few.Db.ScalarAsync<Guid>("select Id from CspArea where Position = 1");
        var other = await many.Db.ScalarAsync<Guid>("select Id from CspArea where Position = 1");
        foreach (
            var (name, small, large, rows) in new (string, Func<Task>, Func<Task>, double)[]
            {
                (
                    "overview",
                    () => few.Db.ReadAsync(work => YearOverview.GetAsync(work, year)),
                    () => many.Db.ReadAsync(work => YearOverview.GetAsync(work, year)),
                    1
                ),
                (
                    "as at a day",
                    () => few.Db.ReadAsync(work => YearOverview.GetAsync(work, year, year.Start.AddDays(200))),
                    () => many.Db.ReadAsync(work => YearOverview.GetAsync(work, year, year.Start.AddDays(200))),
                    1
                ),
                (
                    "overview by area",
                    () => few.Db.ReadAsync(work => YearOverview.GetAsync(work, year)),
                    () => wide.Db.ReadAsync(work => YearOverview.GetAsync(work, year)),
                    100 / 9.0
                ),
                (
                    "panel by area",
                    () => new PanelTable(few.Db, new Office()).PaperAsync(year, null),
                    () => new PanelTable(wide.Db, new Office()).PaperAsync(year, null),
                    100 / 9.0
                ),
                (
                    "area statement",
                    () => new AreaStatement(few.Db).GetAsync(year, area, 1),
                    () => new AreaStatement(many.Db).GetAsync(year, other, 1),
                    1
                ),
            }
        )
        {
            for (var i = 0; i < 300; i++)
            {
                await small();
                await large();
            }
            List<double> a = [],
                b = [];
            for (var batch = 0; batch < 21; batch++)
            {
                a.Add(await TimeAsync(small));
                b.Add(await TimeAsync(large));
            }
            // A table of a hundred areas has eleven times the rows, so its time is counted by area.
            var ratio = Median(b) / Median(a) / rows;
            Console.WriteLine(
                $"{name, -16} {Median(a):0.000} ms and {Median(b):0.000} ms   ratio {ratio:0.00}   bar 1.3 {Verdict(ratio <= 1.3, ref failed)}"
            );
        }
        return failed ? 1 : 0;
    }

    /// <summary>Five imports of 10,000 rows, each into a new ledger, alternately with five whose rows all belong to approved
    /// projects.</summary>
    public static async Task<int> ImportAsync()
    {
        var (plain, linked) = (new List<double>(), new List<double>());
        for (var i = 0; i < 10; i++)
        {
            using var database = new TestDatabase();
            database.Clock.MoveTo($"{First.StartYear}-04-01 10:00");
            var ledger = new LedgerScenario(database);
            await ledger.OpenAsync(First, 9, Money.FromPounds(1_000_000));
            if (i % 2 == 1)
                await AddProjectsAsync(database, ledger);
            database.Clock.MoveTo($"{First.StartYear + 10}-04-02 10:00");
            var watch = Stopwatch.StartNew();
            await ImportAsync(
                new ImportSpending(database.Db, ledger.Files, database.Clock),
                ledger.Officer,
                First,
                10_000,
                9,
                sameProject: i % 2 == 1
            );
            (i % 2 == 1 ? linked : plain).Add(watch.Elapsed.TotalSeconds);
        }
        var failed = false;
        var ratio = Median(linked) / Median(plain);
        Console.WriteLine($"Import of 10,000 rows: {Median(plain):0.00} s   bar 5 s {Verdict(Median(plain) < 5, ref failed)}");
        Console.WriteLine(
            $"All linked to a project of their area: {Median(linked):0.00} s   ratio {ratio:0.00}   bar 2 {Verdict(ratio <= 2, ref failed)}"
        );
        return failed ? 1 : 0;
    }

    /// <summary>Ten years with this many rows of spending each, and a timed import of 10,000 more.</summary>
    private static async Task<(double Seconds, double Megabytes)> FillAsync(TestDatabase database, int rowsPerYear, int areas = 9)
    {
        database.Clock.MoveTo($"{First.StartYear + 10}-04-02 10:00");
        var ledger = new LedgerScenario(database);
        await ledger.OpenAsync(First, areas, Money.FromPounds(1_000_000));
        var officer = ledger.Officer;
        var import = new ImportSpending(database.Db, ledger.Files, database.Clock);
        for (var y = 0; y < 11; y++)
        {
            var year = new FinancialYear(First.StartYear + y);
            if (y > 0)
                await ledger.AllocateAsync(year, Money.FromPounds(1_000_000));
            if (y < 10)
                await ImportAsync(import, officer, year, rowsPerYear, areas);
        }
        GC.Collect();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var peak = 0L;
        using var stop = new CancellationTokenSource();
        var watching = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false));
                Thread.Yield();
            }
        });
        var watch = Stopwatch.StartNew();
        if (rowsPerYear > 1000)
            await ImportAsync(import, officer, new FinancialYear(First.StartYear + 10), 10_000, areas);
        var seconds = watch.Elapsed.TotalSeconds;
        await stop.CancelAsync();
        await watching;
        return (seconds, (peak - before) / 1048576.0);
    }

    private static async Task AddProjectsAsync(TestDatabase database, LedgerScenario ledger)
    {
        foreach (var area in ledger.Areas)
        {
            var row = new
            {
                Id = Guid.CreateVersion7(),
                BudgetYear = First.ToString(),
                area,
                Now = database.Clock.UtcNow(),
                Amount = Money.FromPounds(900_000),
            };
            await database.Db.HousekeepAsync(work =>
                work.ExecuteAsync(
                    "insert into CspProject (Id, BudgetYear, AreaId, Name, Priority, PreventionLevel, Outcome, CreatedAt, Amount, Status) values (@Id, @BudgetYear, @area, 'Project 1', 'Road Safety', 'Primary', 'Safer', @Now, @Amount, 'Proposed')",
                    row
                )
            );
            if (
                (await new DecideProject(database.Db, new Office()).RunAsync(ledger.Officer, row.Id, approve: true, null)).FirstRefusal is
                { } refusal
            )
                throw new InvalidOperationException(refusal.Sentence);
        }
    }

    private static async Task ImportAsync(
        ImportSpending import,
        Actor officer,
        FinancialYear year,
        int rows,
        int areas,
        bool sameProject = false
    )
    {
        var csv = new StringBuilder("CSP,Date,Project,What,Amount\n");
        for (var i = 0; i < rows; i++)
            csv.Append(
                CultureInfo.InvariantCulture,
                $"Area {i % areas + 1},{year.Start.AddDays(i * 7 % 365):yyyy-MM-dd},Project {(sameProject ? 1 : i)},Payment {i},£{i % 90 + 1}.50\n"
            );
        var id = (await import.UploadAsync(officer, year, $"{year}.csv", Encoding.UTF8.GetBytes(csv.ToString()))).Value;
        var outcome = await import.AcceptAsync(officer, id, ImportSpending.Answers.None);
        if (outcome.FirstRefusal is { } refusal)
            throw new InvalidOperationException(refusal.Sentence);
    }

    private static async Task<double> TimeAsync(Func<Task> act)
    {
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < 20; i++)
            await act();
        return watch.Elapsed.TotalMilliseconds / 20;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string Verdict(bool met, ref bool failed)
    {
        failed |= !met;
        return met ? "met" : "MISSED";
    }
}
