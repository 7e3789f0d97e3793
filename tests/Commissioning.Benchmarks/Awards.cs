using System.Diagnostics;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Features.Awards;
using Commissioning.Features.Reporting;
using Commissioning.Testing;

namespace Commissioning.Benchmarks;

/// <summary>The dashboards and the list of awards with 200 awards and 2,000 lines of returns, and with 20,000 and 200,000, requested
/// alternately; and one award recounted among the many.</summary>
internal static class Awards
{
    public static async Task<int> RunAsync()
    {
        using var few = new TestDatabase();
        using var many = new TestDatabase();
        var failed = false;
        var small = await BulkAwards.FillAsync(few, 200);
        var large = await BulkAwards.FillAsync(many, 20_000);
        Console.WriteLine(
            $"Awards: {await few.CountAsync("Award")} and {await many.CountAsync("Award")}; lines of returns: {await few.CountAsync("MonitoringSpend")} and {await many.CountAsync("MonitoringSpend")}"
        );
        // The seed's figures come from a grouped statement; recounting a sample with the portal's own code must not change them.
        var sample = await many.Db.QueryAsync<Guid>("select Id from Award where Number % 401 = 0");
        List<double> times = [];
        foreach (var award in sample)
        {
            var watch = Stopwatch.StartNew();
            await many.Db.ChangeAsync(
                Actor.Portal,
                AuditAction.DemonstrationLoaded,
                award,
                async work =>
                {
                    await AwardTotals.RefreshAsync(work, award);
                    return Result.Done;
                }
            );
            times.Add(watch.Elapsed.TotalMilliseconds);
        }
        await AwardTallyAssert.MatchesAsync(many.Db, large.Round);
        // And with a real change: another line's spending, six sums to update.
        List<double> moved = [];
        foreach (var award in sample)
        {
            var watch = Stopwatch.StartNew();
            await many.Db.ChangeAsync(
                Actor.Portal,
                AuditAction.DemonstrationLoaded,
                award,
                async work =>
                {
                    await work.ExecuteAsync("update Award set GivenBack = GivenBack + 100 where Id = @award", new { award });
                    await AwardTotals.RefreshAsync(work, award);
                    return Result.Done;
                }
            );
            moved.Add(watch.Elapsed.TotalMilliseconds);
        }
        await AwardTallyAssert.MatchesAsync(many.Db, large.Round);
        Console.WriteLine(
            $"one award counted again among 20,000: {Median(times):0.00} ms where nothing changed, {Median(moved):0.00} ms with its sums, each with its own durable transaction   bar 50 ms {Verdict(Median(moved) < 50, ref failed)}"
        );
        foreach (
            var (name, ask, askMany) in new (string, Func<Task>, Func<Task>)[]
            {
                (
                    "round",
                    () => new AwardDashboard(few.Db).OfRoundAsync(small.Round),
                    () => new AwardDashboard(many.Db).OfRoundAsync(large.Round)
                ),
                (
                    "fund",
                    () => new AwardDashboard(few.Db).OfFundAsync(small.Fund),
                    () => new AwardDashboard(many.Db).OfFundAsync(large.Fund)
                ),
                (
                    "list of awards",
                    () => new RoundAwards(few.Db).GetAsync(small.Round, 2),
                    () => new RoundAwards(many.Db).GetAsync(large.Round, 2)
                ),
            }
        )
        {
            for (var i = 0; i < 300; i++)
            {
                await ask();
                await askMany();
            }
            List<double> a = [],
                b = [];
            for (var batch = 0; batch < 21; batch++)
            {
                a.Add(await TimeAsync(ask));
                b.Add(await TimeAsync(askMany));
            }
            var ratio = Median(b) / Median(a);
            Console.WriteLine(
                $"{name, -16} {Median(a):0.000} ms and {Median(b):0.000} ms   ratio {ratio:0.00}   bar 1.3 {Verdict(ratio <= 1.3, ref failed)}"
            );
        }
        return failed ? 1 : 0;
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
