using System.Diagnostics;
using System.Globalization;
using Commissioning.Features;
using Commissioning.Testing;
using Microsoft.Data.Sqlite;

namespace Commissioning.Benchmarks;

/// <summary>The public list of grants over HTTP, by turns with its floors: the same list without a filter, and the plainest statements that
/// count, add up and give the first rows of the same text.</summary>
internal static class Register
{
    private const int Batches = 15;
    private const double Bar = 3;

    private const string Newest = "w.AcceptedAt desc, a.Reference";
    private const string FromSql =
        "from Publication p join Award w on w.Id = p.AwardId join Application a on a.Id = w.ApplicationId join Organisation o on o.Id = a.OrganisationId join Round r on r.Id = w.RoundId join Fund f on f.Id = r.FundId where p.DecidedAt is not null and w.AcceptedAt is not null and r.LettersReleasedAt is not null";

    /// <summary>Its database is made before the portal starts.</summary>
    private sealed class SeededHost(int many) : PortalHost
    {
        protected override async Task<TestDatabase> NewDatabaseAsync()
        {
            var database = new TestDatabase();
            // Two applications in five get a grant.
            await BulkSeed.MakeAsync(database, many * 5 / 2, false);
            await database.Db.HousekeepAsync(work =>
                work.ExecuteAsync(
                    """
                    update Publication
                    set    Title = (select a.ProjectName from Award w join Application a on a.Id = w.ApplicationId where w.Id = AwardId),
                           Brief = (select substring(a.Summary, 1, 300) from Award w join Application a on a.Id = w.ApplicationId where w.Id = AwardId)
                    """
                )
            );
            return database;
        }
    }

    public static async Task<int> RunAsync(string[] args)
    {
        var many = args.Select(arg => int.Parse(arg, CultureInfo.InvariantCulture)).FirstOrDefault(57_000);
        await using var host = new SeededHost(many);
        await host.InitializeAsync();
        host.Clock.MoveTo(BulkSeed.Now);
        var visitor = host.Visitor();
        await using var connection = new SqliteConnection(host.Database.ConnectionString);
        await connection.OpenAsync();
        Console.WriteLine($"{await host.Database.CountAsync("Publication", "DecidedAt is not null"):N0} published grants");
        var failed = false;
        foreach (var (name, query, where, order) in Searches)
        {
            Task OpenAsync() => GetAsync(visitor, Links.Publishing.GrantsWith(query));
            Task PlainAsync() => GetAsync(visitor, Links.Publishing.Grants);
            void Floor()
            {
                Read(connection, $"select count(*), sum(w.Amount - w.GivenBack) {FromSql}{where}", 1);
                Read(connection, $"select a.Reference, p.Title, o.Name, o.Town, f.Name, w.Amount {FromSql}{where} order by {order}", 25);
            }
            var (times, plain, floors) = (new List<double>(), new List<double>(), new List<double>());
            for (var batch = -2; batch < Batches; batch++)
            {
                var (time, without, floor) = (
                    await TimeAsync(OpenAsync),
                    await TimeAsync(PlainAsync),
                    await TimeAsync(() =>
                    {
                        Floor();
                        return Task.CompletedTask;
                    })
                );
                if (batch < 0)
                    continue;
                times.Add(time);
                plain.Add(without);
                floors.Add(floor);
            }
            var (took, listed, least) = (Median(times), Median(plain), Median(floors));
            var met = took / least <= Bar;
            failed |= !met;
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name, -24} {took:0.0} ms, floor {least:0.0} ms, ratio {took / least:0.00}; without a filter {listed:0.0} ms, ratio {took / listed:0.00}   bar {Bar:0.0} {(met ? "met" : "MISSED")}"
                )
            );
        }
        var watch = Stopwatch.StartNew();
        await GetAsync(visitor, Links.Publishing.GrantsCsv(""));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"all as CSV in {watch.Elapsed.TotalSeconds:0.0} s"));
        return failed ? 1 : 0;
    }

    private static readonly (string Name, string Query, string Where, string Order)[] Searches =
    [
        ("everything", "", "", Newest),
        (
            "one word",
            "q=boxing",
            " and (p.Title like '%boxing%' or o.Name like '%boxing%' or p.Brief like '%boxing%' or a.Reference like '%boxing%')",
            Newest
        ),
        (
            "a word that none has",
            "q=zyzzyva",
            " and (p.Title like '%zyzzyva%' or o.Name like '%zyzzyva%' or p.Brief like '%zyzzyva%' or a.Reference like '%zyzzyva%')",
            Newest
        ),
        ("an amount, by name", "from=5000&sort=name", " and w.Amount >= 500000", "o.Name, a.Reference"),
    ];

    private static async Task GetAsync(Browser visitor, string address)
    {
        using var answer = await visitor.GetAsync(address);
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadAsByteArrayAsync();
    }

    private static void Read(SqliteConnection connection, string sql, int rows)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (rows-- > 0 && reader.Read())
            for (var i = 0; i < reader.FieldCount; i++)
                reader.GetValue(i);
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed.TotalMilliseconds;
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
