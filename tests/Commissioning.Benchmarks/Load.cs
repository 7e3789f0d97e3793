using System.Diagnostics;
using System.Net;
using Commissioning.Platform.Data;
using Commissioning.Testing;
using Commissioning.Web;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioning.Benchmarks;

/// <summary>
/// Requests one after another over a kept connection, the portal's and its floor's by turns in the same run, so that a noisy
/// machine slows both. Prints the median time of each, their ratio and the bar.
/// </summary>
internal static class Load
{
    public const int Together = 8;
    private const int Warm = 400, Batches = 15, PerBatch = 40;
    private static readonly (string Page, double Bar)[] Bars = [("Round dashboard", 3), ("Scoring sheet", 3), ("Application task list", 0), ("Public list", 3)];

    public static async Task<int> RunAsync()
    {
        var failed = false;
        var atSmall = new Dictionary<string, double>();
        foreach (var bids in new[] { 57, 5700 })
        {
            Console.WriteLine($"\n{bids} applications a round");
            await using var site = await Site.StartAsync(bids);
            foreach (var (page, bar) in Bars)
            {
                var (path, cookie) = site.PathOf(page);
                var (mine, floor, statements) = await site.CompareAsync(path, cookie);
                var line = $"  {page,-24} {mine,7:0.000} ms   floor ({statements} statements) {floor,7:0.000} ms   ratio {mine / floor,5:0.00}";
                if (bids == 57) { atSmall[page] = mine; line += bar > 0 ? $"   bar {bar:0.0}x {Verdict(mine / floor <= bar, ref failed)}" : ""; }
                else line += $"   against 57: {mine / atSmall[page],5:0.00}   bar 1.3x {Verdict(mine / atSmall[page] <= 1.3, ref failed)}";
                Console.WriteLine(line);
            }
            var (saves, inserts) = await site.CompareSavesAsync();
            Console.WriteLine($"  {"Save a section",-24} {saves,7:0} a second   bare durable insert {inserts,7:0} a second   share {saves / inserts:0%}   bar 60% {Verdict(saves / inserts >= 0.6, ref failed)}");
            Console.WriteLine($"  Working set of the portal after the load: {site.WorkingSetMegabytes:0} MB   bar 300 MB {Verdict(site.WorkingSetMegabytes < 300, ref failed)}");
            Console.WriteLine($"  Start to first page: {site.StartSeconds:0.00} s   bar 3 s {Verdict(site.StartSeconds < 3, ref failed)}");
        }
        return failed ? 1 : 0;
    }

    private static string Verdict(bool met, ref bool failed)
    {
        failed |= !met;
        return met ? "met" : "MISSED";
    }

    /// <summary>The portal and its floor as processes of their own over one seeded database.</summary>
    private sealed class Site : IAsyncDisposable
    {
        private readonly TestDatabase database = new();
        private readonly List<Process> processes = [];
        private readonly Dictionary<string, (string Path, string Cookie)> pages = [];
        private readonly Dictionary<string, int> statements = [];
        private HttpClient portal = null!, floor = null!;
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

        public (string, string) PathOf(string page) => pages[page];

        public static async Task<Site> StartAsync(int bids)
        {
            var site = new Site();
            await site.SeedAsync(bids);
            var settings = new[] { $"--ConnectionStrings:Commissioning={site.database.ConnectionString}", "--Demonstration:Load=false", "--environment=Development", $"--contentRoot={Repository.File("src", "Commissioning.Web")}", $"--Files:Root={site.database.Folder}/files", $"--Mail:PickupFolder={site.database.Folder}/mail", "--Logging:LogLevel:Default=Warning" };
            var watch = Stopwatch.StartNew();
            site.portal = await site.ServeAsync(typeof(Portal).Assembly.Location, settings);
            using (var first = await site.portal.GetAsync(new Uri("/help", UriKind.Relative))) first.EnsureSuccessStatusCode();
            site.StartSeconds = watch.Elapsed.TotalSeconds;
            site.floor = await site.ServeAsync(typeof(Load).Assembly.Location, ["floor", "URL", site.database.ConnectionString]);
            return site;
        }

        private async Task SeedAsync(int bids)
        {
            // The same portal in this process, to make the cookies and to count each page's statements.
            var app = Portal.Build(["--urls=http://127.0.0.1:0", $"--ConnectionStrings:Commissioning={database.ConnectionString}", "--environment=Development", "--Demonstration:Load=false", $"--contentRoot={Repository.File("src", "Commissioning.Web")}", "--Logging:LogLevel:Default=Warning"]);
            var (db, clock) = (app.Services.GetRequiredService<Db>(), app.Services.GetRequiredService<PortalClock>());
            var seed = await Seed.MakeAsync(db, clock, bids);
            // The moved clock is written down, so that the portal's own process finds it at its start.
            await app.Services.GetRequiredService<DevelopmentClock>().MoveAsync(seed.Officer, Scenario.Utc("2026-01-20 12:00"));
            await app.StartAsync();
            pages["Round dashboard"] = (Links.Funds.Round(seed.Assessed), await Sessions.CookieAsync(app.Services, seed.Officer));
            pages["Scoring sheet"] = (Links.Scoring.Sheet(seed.Assignment), await Sessions.CookieAsync(app.Services, seed.Marker));
            pages["Application task list"] = (Links.Applications.TaskList(seed.Drafts[0]), await Sessions.CookieAsync(app.Services, seed.Applicant));
            pages["Public list"] = (Links.Publishing.FundedRound(seed.Announced), "");
            (drafts, saveCookie) = (seed.Drafts, pages["Application task list"].Cookie);
            using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
            foreach (var (_, (path, cookie)) in pages)
            {
                await GetAsync(client, path, cookie);
                statements[path] = (await TestDatabase.StatementsAsync(db, () => GetAsync(client, path, cookie))).Count;
            }
            await app.StopAsync();
            await app.DisposeAsync();
        }

        private async Task<HttpClient> ServeAsync(string assembly, IReadOnlyList<string> arguments)
        {
            var url = $"http://127.0.0.1:{FreePort()}";
            var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, WorkingDirectory = Path.GetDirectoryName(assembly)! };
            start.ArgumentList.Add(assembly);
            foreach (var argument in arguments) start.ArgumentList.Add(argument == "URL" ? url : argument);
            if (!arguments.Contains("URL")) start.ArgumentList.Add($"--urls={url}");
            var process = Process.Start(start)!;
            process.OutputDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            processes.Add(process);
            var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new Uri(url) };
            for (var watch = Stopwatch.StartNew(); ;)
            {
                try
                {
                    using var answer = await client.GetAsync(new Uri("/health/live", UriKind.Relative));
                    return client;
                }
                catch (HttpRequestException) when (watch.Elapsed < TimeSpan.FromSeconds(30)) { await Task.Delay(20); }
            }
        }

        public async Task<(double Mine, double Floor, int Statements)> CompareAsync(string path, string cookie)
        {
            var count = statements[path];
            Task Mine() => GetAsync(portal, path, cookie);
            Task Bare() => GetAsync(floor, $"/read/{count}", "");
            for (var i = 0; i < Warm; i++) { await Mine(); await Bare(); }
            List<double> mine = [], bare = [];
            for (var batch = 0; batch < Batches; batch++)
            {
                mine.Add(await TimeAsync(Mine));
                bare.Add(await TimeAsync(Bare));
            }
            return (Median(mine), Median(bare), count);
        }

        /// <summary>Saves a second and bare inserts a second, eight at a time, by turns. Each saver has a draft, and each save the version before it.</summary>
        public async Task<(double Saves, double Inserts)> CompareSavesAsync()
        {
            var versions = new int[Together];
            var (antiforgery, cookie) = await FormAsync();
            async Task SaveAsync(int who)
            {
                var fields = new Dictionary<string, string> { ["__RequestVerificationToken"] = antiforgery, ["later"] = "true", ["Form.Version"] = $"{versions[who]}", ["Form.Answers[0]"] = $"What we say, for the {versions[who]}th time, about the problem and how we know of it." };
                using var request = new HttpRequestMessage(HttpMethod.Post, Links.Applications.Section(drafts[who], "Need")) { Content = new FormUrlEncodedContent(fields) };
                request.Headers.Add("Cookie", cookie);
                using var answer = await portal.SendAsync(request);
                if (answer.StatusCode != HttpStatusCode.Found) throw new InvalidOperationException($"A save answered {answer.StatusCode}");
                versions[who]++;
            }
            async Task InsertAsync(int who)
            {
                using var answer = await floor.PostAsync(new Uri("/insert", UriKind.Relative), null);
                answer.EnsureSuccessStatusCode();
            }
            List<double> saves = [], inserts = [];
            for (var batch = 0; batch < 9; batch++)
            {
                saves.Add(await RateAsync(SaveAsync));
                inserts.Add(await RateAsync(InsertAsync));
            }
            return (Median(saves[2..]), Median(inserts[2..]));
        }

        private async Task<(string Token, string Cookie)> FormAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Links.Applications.Section(drafts[0], "Need"));
            request.Headers.Add("Cookie", saveCookie);
            using var answer = await portal.SendAsync(request);
            var form = string.Join("; ", answer.Headers.TryGetValues("Set-Cookie", out var set) ? set.Select(cookie => cookie.Split(';')[0]) : []);
            var document = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
            return (document.QuerySelector("main input[name=__RequestVerificationToken]")!.GetAttribute("value")!, $"{saveCookie}; {form}");
        }

        private static async Task<double> RateAsync(Func<int, Task> act)
        {
            const int each = 40;
            var watch = Stopwatch.StartNew();
            await Task.WhenAll(Enumerable.Range(0, Together).Select(async who =>
            {
                for (var i = 0; i < each; i++) await act(who);
            }));
            return each * Together / watch.Elapsed.TotalSeconds;
        }

        private static async Task<double> TimeAsync(Func<Task> act)
        {
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < PerBatch; i++) await act();
            return watch.Elapsed.TotalMilliseconds / PerBatch;
        }

        private static async Task GetAsync(HttpClient client, string path, string cookie)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
            if (cookie.Length > 0) request.Headers.Add("Cookie", cookie);
            using var answer = await client.SendAsync(request);
            if (answer.StatusCode != HttpStatusCode.OK) throw new InvalidOperationException($"{path} answered {answer.StatusCode}");
            await answer.Content.ReadAsByteArrayAsync();
        }

        private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

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
            portal.Dispose();
            floor.Dispose();
            database.Dispose();
        }
    }
}
