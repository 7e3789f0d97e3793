using System.Diagnostics;
using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Applications;
using Commissioning.Features.DueDiligence;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;
using Commissioning.Platform.Registers;
using Commissioning.Testing;
using Commissioning.Web;
using Dapper;

namespace Commissioning.Benchmarks;

/// <summary>A round of 57 applications arrives, with whole registers loaded: everything is looked up, searched by name and
/// matched.</summary>
internal static class Arrival
{
    private const int Applications = 57,
        Charities = 50_000,
        Names = 20_000;
    private static readonly string[] Places =
    [
        "OADBY",
        "WIGSTON",
        "MELTON",
        "COALVILLE",
        "HINCKLEY",
        "RUTLAND",
        "OAKHAM",
        "BLABY",
        "SYSTON",
        "SHEPSHED",
        "LUTTERWORTH",
        "ASHBY",
        "LOUGHBOROUGH",
        "BRAUNSTONE",
        "BEAUMONT",
        "EVINGTON",
    ];
    private static readonly string[] Kinds =
    [
        "YOUTH CLUB",
        "BOXING CLUB",
        "COMMUNITY CENTRE",
        "RESIDENTS ASSOCIATION",
        "FOOTBALL CLUB",
        "CHOIR",
        "SCOUT GROUP",
        "FOOD BANK",
        "WOMEN'S NETWORK",
        "REPAIR SHOP",
        "ALLOTMENT SOCIETY",
    ];
    private static readonly string[] Trades =
    [
        "PLUMBING",
        "LOGISTICS",
        "CATERING",
        "CONSULTING",
        "PROPERTIES",
        "ENGINEERING",
        "DESIGN",
        "TRANSPORT",
        "FOODS",
        "MEDIA",
        "SOFTWARE",
        "ELECTRICAL",
        "FASHION",
        "CLEANING",
        "BUILDERS",
    ];
    private static readonly string[] Areas =
    [
        "LE",
        "M",
        "B",
        "SW",
        "NE",
        "CF",
        "G",
        "BS",
        "LS",
        "L",
        "SE",
        "N",
        "E",
        "W",
        "NW",
        "CV",
        "DE",
        "NG",
        "PE",
        "S",
    ];

    /// <param name="companies">5,000,000 is the size of the real register.</param>
    public static async Task<int> RunAsync(int companies)
    {
        using var database = new TestDatabase();
        var scenario = new Scenario(database.Db, database.Clock);
        var (officer, applicant) = (await scenario.PersonAsync(Role.CommissioningOfficer), await scenario.PersonAsync(Role.Applicant));
        var round = await scenario.RoundAsync(
            officer,
            [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)]
        );
        var random = new Random(8);
        List<Guid> organisations = [];
        for (var i = 0; i < Applications; i++)
        {
            // A third each gives a charity's number, a company's, and none.
            var organisation = await scenario.OrganisationAsync(applicant, CharityName(i));
            organisations.Add(organisation);
            var number = i;
            await database.Db.HousekeepAsync(work =>
                work.ExecuteAsync(
                    "update Organisation set CharityNumber = @Charity, CompanyNumber = @Company, Postcode = 'LE1 1AA' where Id = @organisation",
                    new
                    {
                        organisation,
                        Charity = number % 3 == 0 ? $"{1_000_000 + number}" : null,
                        Company = number % 3 == 1 ? $"{1_000_000 + number:00000000}" : null,
                    }
                )
            );
        }
        var email = (await database.Db.ScalarAsync<string>("select Email from Person where Id = @Id", new { officer.Id }))!;
        var folder = database.Folder;
        var (charity, company, names) = (
            Path.Combine(folder, "charity.txt"),
            Path.Combine(folder, "company.csv"),
            Path.Combine(folder, "list.csv")
        );
        await WriteCharitiesAsync(charity, random);
        await WriteCompaniesAsync(company, companies, random);
        await WriteNamesAsync(names, random);
        foreach (var (kind, file) in new[] { ("charity", charity), ("sanctions", names), ("company", company) })
        {
            var (text, seconds, megabytes) = await ChildAsync(
                [typeof(Portal).Assembly.Location, "import-register", file, "--kind", kind, "--date", "2026-01-01", "--by", email],
                database,
                folder
            );
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"read             {kind}, {new FileInfo(file).Length / 1_000_000} MB: {seconds:0} s, {megabytes} MB of memory. {text.Trim()}"
                )
            );
            File.Delete(file);
        }
        for (var i = 0; i < Applications; i++)
        {
            var application = await scenario.ApplicationAsync(round, organisations[i], applicant, assessed: false);
            var copy = new ApplicationCopy
            {
                Round = "A round",
                Organisation = new()
                {
                    Name = CharityName(i),
                    Kind = "Charity",
                    AddressLine = "1 High Street",
                    Town = "Leicester",
                    Postcode = "LE1 1AA",
                    Area = "Leicester",
                    Phone = "0116 496 0000",
                },
                Answers =
                [
                    new()
                    {
                        Section = "Need",
                        Code = "need",
                        Question = "What problem?",
                        WordLimit = 300,
                        Answer = string.Join(' ', Enumerable.Range(0, 300).Select(_ => Syllables(random.Next(4_000)).ToLowerInvariant())),
                    },
                ],
                Budget = [],
                Outcomes = [],
                Documents = [],
            };
            await database.Db.HousekeepAsync(work =>
                work.ExecuteAsync(
                    "update Application set CopyJson = @Copy where Id = @application",
                    new { application, Copy = copy.ToJson() }
                )
            );
        }
        var (took, arrival, memory) = await ChildAsync(
            [typeof(Arrival).Assembly.Location, "arrival-plan", database.ConnectionString],
            database,
            folder
        );
        var figures = took.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(text => double.Parse(text, CultureInfo.InvariantCulture))
            .ToList();
        var (planning, floor, planned) = (figures[0], figures[1], (int)figures[2]);
        await using var connection = await database.Dialect.OpenAsync();
        var (entries, keys) = (
            await connection.ExecuteScalarAsync<long>("select count(*) from RegisterEntry"),
            await connection.ExecuteScalarAsync<long>("select count(*) from RegisterKey")
        );
        var met = planned == Applications && planning < 10 && memory < 300;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"arrival          {planned} of {Applications} applications among {entries:N0} entries, {keys:N0} keys, {Names:N0} listed names, a database of {new FileInfo(Path.Combine(folder, "test.db")).Length / 1_000_000:N0} MB: {planning:0.0} s ({planning / floor:0.0} of bare look-ups and writes), {figures[3]:0.0} s of processor, the process {arrival:0.0} s and {memory} MB   bar 10 s and 300 MB {(met ? "met" : "MISSED")}"
            )
        );
        return met ? 0 : 1;
    }

    /// <summary>In a process of its own, whose memory is measured: prints seconds, the floor's
    /// seconds, how many were planned, and seconds of processor, which do not depend on what else the machine does.</summary>
    public static async Task<int> PlanAsync(string connectionString)
    {
        var db = new Db(Dialect.Sqlite(connectionString), new PortalClock());
        // The floor: two look-ups by number and one write for each application, each in its own transaction.
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < Applications; i++)
        {
            var number = i;
            await db.HousekeepAsync(async work =>
            {
                foreach (var text in new[] { $"{1_000_000 + number}", $"{1_000_000 + number:00000000}" })
                    await work.ScalarAsync<string>(
                        "select e.Name from RegisterEntry e join RegisterImport i on i.Id = e.ImportId where i.State = 'Current' and e.Number = @text",
                        new { text }
                    );
                return await work.ExecuteAsync("update RegisterImport set Lines = Lines where Id = 1");
            });
        }
        var floor = clock.Elapsed.TotalSeconds;
        clock.Restart();
        var processor = Process.GetCurrentProcess().TotalProcessorTime;
        var plan = new PlanChecks(db, new MatchIndex(db), new RegisterSearches(db, new RegisterApi(new(), TimeProvider.System)));
        var planned = 0;
        for (int some; (some = await plan.RunAsync()) > 0; )
            planned += some;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{clock.Elapsed.TotalSeconds} {floor} {planned} {(Process.GetCurrentProcess().TotalProcessorTime - processor).TotalSeconds}"
            )
        );
        return 0;
    }

    private static async Task<(string Text, double Seconds, long Megabytes)> ChildAsync(
        IReadOnlyList<string> arguments,
        TestDatabase database,
        string folder
    )
    {
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ConnectionStrings__Commissioning"] = database.ConnectionString;
        start.Environment["Files__Root"] = folder;
        start.Environment["Portal__BaseUrl"] = "http://localhost";
        using var process = Process.Start(start)!;
        var clock = Stopwatch.StartNew();
        var (most, reading, errors) = (0L, process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        while (!reading.Wait(20)) // The system keeps the peak only while the process lives.
        {
            process.Refresh();
            if (!process.HasExited)
                most = Math.Max(most, process.PeakWorkingSet64);
        }
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException((await errors)[^Math.Min(2_000, (await errors).Length)..]);
        return (await reading, clock.Elapsed.TotalSeconds, most / 1_000_000);
    }

    private static string CharityName(int i) => $"{Places[i % Places.Length]} {Syllables(i)} {Kinds[i % Kinds.Length]}";

    /// <summary>An invented word, different for each number.</summary>
    private static string Syllables(int i)
    {
        var word = "";
        for (var rest = i + 17; rest > 0; rest /= 34)
            word += $"{"BCDFGHJKLMNPRSTVW"[rest % 17]}{"AEIOU"[rest % 5]}";
        return word + (i % 2 == 0 ? "SON" : "LEY");
    }

    private static async Task WriteCharitiesAsync(string file, Random random)
    {
        await using var writer = new StreamWriter(file);
        await writer.WriteLineAsync(
            "registered_charity_number\tlinked_charity_number\tcharity_name\tcharity_type\tcharity_registration_status\tdate_of_registration\tdate_of_removal\tcharity_reporting_status\tlatest_acc_fin_period_end_date\tlatest_income\tlatest_expenditure\tcharity_contact_address1\tcharity_contact_postcode\tcharity_insolvent\tcharity_in_administration\tcharity_is_cio"
        );
        for (var i = 0; i < Charities; i++)
            await writer.WriteLineAsync(
                $"{1_000_000 + i}\t0\t{CharityName(i)}\tTrust\tRegistered\t2010-05-01\t{(i % 10 == 9 ? "2019-01-01" : "")}\tSubmission Received\t2025-03-31\t{random.Next(1_000, 900_000)}\t{random.Next(1_000, 900_000)}\t1 HIGH STREET\tLE1 1AA\tFalse\tFalse\tFalse"
            );
    }

    private static async Task WriteCompaniesAsync(string file, int companies, Random random)
    {
        await using var writer = new StreamWriter(file, append: false, new System.Text.UTF8Encoding(false), 1 << 20);
        await writer.WriteLineAsync(
            "CompanyName, CompanyNumber,RegAddress.AddressLine1,RegAddress.PostTown,RegAddress.PostCode,CompanyCategory,CompanyStatus,DissolutionDate,IncorporationDate,Accounts.NextDueDate,Accounts.LastMadeUpDate,Mortgages.NumMortOutstanding,SICCode.SicText_1, PreviousName_1.CONDATE, PreviousName_1.CompanyName"
        );
        for (var i = 0; i < companies; i++)
        {
            // As the real register: about one in fifteen is no company limited by shares, and one in eight has had another name.
            var form =
                i % 30 == 0 ? "PRI/LTD BY GUAR/NSC (Private, limited by guarantee, no share capital)"
                : i % 30 == 1 ? "Community Interest Company"
                : "Private Limited Company";
            await writer.WriteLineAsync(
                $"\"{Syllables(i)} {Trades[i % Trades.Length]} LIMITED\",\"{1_000_000 + i:00000000}\",\"{random.Next(1, 200)} HIGH STREET\",\"TOWN\",\"{Areas[random.Next(Areas.Length)]}{random.Next(1, 20)} {random.Next(1, 9)}AA\",\"{form}\",\"Active\",\"\",\"01/05/2010\",\"31/12/2026\",\"31/03/2025\",\"0\",\"{62000 + random.Next(99)} - Something\",\"\",\"{(i % 8 == 0 ? Syllables(i + 7) + " TRADING LIMITED" : "")}\""
            );
        }
    }

    private static async Task WriteNamesAsync(string file, Random random)
    {
        await using var writer = new StreamWriter(file);
        await writer.WriteLineAsync("Unique ID,Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Designation Type,D.O.B,Regime Name");
        for (var i = 0; i < Names; i++)
            await writer.WriteLineAsync(
                $"INV{i},{Syllables(random.Next(100_000))},{Syllables(random.Next(2_000))},,,,,Individual,,The Invented Regulations"
            );
    }
}
