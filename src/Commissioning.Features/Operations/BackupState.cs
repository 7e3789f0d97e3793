using Commissioning.Domain;
using Commissioning.Domain.Operations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Operations;

/// <summary>Backups of the night and by the verb, for the operator's page and the health check. A good one counts whoever made
/// it.</summary>
public sealed class BackupState(Db db, BackupOptions options, TimeProvider clock)
{
    private const int Shown = 10;

    public sealed record Run
    {
        /// <summary>Running, Made, Partly (stored files are missing or damaged) or Failed.</summary>
        public required string State { get; init; }

        /// <summary>False: somebody ran the verb.</summary>
        public required bool IsNightly { get; init; }
        public required DateTime StartedAt { get; init; }
        public DateTime? EndedAt { get; init; }
        public required string Place { get; init; }
        public string? Name { get; init; }
        public long? Bytes { get; init; }
        public string? Sentence { get; init; }
    }

    /// <param name="WhyNone">Why the portal makes none by itself; null: it does.</param>
    /// <param name="Runs">Newest first.</param>
    public sealed record BackupPage(string? WhyNone, TimeOnly At, string? Place, Run? NewestGood, IReadOnlyList<Run> Runs, string? WhyAct);

    public async Task<BackupPage> GetAsync() =>
        !db.Dialect.IsSqlite
            ? new(
                "SQL Server makes its own. Ask who looks after the server when the last one was made and tested.",
                options.At,
                null,
                null,
                [],
                null
            )
            : await db.ReadAsync(async work =>
            {
                var good = await NewestGoodAsync(work);
                var runs = await work.QueryAsync<Run>(
                    $"{RunSql}\nwhere x.StartedAt >= @Since\norder by x.StartedAt desc, x.Id",
                    new { Since = work.Now.AddDays(-14) }
                );
                return new BackupPage(
                    options.Place is null
                        ? "The portal makes none by itself (Backup__At is not set). Somebody must run the verb backup."
                        : null,
                    options.At,
                    options.Place?.Name,
                    good,
                    runs.Take(Shown).ToList(),
                    options.Place is null ? null : WhyAct(good, work.Now)
                );
            });

    /// <summary>Null when a good backup is younger than 36 hours. Also where the portal makes none by itself: it does not know how often
    /// somebody runs the verb.</summary>
    public async Task<string?> WhyActAsync() => options.Place is null ? null : WhyAct(await db.ReadAsync(NewestGoodAsync), clock.UtcNow());

    private static Task<Run?> NewestGoodAsync(Work work) =>
        work.FirstOrDefaultAsync<Run>($"{RunSql}\nwhere x.State = 'Made'\norder by x.StartedAt desc, x.Id");

    private static string? WhyAct(Run? good, DateTime now) =>
        good is null ? "There is no good backup yet"
        : good.StartedAt < now - BackupRules.OldAfter ? $"The newest good backup is of {LondonTime.DateAndTime(good.StartedAt)}"
        : null;

    private const string RunSql =
        "select x.State, x.IsNightly, x.StartedAt, x.EndedAt, x.Place, x.Name, x.Bytes, x.Sentence from BackupRun x";
}
