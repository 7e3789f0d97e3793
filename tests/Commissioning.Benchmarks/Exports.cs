using System.Diagnostics;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Payments;
using Commissioning.Features.Payments;
using Commissioning.Testing;

namespace Commissioning.Benchmarks;

/// <summary>1,000 paid payments to the finance system: what waits, and the export, compared with the floor of as many durable inserts of
/// the same lines in one transaction.</summary>
internal static class Exports
{
    private const int Payments = 1000;
    private const int Times = 7;

    public static async Task<int> RunAsync()
    {
        using var database = new TestDatabase();
        var db = database.Db;
        var failed = false;
        await BulkAwards.FillAsync(database, Payments, lines: 1);
        var finance = await new Scenario(db, database.Clock).PersonAsync(Role.FinanceOfficer);
        var today = LondonTime.DateOf(database.Clock.UtcNow());
        await db.HousekeepAsync(work => work.ExecuteAsync("update Payment set PaidOn = @today, DecidedAt = RequestedAt", new { today }));
        var codes = await new AddCodeSet(db).RunAsync(
            finance,
            CodeScope.Any,
            null,
            new("01", "C100", "4000", "", "", "OS"),
            today.AddYears(-1),
            null
        );
        var profile = await new CopyExportProfile(db).RunAsync(finance, "journal", ExportKind.Journal, "A journal");
        List<double> plans = [],
            exports = [],
            floors = [];
        for (var i = 0; i < Times; i++)
        {
            var watch = Stopwatch.StartNew();
            var plan = await db.ReadAsync(work => FinanceExports.PlanAsync(work, profile.Value, today));
            plans.Add(watch.Elapsed.TotalMilliseconds);
            watch.Restart();
            var export = await new MakeFinanceExport(db).RunAsync(finance, profile.Value, today, plan.Total.ToInput());
            exports.Add(watch.Elapsed.TotalMilliseconds);
            if (!export.IsDone || plan.Lines.Count != Payments)
                throw new InvalidOperationException($"{plan.Lines.Count} lines. {export.FirstRefusal?.Sentence}");
            watch.Restart();
            await InsertAsync(database, export.Value, codes.Value, i + 1);
            floors.Add(watch.Elapsed.TotalMilliseconds);
            await new CancelFinanceExport(db).RunAsync(finance, export.Value, 1, "The benchmark makes the same export again");
        }
        var (made, ratio) = (Median(exports), Median(exports) / Median(floors));
        Console.WriteLine(
            $"{Payments:N0} payments: what waits {Median(plans):0} ms, the export {made:0} ms   bar 10 s {Verdict(made < 10_000, ref failed)}   floor of as many inserts {Median(floors):0} ms   ratio {ratio:0.0}   bar 6 {Verdict(ratio <= 6, ref failed)}"
        );
        return failed ? 1 : 0;
    }

    /// <summary>The same number of lines, which no export counts, in one durable transaction.</summary>
    private static Task<int> InsertAsync(TestDatabase database, Guid export, Guid codes, int times) =>
        database.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into FinanceExportLine (ExportId, Position, Kind, Movement, SubjectId, OnDay, Amount, Reference, Payee, CodeSetId, Counts) values (@export, @Position, 'Journal', 'Paid', @Id, '2026-04-01', 100, 'SF-1', 'A group', @codes, 0)",
                Enumerable
                    .Range(0, Payments)
                    .Select(i => new
                    {
                        export,
                        Position = times * 100_000 + i,
                        Id = Guid.CreateVersion7(),
                        codes,
                    })
                    .ToList()
            )
        );

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string Verdict(bool met, ref bool failed)
    {
        failed |= !met;
        return met ? "met" : "MISSED";
    }
}
