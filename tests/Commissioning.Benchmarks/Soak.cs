using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using AngleSharp.Html.Parser;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features;
using Commissioning.Features.Applications;
using Commissioning.Testing;
using Commissioning.Web;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioning.Benchmarks;

/// <summary>A busy day on one node: 50 people at once who read, think for about a second and save, each with their own browser and fixed
/// seed. Nothing may fail, and the node may not grow: memory in the last minute compared with the second, and open files and
/// sockets.</summary>
internal static class Soak
{
    private const int Applicants = 20,
        Assessors = 10,
        Officers = 10,
        Public = 10;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var minutes = arguments is ["--minutes", var given, ..] ? int.Parse(given, CultureInfo.InvariantCulture) : 5;
        using var database = new TestDatabase();
        var people = await SeedAsync(database);
        using var portal = await PortalProcess.StartAsync(database);
        var (times, errors) = (new ConcurrentBag<double>(), new ConcurrentQueue<string>());
        using var end = new CancellationTokenSource(TimeSpan.FromMinutes(minutes));
        var users = people
            .Select((person, i) => new User(portal.Address, person, new Random(i), times, errors).LiveAsync(end.Token))
            .ToList();
        var watch = await WatchAsync(portal.Id, minutes, times);
        await Task.WhenAll(users);
        return Report(watch, times, errors) ? 0 : 1;
    }

    private sealed record Person(string Cookie, Func<Browser, Task>[] Acts);

    private static async Task<IReadOnlyList<Person>> SeedAsync(TestDatabase database)
    {
        await using var app = Portal.Build([
            "--urls=http://127.0.0.1:0",
            .. database.Arguments,
            "--environment=Development",
            "--Demonstration:Load=false",
            $"--contentRoot={Repository.File("src", "Commissioning.Web")}",
            "--Logging:LogLevel:Default=Warning",
        ]);
        var (db, clock) = (app.Services.GetRequiredService<Platform.Data.Db>(), app.Services.GetRequiredService<PortalClock>());
        var scenario = new Scenario(db, clock);
        var seed = await Seed.MakeAsync(db, clock, 57);
        var panel = new List<Actor>();
        for (var i = 0; i < Assessors; i++)
            panel.Add(await scenario.PersonAsync(Role.PanelMember));
        var scored = await scenario.RoundAsync(
            seed.Officer,
            panel,
            Scenario.Details() with
            {
                ClosesAt = Scenario.Utc("2026-01-19 17:00"),
            }
        );
        var applications = new List<Guid>();
        for (var i = 0; i < 10; i++)
            applications.Add(await scenario.ApplicationAsync(scored, await scenario.OrganisationAsync(seed.Applicant), seed.Applicant));
        var open = await scenario.RoundAsync(seed.Officer, [panel[0], panel[1]]);
        var people = new List<Person>();
        async Task<string> CookieAsync(Actor person) => await Sessions.CookieAsync(app.Services, person);

        foreach (var assessor in panel)
        {
            var sheets = new List<Guid>();
            foreach (var application in applications)
                sheets.Add(await scenario.AssignedAsync(application, assessor));
            await db.HousekeepAsync(work =>
                work.ExecuteAsync(
                    "update ScoringAssignment set Conflict = 'None', DeclaredAt = @Now where AssessorId = @Id",
                    new { assessor.Id, work.Now }
                )
            );
            people.Add(
                new(
                    await CookieAsync(assessor),
                    [
                        browser => browser.ReadAsync($"/scoring/{scored}"),
                        browser => browser.ScoreAsync(Links.Scoring.Sheet(browser.Pick(sheets))),
                        browser => browser.ScoreAsync(Links.Scoring.Sheet(browser.Pick(sheets))),
                    ]
                )
            );
        }
        for (var i = 0; i < Applicants; i++)
        {
            var applicant = await scenario.PersonAsync(Role.Applicant);
            var draft = (
                await new StartApplication(db).RunAsync(
                    applicant,
                    open,
                    await scenario.OrganisationAsync(applicant),
                    await scenario.EligibleAsync(open)
                )
            ).Value;
            people.Add(
                new(
                    await CookieAsync(applicant),
                    [
                        browser => browser.ReadAsync(Links.Applications.TaskList(draft)),
                        browser => browser.AnswerAsync(Links.Applications.Section(draft, "Need")),
                        browser => browser.AnswerAsync(Links.Applications.Section(draft, "Need")),
                        browser => browser.ReadAsync(Links.Applications.Mine),
                    ]
                )
            );
        }
        for (var i = 0; i < Officers; i++)
            people.Add(
                new(
                    await CookieAsync(await scenario.PersonAsync(Role.CommissioningOfficer)),
                    [
                        .. new[]
                        {
                            Links.Casework.Work,
                            Links.Funds.Rounds,
                            Links.Funds.Round(seed.Assessed),
                            Links.Funds.Round(scored),
                            Links.DueDiligence.Queue,
                            Links.Applications.Submitted(applications[i]),
                            Links.Awards.VariationQueue,
                        }.Select(Reading),
                    ]
                )
            );
        for (var i = 0; i < Public; i++)
            people.Add(
                new(
                    "",
                    [
                        .. new[]
                        {
                            Links.Home,
                            Links.Funds.OpenRounds,
                            Links.Publishing.Rounds,
                            Links.Publishing.Round(seed.Announced),
                            "/help",
                            "/health/ready",
                        }.Select(Reading),
                    ]
                )
            );
        // The portal's process reads the moved clock at its start.
        await app.Services.GetRequiredService<DevelopmentClock>().MoveAsync(seed.Officer, Scenario.Utc("2026-01-20 12:00"));
        return people;
    }

    private static Func<Browser, Task> Reading(string path) => browser => browser.ReadAsync(path);

    /// <summary>One node's memory and open handles, sampled every second and averaged by the minute.</summary>
    private sealed record Minute(double Megabytes, double Database, double Sockets, int Threads);

    private static async Task<IReadOnlyList<Minute>> WatchAsync(int process, int minutes, ConcurrentBag<double> times)
    {
        var (made, clock) = (new List<Minute>(), Stopwatch.StartNew());
        for (var minute = 1; minute <= minutes; minute++)
        {
            var looks = new List<Minute>();
            // By the clock and not by the number of samples, which are slow on a busy machine: no one may leave before the last.
            do
            {
                await Task.Delay(1000);
                looks.Add(Look(process));
            } while (clock.Elapsed < TimeSpan.FromMinutes(minute) - TimeSpan.FromSeconds(2));
            var whole = new Minute(
                looks.Average(look => look.Megabytes),
                looks.Average(look => look.Database),
                looks.Average(look => look.Sockets),
                looks.Max(look => look.Threads)
            );
            made.Add(whole);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"minute {minute}   {times.Count, 7:N0} requests   working set {whole.Megabytes:0.0} MB   database files open {whole.Database:0.0}   sockets {whole.Sockets:0.0}   threads {whole.Threads}"
                )
            );
        }
        return made;
    }

    /// <summary>Read from the system (proc(5)), so that the portal is not asked.</summary>
    private static Minute Look(int process)
    {
        var status = File.ReadLines($"/proc/{process}/status")
            .Select(line => line.Split(':', 2))
            .ToDictionary(parts => parts[0], parts => parts[^1].Trim());
        var (database, sockets) = (0, 0);
        foreach (var file in new DirectoryInfo($"/proc/{process}/fd").EnumerateFileSystemInfos())
        {
            if (file.LinkTarget is not { } target)
                continue; // Closed at this moment.
            if (target.StartsWith("socket:", StringComparison.Ordinal))
                sockets++;
            if (target.Contains(".db", StringComparison.Ordinal))
                database++;
        }
        return new(
            long.Parse(status["VmRSS"].Split(' ')[0], CultureInfo.InvariantCulture) / 1024.0,
            database,
            sockets,
            int.Parse(status["Threads"], CultureInfo.InvariantCulture)
        );
    }

    private static bool Report(IReadOnlyList<Minute> minutes, ConcurrentBag<double> times, ConcurrentQueue<string> errors)
    {
        var ordered = times.Order().ToList();
        foreach (var error in errors.Take(20))
            Console.WriteLine($"error: {error}");
        var failed = false;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Applicants + Assessors + Officers + Public} people, {ordered.Count:N0} requests, median {ordered[ordered.Count / 2]:0.0} ms, 95th percentile {ordered[(int)(ordered.Count * 0.95)]:0.0} ms"
            )
        );
        Console.WriteLine($"errors {errors.Count}   bar 0 {Verdict(errors.IsEmpty)}");
        if (minutes.Count < 3)
            return !failed; // The second minute is the first after warm-up.
        var (second, last) = (minutes[1], minutes[^1]);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"working set, last minute against the second {last.Megabytes / second.Megabytes:0.00}   bar within 10% {Verdict(Math.Abs(last.Megabytes / second.Megabytes - 1) <= 0.1)}"
            )
        );
        // An average covers handles that come and go; one that leaks adds one.
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"open database files {second.Database:0.0} and {last.Database:0.0}, sockets {second.Sockets:0.0} and {last.Sockets:0.0}   bar no growth {Verdict(last.Database < second.Database + 1 && last.Sockets < second.Sockets + 1)}"
            )
        );
        return !failed;

        string Verdict(bool met)
        {
            failed |= !met;
            return met ? "met" : "MISSED";
        }
    }

    private sealed class User(Uri address, Person person, Random random, ConcurrentBag<double> times, ConcurrentQueue<string> errors)
    {
        public async Task LiveAsync(CancellationToken end)
        {
            using var browser = new Browser(address, person.Cookie, random, times, errors);
            try
            {
                while (!end.IsCancellationRequested)
                {
                    await Task.Delay(random.Next(500, 1500), end);
                    await person.Acts[random.Next(person.Acts.Length)](browser);
                }
            }
            catch (OperationCanceledException) when (end.IsCancellationRequested)
            { /* the day is over */
            }
        }
    }

    /// <summary>One person's browser: a kept connection, a cookie jar, and forms filled in as found.</summary>
    private sealed class Browser : IDisposable
    {
        private readonly HttpClient client;
        private readonly Random random;
        private readonly ConcurrentBag<double> times;
        private readonly ConcurrentQueue<string> errors;
        private int saves;

        public Browser(Uri address, string cookie, Random random, ConcurrentBag<double> times, ConcurrentQueue<string> errors)
        {
            (this.random, this.times, this.errors) = (random, times, errors);
            var cookies = new CookieContainer();
            if (cookie.Length > 0)
                cookies.SetCookies(address, cookie);
            client = new(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = address };
        }

        public T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

        public Task ReadAsync(string path) => GetAsync(path);

        public async Task AnswerAsync(string path)
        {
            if (await GetAsync(path) is not { } page)
                return;
            await PostAsync(
                path,
                Fields(page, "input[name='__RequestVerificationToken'], input[name='Questions[0].Form.Version']")
                    .Append(new("later", "true"))
                    .Append(new("Questions[0].Form.Text", $"What we say for the {++saves}th time of the problem and how we know of it."))
            );
        }

        public async Task ScoreAsync(string path)
        {
            if (await GetAsync(path) is not { } page)
                return;
            var fields = Fields(
                page,
                "input[name='__RequestVerificationToken'], input[name='Version'], input[type='hidden'][name^='Scores']"
            );
            var scores = fields.Count(field => field.Key.StartsWith("Scores", StringComparison.Ordinal));
            for (var i = 0; i < scores; i++)
            {
                fields.Add(new($"Scores[{i}].Value", random.Next(0, 6).ToString(CultureInfo.InvariantCulture)));
                fields.Add(new($"Scores[{i}].Reason", $"Because of what the application says, seen for the {++saves}th time."));
            }
            await PostAsync(path, fields);
        }

        private static List<KeyValuePair<string, string>> Fields(string page, string selector)
        {
            using var document = new HtmlParser().ParseDocument(page);
            return document
                .QuerySelectorAll("main form :is(" + selector + ")")
                .DistinctBy(input => input.GetAttribute("name"))
                .Select(input => KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value") ?? ""))
                .ToList();
        }

        private Task<string?> GetAsync(string path) =>
            TimedAsync(path, HttpStatusCode.OK, () => client.GetAsync(new Uri(path, UriKind.Relative)));

        private Task<string?> PostAsync(string path, IEnumerable<KeyValuePair<string, string>> fields) =>
            TimedAsync(
                "post " + path,
                HttpStatusCode.Found,
                async () =>
                {
                    using var form = new FormUrlEncodedContent(fields);
                    return await client.PostAsync(new Uri(path, UriKind.Relative), form);
                }
            );

        private async Task<string?> TimedAsync(string what, HttpStatusCode expected, Func<Task<HttpResponseMessage>> ask)
        {
            var watch = Stopwatch.StartNew();
            try
            {
                using var answer = await ask();
                var text = await answer.Content.ReadAsStringAsync();
                times.Add(watch.Elapsed.TotalMilliseconds);
                if (answer.StatusCode == expected)
                    return text;
                errors.Enqueue($"{what} answered {(int)answer.StatusCode}");
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
            {
                errors.Enqueue($"{what}: {exception.Message}");
            }
            return null;
        }

        public void Dispose() => client.Dispose();
    }
}
