using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using AngleSharp.Html.Parser;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Features;
using Commissioning.Features.Applications;
using Commissioning.Features.Funds;
using Commissioning.Testing;
using Commissioning.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Commissioning.Benchmarks;

/// <summary>What applicants experience: a form of 60 questions and 20 conditions compared with one of 6, alternating; 500 applicants who
/// save and send in the last minute, with every acknowledged save checked afterwards; and an applicant's page over a slow
/// connection.</summary>
internal static class Apply
{
    private const int Rush = 500,
        AtOnce = 64,
        SavesEach = 3;

    public static async Task<int> RunAsync()
    {
        var failed = false;
        using var database = new TestDatabase();
        var seed = await SeedAsync(database);
        using var portal = await PortalProcess.StartAsync(database);
        await CompareFormsAsync(portal, seed, Report);
        await LookAsync(portal, seed, Report);
        await RushAsync(database, portal, seed, Report);
        return failed ? 1 : 0;

        void Report(string line, bool met)
        {
            failed |= !met;
            Console.WriteLine($"{line} {(met ? "met" : "MISSED")}");
        }
    }

    private sealed record Person(Guid Draft, string Cookie);

    private sealed record Seeded(Person Short, Person Long, Guid Round, IReadOnlyList<Person> Rushing);

    private static async Task<Seeded> SeedAsync(TestDatabase database)
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
        var officer = await scenario.PersonAsync(Role.CommissioningOfficer);
        Actor[] panel = [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)];
        async Task<Guid> RoundAsync(int questions, int conditions)
        {
            clock.MoveTo("2026-01-01 12:00");
            var round = (await new CreateRound(db).RunAsync(officer, new($"Fund of {questions}", "TF", Scenario.Details()))).Value;
            await new SavePanel(db).RunAsync(officer, round, panel.Select(member => member.Id).ToList());
            foreach (var standard in (await db.ReadAsync(work => FormQueries.GetAsync(work, round))).Setup.Questions.Reverse())
                await new RemoveQuestion(db).RunAsync(officer, round, standard.Code);
            for (var i = 1; i <= questions; i++)
                await new SaveQuestion(db).RunAsync(officer, round, null, Ask(i, questions, i > questions - conditions));
            var outcome = await new PublishRound(db).RunAsync(officer, round);
            if (outcome.FirstRefusal is { } refusal)
                throw new InvalidOperationException(refusal.Sentence);
            clock.MoveTo("2026-01-05 12:00");
            return round;
        }
        async Task<Person> DraftAsync(Guid round, bool complete)
        {
            var person = await scenario.PersonAsync(Role.Applicant);
            var draft = (
                await new StartApplication(db).RunAsync(
                    person,
                    round,
                    await scenario.OrganisationAsync(person),
                    await scenario.EligibleAsync(round)
                )
            ).Value;
            if (complete)
            {
                await FillAsync(db, person, draft);
                await scenario.ConfirmProfileAsync(draft);
                await scenario.AddRequiredDocumentsAsync(draft);
            }
            return new(draft, await Sessions.CookieAsync(app.Services, person));
        }
        var (few, many) = (await RoundAsync(6, 0), await RoundAsync(60, 20));
        var (brief, wide) = (await DraftAsync(few, false), await DraftAsync(many, false));
        var rushing = new List<Person>();
        for (var i = 0; i < Rush; i++)
            rushing.Add(await DraftAsync(few, true));
        // The portal's process reads the moved clock at its start: six minutes before closing.
        await app.Services.GetRequiredService<DevelopmentClock>().MoveAsync(officer, Scenario.Utc(Scenario.Closes).AddMinutes(-6));
        return new(brief, wide, few, rushing);
    }

    private static readonly string[] Criteria = ["need", "fit", "outcomes", "delivery", "value"];

    private static Question Ask(int i, int of, bool conditional) =>
        new()
        {
            Id = Guid.Empty,
            Position = 0,
            Section = i <= of / 2 ? "First" : "Second",
            Code = string.Create(CultureInfo.InvariantCulture, $"q{i}"),
            Wording = string.Create(CultureInfo.InvariantCulture, $"Question {i}: what should we know?"),
            Hint = "Say what you would tell a neighbour.",
            WordLimit = 200,
            Required = i == 1,
            Kind = i % 7 == 0 ? QuestionKind.OneOf : QuestionKind.LongText,
            Settings = new()
            {
                Criterion = Criteria[i % Criteria.Length],
                Options = i % 7 == 0 ? ["Yes", "No", "Perhaps"] : [],
                ShowWhen = conditional
                    ? [new(string.Create(CultureInfo.InvariantCulture, $"q{i - 20}"), ConditionTest.IsNot, "Never")]
                    : [],
            },
        };

    private static async Task FillAsync(Platform.Data.Db db, Actor person, Guid draft)
    {
        var view = await new SaveProject(db).GetAsync(person, draft);
        var project = new Domain.Applications.ProjectContent
        {
            ProjectName = "Safer Saturdays",
            Summary = "Football and mentoring.",
            Priority = view.Setup.Priorities[0],
            StartsOn = view.Setup.Round.ProjectsStartOn,
            EndsOn = view.Setup.Round.ProjectsEndBy,
        };
        await new SaveProject(db).RunAsync(person, draft, 0, project);
        await new SaveBudget(db).RunAsync(
            person,
            draft,
            0,
            [
                new()
                {
                    Id = Guid.CreateVersion7(),
                    Position = 1,
                    Item = "Kit",
                    Requested = Money.FromPounds(500),
                    OtherFunders = Money.Zero,
                },
            ]
        );
        await new SaveOutcomes(db).RunAsync(
            person,
            draft,
            0,
            [
                new()
                {
                    Id = Guid.CreateVersion7(),
                    Position = 1,
                    Outcome = "Fewer incidents",
                    Measure = "Reports",
                    Baseline = "20",
                    Target = "10",
                },
            ]
        );
    }

    /// <summary>One question opened and saved in the middle of each form, alternating, so that changes in the machine's speed affect
    /// both.</summary>
    private static async Task CompareFormsAsync(PortalProcess portal, Seeded seed, Action<string, bool> report)
    {
        var (brief, wide) = (new Writer(portal.Address, seed.Short), new Writer(portal.Address, seed.Long));
        List<double> openFew = [],
            openMany = [],
            saveFew = [],
            saveMany = [];
        for (var i = 0; i < 900; i++)
        {
            var counts = i >= 300;
            foreach (var (writer, code, opens, saves) in new[] { (brief, "q3", openFew, saveFew), (wide, "q25", openMany, saveMany) })
            {
                var watch = Stopwatch.StartNew();
                await writer.OpenAsync("First", code);
                if (counts)
                    opens.Add(watch.Elapsed.TotalMilliseconds);
                watch.Restart();
                await writer.SaveAsync("First", code, $"What we say for the {i}th time");
                if (counts)
                    saves.Add(watch.Elapsed.TotalMilliseconds);
            }
        }
        report(
            $"Open a question: 6 questions {Median(openFew):0.00} ms, 60 with 20 conditions {Median(openMany):0.00} ms   ratio {Median(openMany) / Median(openFew):0.00}   bar 1.3",
            Median(openMany) / Median(openFew) <= 1.3
        );
        report(
            $"Save an answer:  6 questions {Median(saveFew):0.00} ms, 60 with 20 conditions {Median(saveMany):0.00} ms   ratio {Median(saveMany) / Median(saveFew):0.00}   bar 1.3",
            Median(saveMany) / Median(saveFew) <= 1.3
        );
    }

    /// <summary>All applicants at once, over a set number of connections: three saves and a submission each.</summary>
    private static async Task RushAsync(TestDatabase database, PortalProcess portal, Seeded seed, Action<string, bool> report)
    {
        var times = new ConcurrentBag<double>();
        var acknowledged = new ConcurrentDictionary<Guid, string>();
        var sent = new ConcurrentBag<Guid>();
        using var turns = new SemaphoreSlim(AtOnce);
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(
            seed.Rushing.Select(person =>
                Task.Run(async () =>
                {
                    await turns.WaitAsync();
                    try
                    {
                        var writer = new Writer(portal.Address, person);
                        await writer.OpenAsync("First", "q1");
                        for (var save = 1; save <= SavesEach; save++)
                        {
                            var words = $"Words {save} of {person.Draft}";
                            var one = Stopwatch.StartNew();
                            if (!await writer.SaveAsync("First", "q1", words))
                                continue;
                            times.Add(one.Elapsed.TotalMilliseconds);
                            acknowledged[person.Draft] = words;
                        }
                        if (await writer.SubmitAsync())
                            sent.Add(person.Draft);
                    }
                    finally
                    {
                        turns.Release();
                    }
                })
            )
        );
        var seconds = watch.Elapsed.TotalSeconds;
        var kept = (
            await database.Db.QueryAsync<KeptResult>(
                "select n.ApplicationId, n.Wording, a.Number from Answer n join Question q on q.Id = n.QuestionId join Application a on a.Id = n.ApplicationId where q.Code = 'q1' and a.RoundId = @Round",
                new { seed.Round }
            )
        ).ToDictionary(row => row.ApplicationId);
        var lost = acknowledged.Count(pair => !kept.TryGetValue(pair.Key, out var row) || row.Wording != pair.Value);
        var numbers = kept.Values.Where(row => row.Number is not null).Select(row => row.Number!.Value).ToList();
        var p99 = times.Order().ElementAt((int)(times.Count * 0.99));
        report(
            $"Last minute: {seed.Rushing.Count} applicants, {times.Count} saves and {sent.Count} submissions in {seconds:0.0} s; p99 of a save {p99:0} ms   bar 1,000 ms and 60 s",
            p99 < 1000 && seconds < 60 && sent.Count == seed.Rushing.Count
        );
        report(
            $"Last minute: {acknowledged.Count} last acknowledged saves, {lost} lost; {numbers.Count} numbers, {numbers.Distinct().Count()} different, highest {numbers.DefaultIfEmpty().Max()}   bar none lost or doubled",
            lost == 0
                && numbers.Count == sent.Count
                && numbers.Distinct().Count() == numbers.Count
                && numbers.DefaultIfEmpty().Max() == numbers.Count
        );
    }

    /// <summary>A question's page on a phone with a slow connection: 1.6 Mbit/s and 150 ms, first with an empty cache and then
    /// again.</summary>
    private static async Task LookAsync(PortalProcess portal, Seeded seed, Action<string, bool> report)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox", "--disable-background-networking"] }
        );
        List<double> first = [],
            again = [],
            paints = [];
        for (var i = 0; i < 5; i++)
        {
            await using var context = await browser.NewContextAsync(
                new()
                {
                    ViewportSize = new() { Width = 390, Height = 844 },
                }
            );
            var parts = seed.Short.Cookie.Split('=', 2);
            await context.AddCookiesAsync([
                new()
                {
                    Name = parts[0],
                    Value = parts[1],
                    Url = portal.Address.ToString(),
                },
            ]);
            var page = await context.NewPageAsync();
            var session = await context.NewCDPSessionAsync(page);
            await session.SendAsync("Network.enable");
            await session.SendAsync(
                "Network.emulateNetworkConditions",
                new()
                {
                    ["offline"] = false,
                    ["latency"] = 150,
                    ["downloadThroughput"] = 1.6 * 1024 * 1024 / 8,
                    ["uploadThroughput"] = 0.75 * 1024 * 1024 / 8,
                }
            );
            var bytes = 0.0;
            session.Event("Network.loadingFinished").OnEvent += (_, finished) =>
                bytes += finished?.GetProperty("encodedDataLength").GetDouble() ?? 0;
            var address = new Uri(portal.Address, Links.Applications.Question(seed.Short.Draft, "First", "q2")).ToString();
            await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.NetworkIdle });
            first.Add(bytes);
            paints.Add(
                await page.EvaluateAsync<double>(
                    "new Promise(done => new PerformanceObserver(list => done(list.getEntries().at(-1).startTime)).observe({ type: 'largest-contentful-paint', buffered: true }))"
                )
            );
            bytes = 0;
            await page.GotoAsync(
                new Uri(portal.Address, Links.Applications.Question(seed.Short.Draft, "First", "q3")).ToString(),
                new() { WaitUntil = WaitUntilState.NetworkIdle }
            );
            again.Add(bytes);
        }
        report($"Slow connection: largest contentful paint {Median(paints):0} ms   bar 1,500 ms", Median(paints) < 1500);
        report($"Slow connection: first visit {Median(first) / 1000:0.0} kB   bar 150 kB", Median(first) < 150_000);
        report($"Slow connection: next page {Median(again) / 1000:0.0} kB   bar 30 kB", Median(again) < 30_000);
    }

    private static double Median(IEnumerable<double> values)
    {
        var ordered = values.Order().ToList();
        return ordered[ordered.Count / 2];
    }

    private sealed record KeptResult
    {
        public required Guid ApplicationId { get; init; }
        public required string Wording { get; init; }
        public int? Number { get; init; }
    }

    /// <summary>An applicant's browser in code: reads the form's token and version once and keeps them.</summary>
    private sealed class Writer(Uri address, Person person)
    {
        private static readonly HttpClient Client = new(
            new SocketsHttpHandler
            {
                UseCookies = false,
                AllowAutoRedirect = false,
                MaxConnectionsPerServer = AtOnce,
            }
        );
        private readonly Dictionary<string, int> versions = [];
        private string token = "",
            cookie = person.Cookie;

        public async Task OpenAsync(string section, string code)
        {
            var text = await GetAsync(Links.Applications.Question(person.Draft, section, code));
            if (token.Length > 0)
                return;
            var document = new HtmlParser().ParseDocument(text);
            token = document.QuerySelector("main input[name='__RequestVerificationToken']")!.GetAttribute("value")!;
            versions[code] = int.Parse(
                document.QuerySelector("main input[name='Questions[0].Form.Version']")!.GetAttribute("value")!,
                CultureInfo.InvariantCulture
            );
        }

        public async Task<bool> SaveAsync(string section, string code, string words)
        {
            var version = versions.GetValueOrDefault(code);
            using var answer = await PostAsync(
                Links.Applications.Question(person.Draft, section, code),
                new() { ["Questions[0].Form.Version"] = version.ToString(CultureInfo.InvariantCulture), ["Questions[0].Form.Text"] = words }
            );
            if (answer.StatusCode != HttpStatusCode.Found)
                return false;
            versions[code] = version + 1;
            return true;
        }

        public async Task<bool> SubmitAsync()
        {
            using var answer = await PostAsync(
                Links.Applications.Check(person.Draft),
                new() { ["Agreed"] = "true", ["DeclaredName"] = "Amira Khan" }
            );
            return answer.StatusCode == HttpStatusCode.Found;
        }

        private async Task<string> GetAsync(string path)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, path));
            request.Headers.Add("Cookie", cookie);
            using var answer = await Client.SendAsync(request);
            answer.EnsureSuccessStatusCode();
            if (answer.Headers.TryGetValues("Set-Cookie", out var set) && token.Length == 0)
                cookie = string.Join("; ", set.Select(one => one.Split(';')[0]).Prepend(cookie));
            return await answer.Content.ReadAsStringAsync();
        }

        private async Task<HttpResponseMessage> PostAsync(string path, Dictionary<string, string> fields)
        {
            fields["__RequestVerificationToken"] = token;
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, path))
            {
                Content = new FormUrlEncodedContent(fields),
            };
            request.Headers.Add("Cookie", cookie);
            return await Client.SendAsync(request);
        }
    }
}
