using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Operations;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;
using Commissioning.Platform.Watching;

namespace Commissioning.Features.Operations;

/// <summary>Makes the nightly backup where the settings say, and removes old ones only after a good one. One that failed is tried again
/// each hour; a night that the portal was off is made up for when it starts. A backup by the verb stands in for none of the night: it may
/// be anywhere. But while one is newer than the night, nobody is alarmed.</summary>
public sealed class NightlyBackup(Db db, MakeBackup backup, BackupRuns runs, BackupOptions options, Alerts alerts, TimeProvider clock)
{
    /// <returns>True when a backup was due and was made.</returns>
    public async Task<bool> RunAsync(CancellationToken stopping = default)
    {
        if (options.Place is not { } place)
            return false;
        var last = await LastAsync();
        var now = clock.UtcNow();
        if (!BackupRules.IsDue(now, options.At, last.MadeAt, last.TriedAt))
            return false;
        var id = await runs.BeginAsync(place.Name, isNightly: true);
        try
        {
            var outcome = await backup.RunAsync(place.Workshop);
            if (outcome.FirstRefusal is { } refusal)
            {
                await runs.FailedAsync(id, refusal.Sentence);
                return false;
            }
            var made = outcome.Value!;
            await place.StoreAsync(made.Path, stopping);
            // A backup that lacks files removes none that may have them.
            var removed = made.Faults.Count == 0 ? await RemoveOldAsync(place, Path.GetFileName(made.Path), stopping) : 0;
            await runs.MadeAsync(id, place.Name, made, removed);
            return true;
        }
        catch (Exception exception) when (IsOfPlace(exception))
        {
            var sentence = $"The backup could not be stored in {place.Name}: {exception.Message}";
            await alerts.RaiseAsync(AlertKind.BackupFailed, sentence);
            await runs.FailedAsync(id, sentence);
            return false;
        }
    }

    private static bool IsOfPlace(Exception exception) => exception is IOException or UnauthorizedAccessException or FileStorageException;

    /// <summary>Raises an alert when the last night has no backup, whatever kept it from being made.</summary>
    public async Task WatchAsync()
    {
        if (options.Place is null)
            return;
        var last = await LastAsync();
        if (
            BackupRules.IsLate(clock.UtcNow(), options.At, last.AnyMadeAt, last.FirstAt)
            && (await alerts.StandingAsync()).All(alert => alert.Kind != AlertKind.BackupFailed)
        )
            await alerts.RaiseAsync(
                AlertKind.BackupFailed,
                $"There is no backup of the last night. {(last.AnyMadeAt is { } at ? $"The newest was made at {LondonTime.DateAndTime(at)}" : "None was ever made")}. Look in the log for the job Backup."
            );
    }

    private Task<LastBackup> LastAsync() => db.FindAsync<LastBackup>(LastSql);

    private async Task<int> RemoveOldAsync(IBackupPlace place, string newest, CancellationToken stopping)
    {
        try
        {
            var own = (await place.ListAsync(stopping))
                .Select(one => (one.Name, At: MakeBackup.MadeAt(one.Name)))
                .Where(one => one.At is not null)
                .ToList();
            var kept = BackupRules.Kept(own.Select(one => one.At!.Value).ToList(), options.KeepDays, options.KeepWeeks, options.KeepMonths);
            var old = own.Where(one => one.Name != newest && !kept.Contains(one.At!.Value)).ToList();
            foreach (var one in old)
                await place.DeleteAsync(one.Name, stopping);
            return old.Count;
        }
        catch (Exception exception) when (IsOfPlace(exception))
        {
            await alerts.RaiseAsync(
                AlertKind.BackupFailed,
                $"The backup was made, but old ones in {place.Name} could not be removed: {exception.Message}"
            );
            return 0;
        }
    }

    private const string LastSql = """
        select (select max(x.StartedAt) from BackupRun x where x.IsNightly = 1 and x.State in ('Made', 'Partly')) as MadeAt,
               (select max(x.StartedAt) from BackupRun x where x.IsNightly = 1) as TriedAt,
               (select min(x.StartedAt) from BackupRun x where x.IsNightly = 1) as FirstAt,
               (select max(x.StartedAt) from BackupRun x where x.State in ('Made', 'Partly')) as AnyMadeAt
        """;

    private sealed record LastBackup
    {
        public DateTime? MadeAt { get; init; }
        public DateTime? TriedAt { get; init; }
        public DateTime? FirstAt { get; init; }

        /// <summary>By the verb as well.</summary>
        public DateTime? AnyMadeAt { get; init; }
    }
}
