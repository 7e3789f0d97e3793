using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features;
using Commissioning.Features.Audit;
using Commissioning.Features.Awards;
using Commissioning.Features.Operations;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;
using Commissioning.Platform.Nodes;
using Commissioning.Platform.Security;
using Commissioning.Platform.Watching;
using Commissioning.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Commissioning.Benchmarks;

/// <summary>A bad week in ten minutes: people save, send, upload, approve and request under load while, at random but by a seed, the portal
/// is killed, its disk filled, its database locked from outside, its virus scanner stopped, its browser killed, and its mail server hangs.
/// Afterwards everything that was acknowledged is there, nothing happened twice, the audit trail is whole and signed, counts agree, and no
/// alert stands.</summary>
internal sealed class BadWeek : IDisposable
{
    private const int Senders = 6,
        Drafts = 12,
        Batches = 12,
        Letters = 12,
        Payments = 60,
        DiskMegabytes = 384;

    /// <summary>What nobody waits longer for than.</summary>
    private static readonly TimeSpan Bar = TimeSpan.FromSeconds(5);

    /// <summary>How long alerts may stand after the last fault: the lease of an e-mail that a killed portal was sending, the time for which
    /// a cause must be gone, and two rounds of the watch.</summary>
    private static readonly TimeSpan Rest = Platform.Email.OutboxSender.Lease + Alerts.Unseen + TimeSpan.FromMinutes(2);

    private readonly int minutes;
    private readonly int number;
    private readonly Random random;
    private readonly string disk;
    private readonly bool hasDisk;
    private readonly string[] settings;
    private readonly TestDatabase database;
    private readonly ClamDaemon scanner = new();
    private readonly SmtpPeer mail = new(SmtpBehaviour.Takes);
    private readonly PortalProcess?[] nodes;
    private readonly Uri[] addresses;
    private readonly ConcurrentQueue<SoakAnswer> answers = new();
    private readonly ConcurrentQueue<string> log = new();
    private readonly List<Fault> faults = [];
    private readonly List<string> wrong = [];

    /// <summary>Since when the present fault is in effect.</summary>
    private long began;

    /// <param name="From">Time stamps of <see cref="Stopwatch"/>.</param>
    private sealed record Fault(string Kind, string Note, long From, long Until);

    private BadWeek(int minutes, int seed, int nodes, int faults)
    {
        (this.minutes, number, random) = (minutes, faults, new Random(seed));
        disk = Directory.CreateTempSubdirectory("commissioning-week").FullName;
        hasDisk = Run("mount", "-t", "tmpfs", "-o", $"size={DiskMegabytes}m", "tmpfs", disk);
        if (hasDisk)
            Environment.SetEnvironmentVariable("TMPDIR", disk); // The test's database and files go there.
        var certificate = TestCertificate.Make();
        database = new(key: new CheckpointKey(() => KeyCertificate.FromFile(certificate, TestCertificate.Password)));
        this.nodes = new PortalProcess?[nodes];
        addresses = Enumerable.Range(0, nodes).Select(_ => new Uri($"http://127.0.0.1:{FreePort()}")).ToArray();
        settings =
        [
            .. TestCertificate.SettingsOf(certificate),
            "--Mail:Provider=smtp",
            "--Mail:Host=127.0.0.1",
            $"--Mail:Port={mail.Port}",
            "--Mail:UseTls=false",
            "--Mail:TimeoutSeconds=10",
            $"--Clamd:Host={scanner.Options.Host}",
            "--Watch:FloorMegabytes=1",
            "--Watch:FloorPercent=0",
            "--Node:ShutdownSeconds=30",
        ];
    }

    public static async Task<int> RunAsync(string[] arguments)
    {
        int Number(string name, int usual) =>
            Array.IndexOf(arguments, name) is >= 0 and var at ? int.Parse(arguments[at + 1], CultureInfo.InvariantCulture) : usual;
        var (minutes, seed, nodes) = (Number("--minutes", 10), Number("--seed", 1), Number("--nodes", 1));
        Console.WriteLine($"bad week: {minutes} minutes, seed {seed}, {nodes} node{(nodes == 1 ? "" : "s")}");
        using var week = new BadWeek(minutes, seed, nodes, Number("--faults", (int)Math.Round(minutes * 2.4)));
        return await week.RunAsync() ? 0 : 1;
    }

    private async Task<bool> RunAsync()
    {
        await scanner.ReadyAsync();
        var rounds = new List<(Actor Officer, Guid Round)>();
        Guid funded = default;
        var people = await SoakPeople.SeedAsync(
            database,
            settings,
            async (open, cookie) =>
            {
                funded = (await BulkAwards.FillAsync(database, Payments, lines: 2)).Round;
                for (var i = 0; i < Batches; i++)
                    rounds.Add(await Benchmarks.Letters.DecidedAsync(database, Letters));
                database.Clock.MoveTo(SoakPeople.Day);
                return [.. await SendersAsync(open, cookie), .. await PayersAsync(funded, cookie)];
            }
        );
        database.Clock.MoveTo(SoakPeople.Day);
        for (var i = 0; i < nodes.Length; i++)
            await StartAsync(i);
        Console.WriteLine($"{people.Count} people, {(hasDisk ? $"a disk of {DiskMegabytes} MB" : "no disk of its own")}");
        var browsers = people.Select((person, i) => new SoakBrowser(addresses, person.Cookie, new Random(i), answers.Enqueue)).ToList();
        // Once each, one after the other, before anything is measured: the first page of a kind is compiled.
        foreach (var (browser, person) in browsers.Zip(people))
        foreach (var act in person.Acts.DistinctBy(act => act.Method))
            await act(browser);
        answers.Clear();
        using var end = new CancellationTokenSource(TimeSpan.FromMinutes(minutes));
        var users = browsers.Zip(people, (browser, person) => browser.LiveAsync(person.Acts, end.Token)).ToList();
        var letters = SendLettersAsync(rounds, end.Token);
        await HarmAsync(end.Token);
        await Task.WhenAll([.. users, letters]);
        Report();
        await RestAsync();
        foreach (var browser in browsers)
            wrong.AddRange((await browser.LostAsync()).Select(lost => $"lost: {lost}"));
        await CheckAsync(browsers.SelectMany(browser => browser.Sent).ToList(), rounds.Select(one => one.Round).ToList(), funded);
        Console.WriteLine($"{browsers.Sum(browser => browser.Saved):N0} saves acknowledged");
        foreach (var browser in browsers)
            browser.Dispose();
        foreach (var line in log.GroupBy(Pattern).OrderByDescending(same => same.Count()).Take(30))
            Console.WriteLine($"log {line.Count(), 5} x {line.First()[..Math.Min(300, line.First().Length)]}");
        foreach (var same in wrong.GroupBy(Pattern).OrderByDescending(same => same.Count()))
            Console.WriteLine($"WRONG {same.Count(), 5} x {string.Join("; ", same.Take(3))}");
        Console.WriteLine(wrong.Count == 0 ? "nothing lost, nothing twice   met" : $"{wrong.Count} things wrong   MISSED");
        return wrong.Count == 0;
    }

    private async Task<IReadOnlyList<SoakPeople.Person>> SendersAsync(Guid open, Func<Actor, Task<string>> cookie)
    {
        var scenario = new Scenario(database.Db, database.Clock);
        var people = new List<SoakPeople.Person>();
        for (var i = 0; i < Senders; i++)
        {
            var applicant = await scenario.PersonAsync(Role.Applicant);
            var drafts = new List<Guid>();
            for (var draft = 0; draft < Drafts; draft++)
                drafts.Add(
                    await scenario.CompleteDraftAsync(
                        open,
                        await scenario.OrganisationAsync(applicant, $"Society {i} of street {draft}"),
                        applicant
                    )
                );
            people.Add(
                new(
                    await cookie(applicant),
                    browser => SendAsync(browser, browser.Pick(drafts)),
                    browser => browser.ReadAsync(Links.Applications.Mine),
                    browser => browser.ReadAsync(Links.Applications.Mine),
                    // The last ones are never sent, so that documents can be added to them.
                    browser => browser.UploadAsync(drafts[^1])
                )
            );

            Task SendAsync(SoakBrowser browser, Guid draft) =>
                draft == drafts[^1]
                    ? browser.ReadAsync(Links.Applications.Check(draft))
                    : browser.PressTwiceAsync(
                        Links.Applications.Check(draft),
                        $"application/{draft}",
                        "Send the application",
                        ("Agreed", "true"),
                        ("DeclaredName", "Amira Khan")
                    );
        }
        return people;
    }

    private async Task<IReadOnlyList<SoakPeople.Person>> PayersAsync(Guid funded, Func<Actor, Task<string>> cookie)
    {
        var (db, scenario) = (database.Db, new Scenario(database.Db, database.Clock));
        var officer = await scenario.PersonAsync(Role.CommissioningOfficer);
        var awards = await db.QueryAsync<AwardRow>(
            "select Id, ApplicationId from Award where RoundId = @funded order by Number",
            new { funded }
        );
        foreach (var award in awards)
        {
            await scenario.ReadyToPayAsync(award.ApplicationId);
            var requested = await new RequestPayment(db).RunAsync(
                officer,
                award.Id,
                Money.FromPounds(100 + awards.ToList().IndexOf(award)),
                "The first part",
                whyNotDuplicate: "Another part"
            );
            if (requested.FirstRefusal is { } refusal)
                throw new InvalidOperationException(refusal.Sentence);
        }
        var payments = await db.QueryAsync<Guid>("select Id from Payment where Status = 'Requested'");
        var requests = 0;
        return
        [
            new(
                await cookie(officer),
                browser => RequestAsync(browser, browser.Pick(awards).Id, Interlocked.Increment(ref requests)),
                browser => browser.ReadAsync(Links.Payments.Queue)
            ),
            .. await Task.WhenAll(
                new[] { await scenario.PersonAsync(Role.FinanceOfficer), await scenario.PersonAsync(Role.FinanceOfficer) }.Select(
                    async finance => new SoakPeople.Person(
                        await cookie(finance),
                        browser => ApproveAsync(browser, browser.Pick(payments)),
                        browser => browser.ReadAsync(Links.Payments.Queue)
                    )
                )
            ),
        ];

        static Task ApproveAsync(SoakBrowser browser, Guid payment) =>
            browser.PressTwiceAsync(Links.Payments.Approve(payment), $"payment/{payment}", ">Approve<", ("approve", "true"));

        // Each asks for another sum, and says so in its reason, by which it is found again.
        static Task RequestAsync(SoakBrowser browser, Guid award, int number) =>
            browser.PressTwiceAsync(
                Links.Payments.Award(award),
                $"request/Part {number} of the rest",
                "Request payment",
                ("Form.Amount", string.Create(CultureInfo.InvariantCulture, $"{1 + number / 100m:0.00}")),
                ("Form.Reason", $"Part {number} of the rest")
            );
    }

    /// <summary>An officer has the letters of one round after the other made, and sends them.</summary>
    private async Task SendLettersAsync(IEnumerable<(Actor Officer, Guid Round)> rounds, CancellationToken end)
    {
        var (db, office) = (database.Db, new Office { BaseUrl = "http://localhost" });
        foreach (var (officer, round) in rounds)
        {
            if (end.IsCancellationRequested)
                return;
            await UntilAsync(async () =>
                await database.CountAsync("LetterBatch", "RoundId = @round", new { round }) > 0
                || (await new StartLetters(db).RunAsync(officer, round, anyway: true)).FirstRefusal is null
            );
            await UntilAsync(async () => await WaitingAsync(round) == 0);
            await UntilAsync(async () =>
                (await new ReleaseLetters(db, office).RunAsync(officer, round)).FirstRefusal is not { } refusal
                || refusal.Sentence.Contains("already", StringComparison.Ordinal)
            );
            await Task.Delay(TimeSpan.FromMinutes(minutes) / (Batches * 2), CancellationToken.None);
        }

        async Task UntilAsync(Func<Task<bool>> done)
        {
            while (!end.IsCancellationRequested)
            {
                try
                {
                    if (await done())
                        return;
                }
                catch (SqliteException) { } // Full or locked: the officer tries again.
                await Task.Delay(1000, CancellationToken.None);
            }
        }
    }

    private Task<int> WaitingAsync(Guid round) =>
        database.Db.ScalarAsync<int>(
            "select count(*) from Letter l join LetterBatch b on b.Id = l.BatchId where b.RoundId = @round and l.State <> 'Made'",
            new { round }
        );

    private async Task StartAsync(int node) =>
        nodes[node] = await PortalProcess.StartAsync(database, [.. settings, $"--urls={addresses[node]}"], Keep);

    private void Keep(string line)
    {
        if (Regex.IsMatch(line, "^ {6}[^ ]") && !line.Contains("Now listening", StringComparison.Ordinal))
            log.Enqueue(line.Trim());
    }

    /// <summary>One fault after the other, at random times within equal parts of the week.</summary>
    private async Task HarmAsync(CancellationToken end)
    {
        var kinds = new List<(string Kind, Func<Task<string>> Do)>
        {
            ("portal killed", KillAsync),
            ("database locked", LockAsync),
            ("virus scanner stopped", StopScannerAsync),
            ("browser killed", KillBrowserAsync),
            ("mail server ill", HangMailAsync),
        };
        if (hasDisk)
            kinds.Add(("disk full", FillAsync));
        else
            Console.WriteLine("skipped: disk full, because only root may mount a small one");
        if (nodes.Length > 1)
        {
            kinds.Add(("node paused past its leases", PauseAsync));
            kinds.Add(("deployed node by node", DeployAsync));
        }
        var order = Enumerable.Range(0, number).Select(i => kinds[i % kinds.Count]).ToArray();
        random.Shuffle(order);
        var (clock, part) = (Stopwatch.StartNew(), TimeSpan.FromMinutes(minutes) / number);
        for (var i = 0; i < number && !end.IsCancellationRequested; i++)
        {
            var wait = part * (i + random.NextDouble() * 0.3) - clock.Elapsed;
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, CancellationToken.None);
            began = Stopwatch.GetTimestamp();
            var note = await order[i].Do();
            faults.Add(new(order[i].Kind, note, began, Stopwatch.GetTimestamp()));
            Console.WriteLine($"{clock.Elapsed:mm\\:ss}  {order[i].Kind}  {note}");
        }
        while (!end.IsCancellationRequested)
            await Task.Delay(200, CancellationToken.None);
    }

    private Task WaitAsync(int least, int most) => Task.Delay(TimeSpan.FromSeconds(least + random.NextDouble() * (most - least)));

    private async Task<string> KillAsync()
    {
        var node = random.Next(nodes.Length);
        await nodes[node]!.KillAsync();
        began = Stopwatch.GetTimestamp();
        nodes[node]!.Dispose();
        await WaitAsync(0, 3);
        await StartAsync(node);
        return "";
    }

    private async Task<string> LockAsync()
    {
        await using var connection = new SqliteConnection(database.ConnectionString + ";Pooling=False");
        await connection.OpenAsync();
        await using var transaction = connection.BeginTransaction();
        began = Stopwatch.GetTimestamp();
        await WaitAsync(2, 12);
        return "";
    }

    private async Task<string> FillAsync()
    {
        var ballast = Path.Combine(disk, "ballast");
        await using (var file = File.Create(ballast, 1))
        {
            var (block, page) = (new byte[1 << 20], new byte[4096]);
            foreach (var piece in new[] { block, page })
                try
                {
                    while (true)
                        await file.WriteAsync(piece);
                }
                catch (IOException) { }
        }
        began = Stopwatch.GetTimestamp();
        await WaitAsync(3, 12);
        File.Delete(ballast);
        return "";
    }

    private async Task<string> StopScannerAsync()
    {
        await PortalProcess.SignalAsync(scanner.Id, "STOP");
        await WaitAsync(4, 15);
        await PortalProcess.SignalAsync(scanner.Id, "CONT");
        return "";
    }

    private async Task<string> KillBrowserAsync()
    {
        // It starts with the first page to print after the portal does.
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromSeconds(10); await Task.Delay(50))
        {
            began = Stopwatch.GetTimestamp();
            if (nodes.Sum(node => node!.KillBrowsers()) is > 0 and var killed)
                return $"{killed} killed";
        }
        return "none ran";
    }

    private async Task<string> HangMailAsync()
    {
        SmtpBehaviour[] ways =
        [
            SmtpBehaviour.HangsAtOnce,
            SmtpBehaviour.HangsAtTheRecipient,
            SmtpBehaviour.HangsAfterTheEnd,
            SmtpBehaviour.DropsInTheMessage,
            SmtpBehaviour.DropsAfterTheEnd,
            SmtpBehaviour.RefusesEverything,
        ];
        mail.Does = ways[random.Next(ways.Length)];
        var did = mail.Does.ToString();
        await WaitAsync(6, 16);
        mail.Does = SmtpBehaviour.Takes;
        return did;
    }

    private async Task<string> PauseAsync()
    {
        var node = random.Next(nodes.Length);
        await nodes[node]!.PauseAsync();
        await Task.Delay(JobLeases.Length + TimeSpan.FromSeconds(10));
        await nodes[node]!.GoOnAsync();
        return "";
    }

    private async Task<string> DeployAsync()
    {
        for (var node = 0; node < nodes.Length; node++)
        {
            await nodes[node]!.AskToStopAsync();
            await nodes[node]!.EndedAsync();
            nodes[node]!.Dispose();
            await StartAsync(node);
        }
        return "";
    }

    /// <summary>One line for each fault, and what no answer may be.</summary>
    private void Report()
    {
        var all = answers.ToArray();
        var saves = all.Where(answer => answer is { IsSave: true, Status: HttpStatusCode.Found }).OrderBy(answer => answer.Begun).ToArray();
        Console.WriteLine("fault                        lasted   saved again after   503 and 507   broken");
        foreach (var fault in faults)
        {
            var next = saves.Where(save => save.Begun >= fault.From).Select(save => Ended(save)).DefaultIfEmpty(long.MaxValue).Min();
            var during = all.Where(answer => answer.Begun <= fault.Until + Stopwatch.Frequency * 5 && Ended(answer) >= fault.From).ToList();
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{fault.Kind, -27}{Seconds(fault.From, fault.Until), 6:0.0} s   {(next == long.MaxValue ? "never" : $"{Seconds(fault.From, next):0.0} s"), 17}{during.Count(answer => (int?)answer.Status is 503 or 507), 14}{during.Count(answer => answer.Status is null), 9}   {fault.Note}"
                )
            );
        }
        var ordered = all.Where(answer => answer.Status is not null).Select(answer => answer.Took.TotalMilliseconds).Order().ToList();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{all.Length:N0} requests, median {ordered[ordered.Count / 2]:0.0} ms, 99th percentile {ordered[(int)(ordered.Count * 0.99)]:0.0} ms, longest {ordered[^1]:0} ms; {string.Join(", ", all.GroupBy(answer => (int?)answer.Status).OrderBy(same => same.Key).Select(same => $"{same.Count()} x {same.Key?.ToString(CultureInfo.InvariantCulture) ?? "broken"}"))}"
            )
        );
        foreach (var answer in all)
        {
            if ((int?)answer.Status is { } status && status is not (200 or 302 or 303 or 503 or 507) && status / 100 != 4)
                wrong.Add($"{answer.What} answered {status}{Meanwhile(answer)}");
            if ((int?)answer.Status is 503 or 507 && answer.KeptWords == false)
                wrong.Add($"{answer.What} answered {(int)answer.Status!} without what was typed");
            // A connection to a process that was killed or stopped breaks, or waits for it.
            if (faults.Any(fault => IsDown(fault) && answer.Begun <= fault.Until && Ended(answer) >= fault.From - Stopwatch.Frequency))
                continue;
            if (answer.Status is null)
                wrong.Add($"{answer.What}: {answer.Broke}");
            if (answer.Took > Bar)
                wrong.Add($"{answer.What} took {answer.Took.TotalSeconds:0.0} s{Meanwhile(answer)}");
        }

        foreach (
            var refused in all.Where(answer => (int?)answer.Status / 100 == 4)
                .GroupBy(answer => (Pattern(answer.What), answer.Status, Pattern(answer.Refusal ?? "")))
                .OrderByDescending(same => same.Count())
        )
            Console.WriteLine($"{refused.Count(), 5} x {(int)refused.Key.Status!}   {refused.Key.Item1}   {refused.First().Refusal}");

        string Meanwhile(SoakAnswer answer) =>
            string.Concat(
                faults.Where(fault => answer.Begun <= fault.Until && Ended(answer) >= fault.From).Select(fault => $", during: {fault.Kind}")
            );
    }

    private static string Pattern(string what) => Regex.Replace(what, "[0-9a-f-]{8,}|[0-9]+", "#");

    private static bool IsDown(Fault fault) => fault.Kind is "portal killed" or "node paused past its leases" or "deployed node by node";

    private static long Ended(SoakAnswer answer) => answer.Begun + (long)(answer.Took.TotalSeconds * Stopwatch.Frequency);

    private static double Seconds(long from, long until) => (until - from) / (double)Stopwatch.Frequency;

    /// <summary>Nobody does anything any more but the operator, who asks the mail server about each e-mail that may have been
    /// sent.</summary>
    private async Task RestAsync()
    {
        var @operator = await new Scenario(database.Db, database.Clock).PersonAsync(Role.Administrator);
        var alerts = new Alerts(database.Db, NullLogger<Alerts>.Instance);
        for (var watch = Stopwatch.StartNew(); ; await Task.Delay(2000))
        {
            var ids = MessageIds();
            foreach (var email in await database.Db.QueryAsync<Guid>("select Id from OutboxEmail where State in ('Uncertain', 'Failed')"))
            {
                var outcome = ids.Contains(email.ToString("N"))
                    ? await new MarkEmailSent(database.Db).RunAsync(@operator, email)
                    : await new SendEmailAgain(database.Db).RunAsync(@operator, email);
                if (outcome.FirstRefusal is { } refusal)
                    wrong.Add($"an e-mail that may have been sent: {refusal.Sentence}");
            }
            var standing = await alerts.StandingAsync();
            var waiting = await WorkAsync();
            if (standing.Count == 0 && waiting.Length == 0)
            {
                Console.WriteLine($"at rest, with no alert, after {watch.Elapsed.TotalSeconds:0} s");
                return;
            }
            if (watch.Elapsed < Rest)
                continue;
            wrong.AddRange(standing.Select(alert => $"the alert {alert.Kind} still stands: {alert.Sentence}"));
            if (waiting.Length > 0)
                wrong.Add($"still waiting: {waiting}");
            return;
        }
    }

    /// <summary>What jobs have still to do.</summary>
    private async Task<string> WorkAsync()
    {
        var found = new List<string>();
        foreach (
            var (words, sql) in new[]
            {
                ("e-mails", "select count(*) from OutboxEmail where State <> 'Sent'"),
                ("files", "select count(*) from StoredFile where ScanState = 'Awaiting'"),
                ("letters", "select count(*) from Letter where State = 'Waiting'"),
            }
        )
            if (await database.Db.ScalarAsync<int>(sql) is > 0 and var number)
                found.Add($"{number} {words}");
        return string.Join(", ", found);
    }

    private List<string> MessageIds() =>
        mail
            .Messages.Select(message =>
                Regex.Match(message, "^Message-Id: <([0-9a-f]{32})@", RegexOptions.Multiline | RegexOptions.IgnoreCase)
            )
            .Select(found => found.Groups[1].Value)
            .ToList();

    private async Task CheckAsync(IReadOnlyList<string> sent, IReadOnlyList<Guid> rounds, Guid funded)
    {
        var db = database.Db;
        // Acknowledged, so stored.
        var stored = new HashSet<string>([
            .. (await db.QueryAsync<Guid>("select Id from Application where Status = 'Submitted'")).Select(id => $"application/{id}"),
            .. (await db.QueryAsync<Guid>("select Id from Payment where Status = 'Approved'")).Select(id => $"payment/{id}"),
            .. (await db.QueryAsync<string>("select Reason from Payment")).Select(reason => $"request/{reason}"),
            .. (
                await db.QueryAsync<UploadRow>(
                    "select d.ApplicationId, f.Name from ApplicationDocument d join StoredFile f on f.Id = d.FileId"
                )
            ).Select(upload => $"{upload.ApplicationId}/{upload.Name}"),
        ]);
        wrong.AddRange(sent.Where(one => !stored.Contains(one)).Select(one => $"lost: {one}"));
        Console.WriteLine(
            string.Join(
                ", ",
                sent.GroupBy(one => one.Split('/')[0] is "application" or "payment" or "request" ? one.Split('/')[0] : "upload")
                    .Select(same => $"{same.Count()} x {same.Key}")
            )
        );

        // Once, and with all that belongs to it.
        await NoneAsync(
            "a payment was requested twice",
            "select Reason from Payment where Reason like 'Part %' group by Reason having count(*) > 1"
        );
        await NoneAsync(
            "a document was added twice",
            "select f.Name from ApplicationDocument d join StoredFile f on f.Id = d.FileId where f.Name like 'minutes-%' group by d.ApplicationId, f.Name having count(*) > 1"
        );
        foreach (
            var (once, action) in new[]
            {
                ("a payment was approved", "PaymentApproved"),
                ("an application was sent", "ApplicationSubmitted"),
                ("a letter was made", "LetterMade"),
            }
        )
            await NoneAsync(
                $"{once} twice",
                $"select SubjectId from AuditEntry where Action = '{action}' group by SubjectId having count(*) > 1 + (select count(*) from AuditEntry x where x.Action = 'ApplicationSubmitted' and x.SubjectId = AuditEntry.SubjectId and x.Detail is null)"
            );
        await NoneAsync(
            "an application was sent without its receipt",
            "select a.Id from Application a where a.CopyJson <> '{}' and a.Status = 'Submitted' and (select count(*) from OutboxEmail o where o.SubjectId = a.Id and o.Kind = 'Receipt') <> 1"
        );
        await NoneAsync(
            "a check of an application is missing or there twice",
            "select a.Id from Application a where a.CopyJson <> '{}' and a.Status = 'Submitted' and (select count(*) from DueDiligenceCheck c where c.ApplicationId = a.Id) <> (select count(distinct c.Name) from DueDiligenceCheck c where c.ApplicationId = a.Id)"
        );
        await NoneAsync(
            "a letter was sent twice",
            "select SubjectId from OutboxEmail where AttachmentId is not null group by SubjectId, Kind having count(*) > 1"
        );
        var ids = MessageIds();
        wrong.AddRange(
            ids.GroupBy(id => id)
                .Where(same => same.Count() > 1)
                .Select(same => $"the mail server has the e-mail {same.Key} {same.Count()} times")
        );
        var outbox = await db.QueryAsync<Guid>("select Id from OutboxEmail where State = 'Sent'");
        wrong.AddRange(
            outbox.Where(id => !ids.Contains(id.ToString("N"))).Select(id => $"the e-mail {id} is sent, but not at the mail server")
        );
        Console.WriteLine(
            $"{ids.Count} e-mails at the mail server, {await database.CountAsync("Letter", "MadeAt is not null")} letters, {await database.CountAsync("StoredFile", "Name like 'minutes-%' and ScanState = 'Clean'")} scanned uploads"
        );

        var audit = await new VerifyAudit(db).RunAsync();
        Console.WriteLine($"audit: {audit.Entries} entries, signed to {audit.SignedTo}. {audit.Sentence}");
        if (!audit.Intact || audit.SignedTo == 0)
            wrong.Add($"audit: {audit.Sentence}");
        // That of the funded round was filled in as rows, without the counts of its applications.
        foreach (var round in await db.QueryAsync<Guid>("select RoundId from RoundTally where RoundId <> @funded", new { funded }))
            await AgreesAsync($"the counts of the round {round}", () => TallyAssert.MatchesAsync(db, round));
        foreach (var round in rounds.Append(funded))
            await AgreesAsync($"the figures of the round {round}", () => AwardTallyAssert.MatchesAsync(db, round));

        async Task NoneAsync(string what, string sql)
        {
            var found = await db.QueryAsync<string>(sql);
            wrong.AddRange(found.Select(one => $"{what}: {one}"));
        }
        async Task AgreesAsync(string what, Func<Task> check)
        {
            try
            {
                await check();
            }
            catch (Xunit.Sdk.XunitException exception)
            {
                wrong.Add($"{what}: {exception.Message.ReplaceLineEndings(" ")}");
            }
        }
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    public void Dispose()
    {
        foreach (var node in nodes)
            node?.Dispose();
        scanner.Dispose();
        mail.DisposeAsync().AsTask().GetAwaiter().GetResult();
        database.Dispose();
        if (hasDisk)
            Run("umount", disk);
        Directory.Delete(disk, recursive: true);
    }

    private sealed record AwardRow
    {
        public required Guid Id { get; init; }
        public required Guid ApplicationId { get; init; }
    }

    private sealed record UploadRow
    {
        public required Guid ApplicationId { get; init; }
        public required string Name { get; init; }
    }
}
