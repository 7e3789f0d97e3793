using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Records;
using Commissioning.Features.Audit;
using Commissioning.Features.Operations;
using Commissioning.Features.Records;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;
using Commissioning.Platform.Security;
using Commissioning.Testing;
using Commissioning.Web;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioning.Benchmarks;

/// <summary>Time and memory of everything that reads or writes all of an office's records, at 5,700 and at 57,000 applications: each with a
/// file of 8 KB, a sent copy of 4 KB, five score sheets, ten entries of the audit trail and, in decided rounds, awards, payments and
/// returns. The restore drill of src/OPERATIONS.md. Memory does not grow but for the directory of an archive's ZIP, which
/// System.IO.Compression holds: 0.3 KB a part while it is written, 0.4 KB while it is read.</summary>
internal static class Records
{
    private const int EntriesEach = 10;
    private static readonly Dictionary<string, double> Before = [];

    public static async Task<int> RunAsync(string[] sizes)
    {
        foreach (var size in sizes.Length == 0 ? ["5700", "57000"] : sizes)
            await RunAsync(int.Parse(size, CultureInfo.InvariantCulture));
        return 0;
    }

    private static async Task RunAsync(int applications)
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
        var seeding = Stopwatch.StartNew();
        await BulkSeed.MakeAsync(database, applications, oneRound: false);
        await FilesAsync(database.Db, Get<FileStore>());
        await CopiesAsync(database.Db);
        await TrailAsync(database.Db, applications * EntriesEach);
        var administrator = await new Scenario(database.Db, database.Clock).PersonAsync(Role.Administrator);
        await SignAsync(database.Db, Get<Db>().CheckpointKey!);
        var (stored, entries) = (await database.CountAsync("StoredFile"), await database.CountAsync("AuditEntry"));
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{applications:N0} applications: database {new FileInfo(database.Dialect.File!).Length / 1e6:0} MB, {stored:N0} files, {entries:N0} entries of the trail; made in {seeding.Elapsed.TotalSeconds:0} s"
            )
        );
        var pack = Path.Combine(database.Folder, "backup.zip");
        await MeasureAsync("backup, verified", async () => (await Get<MakeBackup>().RunAsync(pack)).FirstRefusal?.Sentence);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {new FileInfo(pack).Length / 1e6:0} MB"));
        await MeasureAsync(
            "restore, verified",
            async () => (await Get<RestoreBackup>().RunAsync(pack, Path.Combine(database.Folder, "there"))).FirstRefusal?.Sentence
        );
        await MeasureAsync(
            "verify-audit",
            async () => await Get<VerifyAudit>().RunAsync() is { Intact: false } broken ? broken.Sentence : null
        );
        var parts = 0;
        await MeasureAsync(
            "archive",
            async () =>
            {
                var made = await Get<ExportArchive>().RunAsync(administrator, Path.Combine(database.Folder, "archive.zip"));
                parts = made.Value?.Parts ?? 0;
                return made.FirstRefusal?.Sentence;
            }
        );
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"  {parts:N0} parts, each an entry of the ZIP's directory, which is held")
        );
        await MeasureAsync(
            "archive --verify",
            async () => (await VerifyArchive.RunAsync(Path.Combine(database.Folder, "archive.zip"))).Faults.FirstOrDefault()
        );
        await EraseAsync(database.Db, administrator, Get<EraseRecords>(), Path.Combine(database.Folder, "erased"));
    }

    private static async Task EraseAsync(Db db, Actor administrator, EraseRecords erase, string folder)
    {
        await db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update Application set Status = 'Withdrawn', WithdrawnAt = '2020-01-01 00:00:00.000' where Number % 50 = 3 and not exists (select 1 from Award w where w.ApplicationId = Application.Id)"
            )
        );
        var count = 0;
        await MeasureAsync(
            "erase a fiftieth",
            async () =>
            {
                var erased = await erase.RunAsync(administrator, RecordType.UnsuccessfulApplication, folder);
                count = erased.Value?.Erased ?? 0;
                return erased.FirstRefusal?.Sentence ?? erased.Value!.Failed.FirstOrDefault();
            }
        );
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {count:N0} applications"));
    }

    private static async Task FilesAsync(Db db, FileStore files)
    {
        foreach (var some in (await db.QueryAsync<Guid>("select Id from Application")).Chunk(500))
        {
            var kept = new List<FileStore.NewFile>();
            foreach (var _ in some)
                kept.Add(
                    await files.WriteAsync(
                        Actor.Portal,
                        "accounts.pdf",
                        "application/pdf",
                        RandomNumberGenerator.GetBytes(8000),
                        new DateTime(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc)
                    )
                );
            await db.HousekeepAsync(work => work.ExecuteAsync(FileStore.InsertSql, kept));
        }
    }

    private static async Task CopiesAsync(Db db)
    {
        var json = $$"""{"reference":"seed","text":"{{new string('x', 4000)}}"}""";
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));
        await db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update Application set CopyJson = @json, CopySha256 = @sha256 where Status = 'Submitted'",
                new { json, sha256 }
            )
        );
    }

    /// <summary>Entries as changes write them, in one transaction.</summary>
    private static Task TrailAsync(Db db, int entries) =>
        db.HousekeepAsync(async work =>
        {
            var head = await work.FindAsync<TrailHead>("select Sequence, Hash from AuditHead where Id = 1");
            var (sequence, previous) = (head.Sequence, head.Hash);
            var begun = new DateTime(2025, 6, 1, 0, 0, 0, DateTimeKind.Utc);
            foreach (var some in Enumerable.Range(1, entries).Chunk(1000))
                await work.ExecuteAsync(
                    "insert into AuditEntry (Sequence, At, ActorId, ActorName, Action, SubjectId, Detail, PreviousHash, Hash) values (@Sequence, @At, @ActorId, @ActorName, @Action, @SubjectId, @Detail, @PreviousHash, @Hash)",
                    some.Select(number =>
                        {
                            var entry = new AuditEntry
                            {
                                Sequence = ++sequence,
                                At = begun.AddSeconds(30 * number),
                                ActorId = Guid.Empty,
                                ActorName = "The portal",
                                Action = nameof(AuditAction.AnswersRead),
                                SubjectId = Guid.NewGuid(),
                                Detail = "An entry of the length that most entries have",
                                PreviousHash = previous,
                                Hash = "",
                            };
                            previous = entry.ComputeHash();
                            return entry with { Hash = previous };
                        })
                        .ToList()
                );
            return await work.ExecuteAsync(
                "update AuditHead set Sequence = @sequence, Hash = @previous where Id = 1",
                new { sequence, previous }
            );
        });

    /// <summary>Signatures as changes make them, one an hour.</summary>
    private static Task SignAsync(Db db, CheckpointKey key) =>
        db.HousekeepAsync(async work =>
        {
            DateTime? last = null;
            var due = new List<AuditCheckpoint>();
            await work.EachAsync<TrailEntry>(
                "select Sequence, Hash, At, Action from AuditEntry order by Sequence",
                entry =>
                {
                    if (CheckpointRules.IsDue(entry.Action, last, entry.At))
                    {
                        due.Add(key.Sign(new(entry.Sequence, entry.Hash), entry.At));
                        last = entry.At;
                    }
                    return Task.CompletedTask;
                }
            );
            await work.ExecuteAsync(
                "insert into AuditCheckpoint (Sequence, Hash, At, KeyName, Signature) values (@Sequence, @Hash, @At, @KeyName, @Signature)",
                due
            );
            return await work.ExecuteAsync("update AuditHead set CheckpointAt = @last where Id = 1", new { last });
        });

    private sealed record TrailEntry
    {
        public required long Sequence { get; init; }
        public required string Hash { get; init; }
        public required DateTime At { get; init; }
        public required string Action { get; init; }
    }

    private sealed record TrailHead
    {
        public required long Sequence { get; init; }
        public required string Hash { get; init; }
    }

    /// <summary>The time of all processors, which other work on the machine does not lengthen, and the time that passed. Memory is what is
    /// alive at most (a full collection each two seconds, which the times leave out), and what the process had at most from the machine.
    /// What the garbage collector does by itself is in the time of the processors.</summary>
    private static async Task MeasureAsync(string what, Func<Task<string?>> act)
    {
        var before = GC.GetTotalMemory(true);
        if (OperatingSystem.IsLinux())
            await File.WriteAllTextAsync("/proc/self/clear_refs", "5"); // The peak begins anew.
        var (most, looking, lookingCpu, fault) = (0L, TimeSpan.Zero, TimeSpan.Zero, (string?)null);
        using var process = Process.GetCurrentProcess();
        var (watch, cpu) = (Stopwatch.StartNew(), process.TotalProcessorTime);
        await using (new Timer(_ => Look(), null, 1000, 2000))
            fault = await act();
        process.Refresh();
        var seconds = (watch.Elapsed - looking).TotalSeconds;
        var used = (process.TotalProcessorTime - cpu - lookingCpu).TotalSeconds;
        var peak = OperatingSystem.IsLinux()
            ? (await File.ReadAllLinesAsync("/proc/self/status")).First(line => line.StartsWith("VmHWM", StringComparison.Ordinal))
            : "VmHWM: not known";
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what}: processors {used:0.0} s{(Before.TryGetValue(what, out var earlier) ? $" ({used / earlier:0.0} times)" : "")}, passed {seconds:0.0} s; {Math.Max(0, most - before) / 1e6:0.0} MB alive at most; {string.Join(' ', peak.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}{(fault is null ? "" : $"; FAULT: {fault}")}"
            )
        );
        Before.TryAdd(what, used);

        void Look()
        {
            using var own = Process.GetCurrentProcess();
            var (begun, own0) = (Stopwatch.GetTimestamp(), own.TotalProcessorTime);
            GC.Collect();
            most = Math.Max(most, GC.GetTotalMemory(false));
            own.Refresh();
            (looking, lookingCpu) = (looking + Stopwatch.GetElapsedTime(begun), lookingCpu + own.TotalProcessorTime - own0);
        }
    }
}
