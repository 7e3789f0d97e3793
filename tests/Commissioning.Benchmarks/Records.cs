using System.Diagnostics;
using System.Globalization;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Records;
using Commissioning.Features.Operations;
using Commissioning.Features.Records;
using Commissioning.Testing;
using Commissioning.Web;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioning.Benchmarks;

/// <summary>Time in seconds and peak memory of everything that reads or writes all of two rounds of 5,700 applications.</summary>
internal static class Records
{
    public static async Task<int> RunAsync()
    {
        using var database = new TestDatabase();
        await using var app = Portal.Build([
            "--environment=Development",
            $"--contentRoot={Repository.File("src", "Commissioning.Web")}",
            .. database.Arguments,
            $"--Files:Root={Path.Combine(database.Folder, "files")}",
            "--Demonstration:Load=false",
            "--Logging:LogLevel:Default=Error",
            "--Pdf:Chromium=/none",
        ]);
        using var scope = app.Services.CreateScope();
        T Get<T>()
            where T : notnull => scope.ServiceProvider.GetRequiredService<T>();
        await Seed.MakeAsync(database.Db, database.Clock, 5700);
        var administrator = await new Scenario(database.Db, database.Clock).PersonAsync(Role.Administrator);
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"Database: {new FileInfo(database.Dialect.File!).Length / 1e6:0} MB")
        );
        var pack = Path.Combine(database.Folder, "backup.zip");
        await MeasureAsync("backup, verified", async () => (await Get<MakeBackup>().RunAsync(pack)).FirstRefusal?.Sentence);
        await MeasureAsync(
            "restore, verified",
            async () => (await Get<RestoreBackup>().RunAsync(pack, Path.Combine(database.Folder, "there"))).FirstRefusal?.Sentence
        );
        await MeasureAsync(
            "archive",
            async () =>
                (await Get<ExportArchive>().RunAsync(administrator, Path.Combine(database.Folder, "archive.zip"))).FirstRefusal?.Sentence
        );
        await MeasureAsync(
            "archive --verify",
            async () => (await VerifyArchive.RunAsync(Path.Combine(database.Folder, "archive.zip"))).Faults.FirstOrDefault()
        );
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update Application set Status = 'Withdrawn', WithdrawnAt = '2020-01-01 00:00:00.000' where Number % 100 = 1 and not exists (select 1 from Award w where w.ApplicationId = Application.Id)"
            )
        );
        await MeasureAsync(
            "erase 114 applications",
            async () =>
            {
                var erased = await Get<EraseRecords>()
                    .RunAsync(administrator, RecordType.UnsuccessfulApplication, Path.Combine(database.Folder, "erased"));
                Console.WriteLine($"  {erased.Value?.Erased} erased");
                return erased.FirstRefusal?.Sentence ?? erased.Value!.Failed.FirstOrDefault();
            }
        );
        return 0;
    }

    private static async Task MeasureAsync(string what, Func<Task<string?>> act)
    {
        GC.Collect();
        var (before, most, watch) = (GC.GetTotalMemory(true), 0L, Stopwatch.StartNew());
        using var timer = new Timer(_ => most = Math.Max(most, GC.GetTotalMemory(false)), null, 0, 20);
        var fault = await act();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what}: {watch.Elapsed.TotalSeconds:0.0} s, {Math.Max(0, most - before) / 1e6:0} MB more of managed memory at most{(fault is null ? "" : $"; {fault}")}"
            )
        );
    }
}
