using System.Diagnostics;
using Commissioning.Domain.Accounts;
using Commissioning.Features;
using Commissioning.Features.Publishing;
using Commissioning.Testing;

namespace Commissioning.Benchmarks;

/// <summary>The 360Giving files of many grants: how long they take, and by how much the process grows meanwhile.</summary>
internal static class OpenDataFiles
{
    public static async Task<int> RunAsync(int grants)
    {
        using var database = new TestDatabase();
        var (_, round) = await BulkAwards.FillAsync(database, grants, lines: 1);
        await BulkAwards.PublishAsync(database, round, await new Scenario(database.Db, database.Clock).PersonAsync(Role.Publisher));
        var file = new GivingFile(database.Db, new Office { BaseUrl = "https://grants.example.org" }, new(database.Db));
        Console.WriteLine($"{(await file.SummaryAsync()).Grants:N0} of {grants:N0} grants are in the file");
        var failed = false;
        foreach (var (name, write) in new (string, Func<Stream, Task>)[] { ("JSON", file.JsonAsync), ("CSV", file.CsvAsync) })
        {
            var path = Path.Combine(database.Folder, name);
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            var before = Memory();
            var (most, watch) = (before, Stopwatch.StartNew());
            await using (var stream = File.Create(path))
            {
                var writing = Task.Run(() => write(stream));
                while (!writing.IsCompleted)
                {
                    most = Math.Max(most, Memory());
                    await Task.WhenAny(writing, Task.Delay(20));
                }
                await writing;
            }
            var grown = (most - before) / 1e6;
            failed |= grown > 100;
            Console.WriteLine(
                $"{name}: {watch.Elapsed.TotalSeconds:0.0} s, {new FileInfo(path).Length / 1e6:0.0} MB, the process grows by {grown:0} MB   bar 100 MB {(grown > 100 ? "MISSED" : "met")}"
            );
        }
        return failed ? 1 : 0;

        static long Memory()
        {
            using var process = Process.GetCurrentProcess();
            return process.WorkingSet64;
        }
    }
}
