using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Features;
using Commissioning.Platform.Data;
using Commissioning.Testing;
using Commissioning.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioning.Benchmarks;

/// <summary>Sequential requests over a kept connection, alternating between the portal and its floor in the same run, so that a noisy
/// machine slows both. Prints the median time of each, their ratio and the limit.</summary>
internal static class Load
{
    public const int Together = 8;
    private const int Warm = 2500,
        WarmSaves = 50,
        Batches = 21,
        PerBatch = 100;
    private static readonly (string Page, double Bar)[] Bars =
    [
        ("Round dashboard", 3),
        ("Scoring sheet", 3),
        ("Application task list", 0),
        ("Public list", 3),
        ("Awards of a round", 0),
        ("Audit trail", 0),
        ("Outbox", 0),
    ];

    public static async Task<int> RunAsync()
    {
        var failed = await RunAsync(onSqlServer: false);
        if (TestDatabase.Server is not null)
            return await RunAsync(onSqlServer: true) || failed ? 1 : 0;
        Console.WriteLine($"SQL Server: not measured, because {TestDatabase.Variable} is not set");
        return failed ? 1 : 0;
    }

    private static async Task<bool> RunAsync(bool onSqlServer)
    {
        var failed = false;
        Console.WriteLine(onSqlServer ? "SQL Server" : "SQLite");
        // Both sizes run at once and are requested alternately, so that changes in the machine's speed affect all of them alike.
        await using var few = await Site.StartAsync(57, onSqlServer);
        await using var many = await Site.StartAsync(5700, onSqlServer);
        foreach (var (page, _) in Bars)
        foreach (var site in new[] { few, many })
            await site.WarmAsync(page);
        foreach (var (page, bar) in Bars)
        {
            var (at57, at5700, floor, statements) = await CompareAsync(few, many, page);
            var line =
                $"{page, -24} at 57 {at57:0.000} ms   floor ({statements} statements) {floor:0.000} ms   ratio {at57 / floor:0.00}{(bar > 0 ? $"   bar {bar:0.0} {Verdict(at57 / floor <= bar, ref failed)}" : "")}";
            Console.WriteLine(
                $"{line}   at 5,700 {at5700:0.000} ms   against 57 {at5700 / at57:0.00}   bar 1.3 {Verdict(at5700 / at57 <= 1.3, ref failed)}"
            );
        }
        foreach (var (name, site) in new[] { ("57", few), ("5,700", many) })
        {
            var (saves, inserts) = await site.CompareSavesAsync();
            Console.WriteLine(
                $"Save a section, {name, -8} {saves:0} a second   bare durable insert {inserts:0} a second   share {saves / inserts:0%}   bar 60% {Verdict(saves / inserts >= 0.6, ref failed)}"
            );
            Console.WriteLine(
                $"Working set, {name, -11} {site.WorkingSetMegabytes:0} MB   bar 300 MB {Verdict(site.WorkingSetMegabytes < 300, ref failed)}"
            );
            Console.WriteLine(
                $"Start to first page, {name, -3} {site.StartSeconds:0.00} s   bar 3 s {Verdict(site.StartSeconds < 3, ref failed)}"
            );
        }
        return failed;
    }

    private static async Task<(double At57, double At5700, double Floor, int Statements)> CompareAsync(Site few, Site many, string page)
    {
        List<double> small = [],
            large = [],
            bare = [];
        for (var batch = 0; batch < Batches; batch++)
        {
            small.Add(await TimeAsync(() => few.OpenAsync(page)));
            bare.Add(await TimeAsync(() => few.FloorAsync(page)));
            large.Add(await TimeAsync(() => many.OpenAsync(page)));
        }
        return (Median(small), Median(large), Median(bare), few.StatementsOf(page));
    }

    private static async Task<double> TimeAsync(Func<Task> act)
    {
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < PerBatch; i++)
            await act();
        return watch.Elapsed.TotalMilliseconds / PerBatch;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string Verdict(bool met, ref bool failed)
    {
        failed |= !met;
        return met ? "met" : "MISSED";
    }

    /// <summary>The portal and its floor as separate processes over one seeded database.</summary>
    private sealed class Site(bool onSqlServer) : IAsyncDisposable
    {
        private readonly TestDatabase database = new(onSqlServer);
        private readonly List<Process> processes = [];
        private readonly Dictionary<string, HttpClient> browsers = [];
        private readonly Dictionary<string, (string Path, string Cookie)> pages = [];
        private readonly Dictionary<string, List<Floor.Statement>> statements = [];
        private HttpClient portal = null!,
            floor = null!;
        private IReadOnlyList<Guid> drafts = [];
        private string saveCookie = "";

        public double StartSeconds { get; private set; }
        public double WorkingSetMegabytes
        {
            get
            {
                processes[0].Refresh();
                return processes[0].WorkingSet64 / 1048576.0;
            }
        }

        private string StatementsFile => Path.Combine(database.Folder, "statements.json");

        public static async Task<Site> StartAsync(int applications, bool onSqlServer)
        {
            var site = new Site(onSqlServer);
            await site.SeedAsync(applications);
            string[] settings =
            [
                .. site.database.Arguments,
                "--Demonstration:Load=false",
                "--environment=Development",
                $"--contentRoot={Repository.File("src", "Commissioning.Web")}",
                $"--Files:Root={site.database.Folder}/files",
                $"--Mail:PickupFolder={site.database.Folder}/mail",
                "--Logging:LogLevel:Default=Warning",
            ];
            var watch = Stopwatch.StartNew();
            site.portal = await site.ServeAsync(typeof(Portal).Assembly.Location, settings);
            using (var first = await site.portal.GetAsync(new Uri("/help", UriKind.Relative)))
                first.EnsureSuccessStatusCode();
            site.StartSeconds = watch.Elapsed.TotalSeconds;
            site.floor = await site.ServeAsync(
                typeof(Load).Assembly.Location,
                ["floor", "URL", site.database.Dialect.Name, site.database.ConnectionString, site.StatementsFile]
            );
            return site;
        }

        private async Task SeedAsync(int applications)
        {
            // The same portal in this process, to make the cookies and to count each page's statements.
            var app = Portal.Build([
                .. database.Arguments,
                "--urls=http://127.0.0.1:0",
                "--environment=Development",
                "--Demonstration:Load=false",
                $"--contentRoot={Repository.File("src", "Commissioning.Web")}",
                "--Logging:LogLevel:Default=Warning",
            ]);
            var (db, clock) = (app.Services.GetRequiredService<Db>(), app.Services.GetRequiredService<PortalClock>());
            var seed = await Seed.MakeAsync(db, clock, applications);
            for (var i = 0; i < applications; i++)
                await db.ChangeAsync(
                    Actor.Portal,
                    AuditAction.DemonstrationLoaded,
                    seed.Assessed,
                    async work =>
                    {
                        await work.EmailAsync(new("a@b.example", "A message", "Its text", seed.Assessed));
                        await work.ExecuteAsync(
                            "update OutboxEmail set State = 'Sent', SentAt = @Now where State = 'Waiting'",
                            new { work.Now }
                        );
                        return Result.Done;
                    }
                );
            // The moved clock is stored, so that the portal's process reads it at its start.
            await app.Services.GetRequiredService<DevelopmentClock>().MoveAsync(seed.Officer, Scenario.Utc("2026-01-20 12:00"));
            await app.StartAsync();
            pages["Round dashboard"] = (Links.Funds.Round(seed.Assessed), await Sessions.CookieAsync(app.Services, seed.Officer));
            pages["Scoring sheet"] = (Links.Scoring.Sheet(seed.Assignment), await Sessions.CookieAsync(app.Services, seed.Assessor));
            pages["Application task list"] = (
                Links.Applications.TaskList(seed.Drafts[0]),
                await Sessions.CookieAsync(app.Services, seed.Applicant)
            );
            pages["Public list"] = (Links.Publishing.Round(seed.Announced), "");
            pages["Awards of a round"] = (Links.Awards.List(seed.Announced), pages["Round dashboard"].Cookie);
            var auditor = await Sessions.CookieAsync(app.Services, await new Scenario(db, clock).PersonAsync(Role.Auditor));
            pages["Audit trail"] = (Links.Audit.Trail, auditor);
            pages["Outbox"] = (Links.Operations.Outbox, auditor);
            (drafts, saveCookie) = (seed.Drafts, pages["Application task list"].Cookie);
            using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
            foreach (var (page, (path, cookie)) in pages)
            {
                await GetAsync(client, path, cookie);
                statements[page] = (
                    await TestDatabase.StatementsAsync(
                        db,
                        () => GetAsync(client, path, cookie),
                        app.Services.GetRequiredService<IHttpContextAccessor>()
                    )
                )
                    .Select(one => Floor.Statement.Of(one.Sql, one.Arguments))
                    .ToList();
            }
            await File.WriteAllTextAsync(StatementsFile, JsonSerializer.Serialize(statements));
            await app.StopAsync();
            await app.DisposeAsync();
        }

        private async Task<HttpClient> ServeAsync(string assembly, IReadOnlyList<string> arguments)
        {
            var url = $"http://127.0.0.1:{FreePort()}";
            var start = new ProcessStartInfo("dotnet")
            {
                RedirectStandardOutput = true,
                WorkingDirectory = Path.GetDirectoryName(assembly)!,
            };
            start.ArgumentList.Add(assembly);
            foreach (var argument in arguments)
                start.ArgumentList.Add(argument == "URL" ? url : argument);
            if (!arguments.Contains("URL"))
                start.ArgumentList.Add($"--urls={url}");
            var process = Process.Start(start)!;
            process.OutputDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            processes.Add(process);
            var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
            {
                BaseAddress = new Uri(url),
            };
            for (var watch = Stopwatch.StartNew(); ; )
            {
                try
                {
                    using var answer = await client.GetAsync(new Uri("/health/live", UriKind.Relative));
                    return client;
                }
                catch (HttpRequestException) when (watch.Elapsed < TimeSpan.FromSeconds(30))
                {
                    await Task.Delay(20);
                }
            }
        }

        public int StatementsOf(string page) => statements[page].Count;

        public async Task WarmAsync(string page)
        {
            // A browser keeps the session cookie that is renewed every minute, so this client does too.
            var cookies = new CookieContainer();
            if (pages[page].Cookie is { Length: > 0 } cookie)
                cookies.SetCookies(portal.BaseAddress!, cookie);
            browsers[page] = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false })
            {
                BaseAddress = portal.BaseAddress,
            };
            for (var i = 0; i < Warm; i++)
            {
                await OpenAsync(page);
                await FloorAsync(page);
            }
        }

        public Task OpenAsync(string page) => GetAsync(browsers[page], pages[page].Path, "");

        public Task FloorAsync(string page) => GetAsync(floor, $"/read/{Uri.EscapeDataString(page)}", "");

        /// <summary>Saves per second and bare inserts per second, eight at a time, alternating. Each saver has a draft, and each save has
        /// the previous version.</summary>
        public async Task<(double Saves, double Inserts)> CompareSavesAsync()
        {
            var versions = new int[Together];
            var (antiforgery, cookie) = await FormAsync();
            async Task SaveAsync(int who)
            {
                var fields = new Dictionary<string, string>
                {
                    ["__RequestVerificationToken"] = antiforgery,
                    ["later"] = "true",
                    ["Questions[0].Form.Version"] = $"{versions[who]}",
                    ["Questions[0].Form.Text"] = $"What we say, for the {versions[who]}th time, about the problem and how we know of it.",
                };
                using var request = new HttpRequestMessage(HttpMethod.Post, Links.Applications.Section(drafts[who], "Need"))
                {
                    Content = new FormUrlEncodedContent(fields),
                };
                request.Headers.Add("Cookie", cookie);
                using var answer = await portal.SendAsync(request);
                if (answer.StatusCode != HttpStatusCode.Found)
                    throw new InvalidOperationException($"A save answered {answer.StatusCode}");
                versions[who]++;
            }
            async Task InsertAsync(int who)
            {
                using var answer = await floor.PostAsync(new Uri("/insert", UriKind.Relative), null);
                answer.EnsureSuccessStatusCode();
            }
            List<double> saves = [],
                inserts = [];
            for (var batch = 0; batch < WarmSaves; batch++)
            {
                await RateAsync(SaveAsync);
                await RateAsync(InsertAsync);
            }
            for (var batch = 0; batch < 9; batch++)
            {
                saves.Add(await RateAsync(SaveAsync));
                inserts.Add(await RateAsync(InsertAsync));
            }
            return (Median(saves), Median(inserts));
        }

        private async Task<(string Token, string Cookie)> FormAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Links.Applications.Section(drafts[0], "Need"));
            request.Headers.Add("Cookie", saveCookie);
            using var answer = await portal.SendAsync(request);
            var form = string.Join(
                "; ",
                answer.Headers.TryGetValues("Set-Cookie", out var set) ? set.Select(cookie => cookie.Split(';')[0]) : []
            );
            var document = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
            return (Value("__RequestVerificationToken"), $"{saveCookie}; {form}");
            string Value(string name) => document.QuerySelector($"main input[name='{name}']")!.GetAttribute("value")!;
        }

        private static async Task<double> RateAsync(Func<int, Task> act)
        {
            const int each = 40;
            var watch = Stopwatch.StartNew();
            await Task.WhenAll(
                Enumerable
                    .Range(0, Together)
                    .Select(async who =>
                    {
                        for (var i = 0; i < each; i++)
                            await act(who);
                    })
            );
            return each * Together / watch.Elapsed.TotalSeconds;
        }

        private static async Task GetAsync(HttpClient client, string path, string cookie)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
            if (cookie.Length > 0)
                request.Headers.Add("Cookie", cookie);
            using var answer = await client.SendAsync(request);
            if (answer.StatusCode != HttpStatusCode.OK)
                throw new InvalidOperationException($"{path} answered {answer.StatusCode}");
            await answer.Content.ReadAsByteArrayAsync();
        }

        private static int FreePort()
        {
            using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var process in processes)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync();
                process.Dispose();
            }
            foreach (var browser in browsers.Values)
                browser.Dispose();
            portal.Dispose();
            floor.Dispose();
            database.Dispose();
        }
    }
}
