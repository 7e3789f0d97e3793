using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Organisations;
using Commissioning.Features.DueDiligence;
using Commissioning.Features.Organisations;
using Commissioning.Testing;
using Commissioning.Web;
using Dapper;

namespace Commissioning.Benchmarks;

/// <summary>Due diligence at a size far above any office's: one application's cross-checks, a whole register, and what the name threshold
/// costs.</summary>
internal static class Checks
{
    /// <summary>Hashes of an application of ten long answers.</summary>
    private const int Prints = 750;

    private const int Organisations = 50_000,
        PeopleEach = 4,
        SanctionNames = 20_000,
        Applications = 5_700,
        Charities = 400_000;
    private static readonly string[] Given =
    [
        "James",
        "Mohammed",
        "Olivia",
        "Amelia",
        "George",
        "Ayesha",
        "Priya",
        "Daniel",
        "Grace",
        "Harpreet",
        "Oluwaseun",
        "Siobhan",
        "Katarzyna",
        "Dmitri",
        "Fatima",
        "Thomas",
        "Emily",
        "Joshua",
        "Zainab",
        "Rajesh",
    ];
    private static readonly string[] Places =
    [
        "Oadby",
        "Wigston",
        "Melton",
        "Coalville",
        "Hinckley",
        "Rutland",
        "Oakham",
        "Blaby",
        "Syston",
        "Shepshed",
        "Lutterworth",
        "Ashby",
        "Loughborough",
        "Braunstone",
        "Beaumont",
        "Evington",
    ];
    private static readonly string[] Kinds =
    [
        "Youth Club",
        "Boxing Club",
        "Community Centre",
        "Residents Association",
        "Football Club",
        "Choir",
        "Scout Group",
        "Food Bank",
        "Parish Council",
        "Women's Network",
        "Repair Shop",
        "Allotment Society",
    ];

    public static async Task<int> RunAsync()
    {
        var failed = false;
        Names();
        await CrossAsync(good => Verdict(good, ref failed));
        await ImportAsync(good => Verdict(good, ref failed));
        return failed ? 1 : 0;
    }

    private static void Names()
    {
        var pairs = File.ReadAllLines(Repository.File("tests", "Commissioning.Domain.Tests", "DueDiligence", "name-pairs.csv"))
            .Skip(1)
            .Select(line =>
                Regex
                    .Matches(line, "(?:^|,)(?:\"((?:[^\"]|\"\")*)\"|([^,]*))")
                    .Select(match =>
                        match.Groups[1].Success
                            ? match.Groups[1].Value.Replace("\"\"", "\"", StringComparison.Ordinal)
                            : match.Groups[2].Value
                    )
                    .ToArray()
            )
            .Select(cells =>
                (
                    Same: cells[3] == "yes",
                    Likeness: cells[0] == "person" ? NameMatch.People(cells[1], cells[2]) : NameMatch.Organisations(cells[1], cells[2])
                )
            )
            .ToList();
        Console.WriteLine(
            $"names            {pairs.Count} labelled pairs; the threshold in use is {NameMatch.PersonThreshold.ToString(CultureInfo.InvariantCulture)}"
        );
        foreach (var threshold in new[] { 0.60, 0.65, 0.70, 0.75, 0.80, 0.85, 0.90, 0.95 })
        {
            var (found, shown) = (
                pairs.Count(pair => pair.Same && pair.Likeness >= threshold),
                pairs.Count(pair => pair.Likeness >= threshold)
            );
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {threshold:0.00}           recall {(double)found / pairs.Count(pair => pair.Same):0.000}   precision {(double)found / Math.Max(1, shown):0.000}"
                )
            );
        }
    }

    private static async Task CrossAsync(Func<bool, string> verdict)
    {
        using var database = new TestDatabase();
        var scenario = new Scenario(database.Db, database.Clock);
        var (officer, applicant) = (await scenario.PersonAsync(Role.CommissioningOfficer), await scenario.PersonAsync(Role.Applicant));
        var round = await scenario.RoundAsync(
            officer,
            [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)]
        );
        var random = new Random(6);
        string Surname() =>
            $"{"BCDFGHJKLMNPRSTVW"[random.Next(17)]}{"aeiou"[random.Next(5)]}{"bdklmnrst"[random.Next(9)]}{"aeiou"[random.Next(5)]}{(random.Next(2) == 0 ? "son" : "ley")}";
        for (var chunk = 0; chunk < 50; chunk++)
            await database.Db.HousekeepAsync(async work =>
            {
                for (var i = 0; i < Organisations / 50; i++)
                {
                    var id = Guid.CreateVersion7();
                    var number = (chunk * Organisations / 50) + i;
                    var details = new OrganisationDetails
                    {
                        Name = $"{Places[random.Next(Places.Length)]} {Surname()} {Kinds[random.Next(Kinds.Length)]}",
                        Kind = "Charity",
                        CharityNumber = $"{1_000_000 + number}",
                        AddressLine = $"{random.Next(1, 200)} {Surname()} Road",
                        Town = "Leicester",
                        Postcode =
                            $"LE{random.Next(1, 20)} {random.Next(1, 9)}{(char)('A' + random.Next(26))}{(char)('A' + random.Next(26))}",
                        Area = "Leicester",
                        Phone = $"0116 {random.Next(2_000_000, 2_999_999)}",
                    };
                    await work.ExecuteAsync(
                        "insert into Organisation (Id, Name, Kind, CharityNumber, AddressLine, Town, Postcode, Area, Phone, CreatedAt, Version) values (@id, @Name, @Kind, @CharityNumber, @AddressLine, @Town, @Postcode, @Area, @Phone, @Now, 1)",
                        new
                        {
                            id,
                            details.Name,
                            details.Kind,
                            details.CharityNumber,
                            details.AddressLine,
                            details.Town,
                            details.Postcode,
                            details.Area,
                            details.Phone,
                            work.Now,
                        }
                    );
                    var keys = CrossCheckRules.KeysOf(
                        new(
                            details,
                            [$"contact{number}@example.org"],
                            [],
                            Enumerable.Range(0, PeopleEach).Select(_ => $"{Given[random.Next(Given.Length)]} {Surname()}").ToList(),
                            []
                        )
                    );
                    await work.ExecuteAsync(
                        "insert into MatchKey (Kind, KeyText, OrganisationId, Shown) values (@Kind, @Text, @id, @Shown)",
                        keys.Select(key => new
                        {
                            key.Kind,
                            key.Text,
                            id,
                            key.Shown,
                        })
                    );
                }
                return 0;
            });
        await database.Db.HousekeepAsync(async work =>
        {
            await work.ExecuteAsync(
                "insert into RegisterImport (Id, Kind, ExtractDate, FileName, State, Lines, Kept, StartedBy, StartedAt) values (1, 'Sanctions', '2026-01-01', 'list', 'Current', 0, 0, @Id, @Now)",
                new { officer.Id, work.Now }
            );
            for (var i = 0; i < SanctionNames; i++)
            {
                var (id, name) = (Guid.CreateVersion7(), $"{Given[random.Next(Given.Length)]} {Surname()}");
                await work.ExecuteAsync(
                    "insert into SanctionName (Id, ImportId, GroupId, Kind, Name) values (@id, 1, @Group, 'Individual', @name)",
                    new
                    {
                        id,
                        name,
                        Group = $"INV{i}",
                    }
                );
                await work.ExecuteAsync(
                    "insert into SanctionKey (KeyText, NameId) values (@key, @id)",
                    NameMatch.PersonKeys(name).Select(key => new { key, id })
                );
            }
            return 0;
        });
        var organisation = await scenario.OrganisationAsync(applicant, "Oadby Batason Youth Club");
        var application = await scenario.ApplicationAsync(round, organisation, applicant);
        await database.Db.HousekeepAsync(async work =>
        {
            await work.ExecuteAsync("update Organisation set CharityNumber = '1000007' where Id = @organisation", new { organisation });
            await work.ExecuteAsync(
                "insert into OrganisationProfile (OrganisationId, Version, SavedAt, SavedBy) values (@organisation, 1, @Now, @By)",
                new
                {
                    organisation,
                    work.Now,
                    By = applicant.Id,
                }
            );
            await work.ExecuteAsync(
                "insert into OrganisationProfileAnswer (OrganisationId, Code, Wording) values (@organisation, 'committee', @Wording)",
                new
                {
                    organisation,
                    Wording = Domain.Applications.AnswerRules.OfRows(
                        Enumerable
                            .Range(0, 8)
                            .Select(_ => (IReadOnlyList<string>)[$"{Given[random.Next(Given.Length)]} {Surname()}", "Chair", ""])
                            .ToList()
                    ),
                }
            );
            await work.ExecuteAsync(
                "insert into TextFingerprint (Hash, ApplicationId) values (@Hash, @application)",
                Enumerable.Range(0, Prints).Select(_ => new { Hash = random.NextInt64(), application })
            );
            return 0;
        });
        for (var i = 0; i < Applications / 57; i++)
        {
            var other = await scenario.ApplicationAsync(round, organisation, applicant);
            await database.Db.HousekeepAsync(work =>
                work.ExecuteAsync(
                    "insert into TextFingerprint (Hash, ApplicationId) values (@Hash, @other)",
                    Enumerable.Range(0, 57 * Prints).Select(_ => new { Hash = random.NextInt64(), other })
                )
            );
        }
        var index = new MatchIndex(database.Db);
        var times = new List<(double Index, double View, int Found)>();
        for (var i = 0; i < 21; i++)
        {
            var clock = Stopwatch.StartNew();
            await index.OrganisationAsync(organisation);
            var indexed = clock.Elapsed.TotalMilliseconds;
            clock.Restart();
            var view = await database.Db.ReadAsync(work => CrossCheckQueries.GetAsync(work, application));
            times.Add((indexed, clock.Elapsed.TotalMilliseconds, view.Others.Count));
        }
        var median = times.Skip(1).Select(time => time.Index + time.View).Order().ElementAt(10);
        await using var connection = await database.Dialect.OpenAsync();
        var keysStored = await connection.ExecuteScalarAsync<long>("select count(*) from MatchKey");
        var slowest = times.Max(time => time.Index + time.View);
        var met = verdict(median < 300);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"cross-checks     {Organisations:N0} organisations, {Organisations * PeopleEach:N0} people, {keysStored:N0} keys, {SanctionNames:N0} listed names, {Applications:N0} applications' text: {median:0} ms (indexing and all checks), slowest {slowest:0} ms, {times[0].Found} organisations shown   bar 300 ms {met}"
            )
        );
    }

    private static async Task ImportAsync(Func<bool, string> verdict)
    {
        var folder = Directory.CreateTempSubdirectory("commissioning-register").FullName;
        var file = Path.Combine(folder, "publicextract.charity.txt");
        var random = new Random(7);
        await using (var writer = new StreamWriter(file))
        {
            // Includes columns that are ignored, such as the activities, as the published file does.
            await writer.WriteLineAsync(
                "date_of_extract\torganisation_number\tregistered_charity_number\tlinked_charity_number\tcharity_name\tcharity_type\tcharity_registration_status\tdate_of_registration\tdate_of_removal\tcharity_reporting_status\tlatest_acc_fin_period_start_date\tlatest_acc_fin_period_end_date\tlatest_income\tcharity_contact_address1\tcharity_contact_postcode\tcharity_insolvent\tcharity_in_administration\tcharity_activities"
            );
            for (var i = 0; i < Charities; i++)
                await writer.WriteLineAsync(
                    $"2026-01-01T00:00:00\t{i}\t{1_000_000 + i}\t0\tTHE {Places[random.Next(Places.Length)].ToUpperInvariant()} {Kinds[random.Next(Kinds.Length)].ToUpperInvariant()} TRUST {i}\tTrust\tRegistered\t2010-05-01T00:00:00\t\tSubmission Received\t2024-04-01T00:00:00\t2025-03-31T00:00:00\t{random.Next(1_000, 900_000)}\t1 HIGH STREET\tLE1 1AA\tFalse\tFalse\t{string.Join(' ', Enumerable.Repeat("We help people in our town to meet and learn.", 6))}"
                );
        }
        using var database = new TestDatabase();
        var scenario = new Scenario(database.Db, database.Clock);
        var officer = await scenario.PersonAsync(Role.CommissioningOfficer);
        var email = await database.Db.ScalarAsync<string>("select Email from Person where Id = @Id", new { officer.Id });
        var floor = await FloorAsync(file);
        var start = new ProcessStartInfo(
            "dotnet",
            [typeof(Portal).Assembly.Location, "import-register", file, "--kind", "charity", "--date", "2026-01-01", "--by", email!]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ConnectionStrings__Commissioning"] = database.ConnectionString;
        start.Environment["Files__Root"] = folder;
        start.Environment["Portal__BaseUrl"] = "http://localhost";
        using var process = Process.Start(start)!;
        var clock = Stopwatch.StartNew();
        var (most, reading, progress) = (0L, process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        while (!reading.Wait(20)) // The system keeps the peak only while the process lives.
        {
            process.Refresh();
            if (!process.HasExited)
                most = Math.Max(most, process.PeakWorkingSet64);
        }
        await process.WaitForExitAsync();
        var seconds = clock.Elapsed.TotalSeconds;
        var kept = await database.CountAsync("RegisterEntry");
        var steps = (await progress).Count(character => character == '\r');
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"import-register  {kept:N0} entries of {new FileInfo(file).Length / 1_000_000} MB in {seconds:0.0} s ({seconds / floor:0.0} of bare inserts), {most / 1_000_000} MB, exit {process.ExitCode}, {steps} steps of progress   bar 60 s and 200 MB {verdict(kept == Charities && seconds < 60 && most < 200_000_000)}"
            )
        );
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>The same number of rows of three columns, in one transaction, by one prepared statement.</summary>
    private static async Task<double> FloorAsync(string file)
    {
        using var database = new TestDatabase();
        await using var connection = await database.Dialect.OpenAsync();
        await connection.ExecuteAsync(
            "create table FloorEntry (Number text not null primary key, Name text not null, Status text not null)"
        );
        var clock = Stopwatch.StartNew();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "insert into FloorEntry (Number, Name, Status) values (@a, @b, @c)";
        var cells = new[] { "@a", "@b", "@c" }
            .Select(name =>
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (name, "");
                command.Parameters.Add(parameter);
                return parameter;
            })
            .ToList();
        foreach (var line in File.ReadLines(file).Skip(1))
        {
            var columns = line.Split('\t');
            (cells[0].Value, cells[1].Value, cells[2].Value) = (columns[2], columns[4], columns[6]);
            await command.ExecuteNonQueryAsync();
        }
        await transaction.CommitAsync();
        return clock.Elapsed.TotalSeconds;
    }

    private static string Verdict(bool good, ref bool failed)
    {
        failed |= !good;
        return good ? "met" : "MISSED";
    }
}
