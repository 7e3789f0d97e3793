using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Commissioning.Testing;

namespace Commissioning.Benchmarks;

/// <summary>A busy day on one node: 50 people at once who read, think for about a second and save, each with their own browser and fixed
/// seed. Nothing may fail, and the node may not grow: memory in the last minute compared with the second, and open files and
/// sockets.</summary>
internal static class Soak
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments.Contains("--bad-week"))
            return await BadWeek.RunAsync(arguments);
        var minutes = arguments is ["--minutes", var given, ..] ? int.Parse(given, CultureInfo.InvariantCulture) : 5;
        using var database = new TestDatabase();
        var people = await SoakPeople.SeedAsync(database);
        using var portal = await PortalProcess.StartAsync(database);
        var (times, errors) = (new ConcurrentBag<double>(), new ConcurrentQueue<string>());
        using var end = new CancellationTokenSource(TimeSpan.FromMinutes(minutes));
        var browsers = people.Select((person, i) => new SoakBrowser([portal.Address], person.Cookie, new Random(i), Note)).ToList();
        var users = browsers.Zip(people, (browser, person) => browser.LiveAsync(person.Acts, end.Token)).ToList();
        var watch = await WatchAsync(portal.Id, minutes, times);
        await Task.WhenAll(users);
        foreach (var browser in browsers)
        {
            foreach (var lost in await browser.LostAsync())
                errors.Enqueue($"lost: {lost}");
            browser.Dispose();
        }
        return Report(watch, times, errors) ? 0 : 1;

        void Note(SoakAnswer answer)
        {
            if (answer.Status is not null)
                times.Add(answer.Took.TotalMilliseconds);
            if (answer.Status != answer.Expected)
                errors.Enqueue($"{answer.What} {(answer.Status is { } other ? $"answered {(int)other}" : answer.Broke)}");
        }
    }

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
                $"{SoakPeople.Applicants + SoakPeople.Assessors + SoakPeople.Officers + SoakPeople.Public} people, {ordered.Count:N0} requests, median {ordered[ordered.Count / 2]:0.0} ms, 95th percentile {ordered[(int)(ordered.Count * 0.95)]:0.0} ms"
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
}
