using System.Data.Common;
using Commissioning.Domain;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Operations;

/// <summary>A backup that somebody makes by the verb, on the list of backups like those of the night.</summary>
public sealed class BackupByVerb(Db db, MakeBackup backup, BackupRuns runs)
{
    /// <param name="NotListed">Why the list of backups does not show it; null: it does.</param>
    public sealed record ListedBackup(Result<MakeBackup.WrittenBackup> Outcome, string? NotListed);

    /// <inheritdoc cref="MakeBackup.RunAsync"/>
    public async Task<ListedBackup> RunAsync(string target, int? keep = null, Action<string>? progress = null)
    {
        if (!db.Dialect.IsSqlite)
            return new(new Refusal(MakeBackup.OnServer), null);
        var place = Path.GetFullPath(target);
        if (target.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
            place = Path.GetDirectoryName(place)!;
        Guid? id = null;
        var why = await TriedAsync(async () =>
        {
            if (await LacksKeyAsync())
                return "set Keys__CertificateFile as for the portal, without which the entry in the audit trail cannot be signed";
            id = await runs.BeginAsync(place, isNightly: false);
            return null;
        });
        var outcome = await backup.RunAsync(target, keep, progress);
        if (id is { } run)
            why = await TriedAsync(async () =>
            {
                await (
                    outcome.FirstRefusal is { } refusal
                        ? runs.FailedAsync(run, refusal.Sentence)
                        : runs.MadeAsync(run, place, outcome.Value!, outcome.Value!.Removed.Count)
                );
                return null;
            });
        return new(outcome, why is null ? null : $"The page Operations does not show this run: {why}");
    }

    /// <summary>An entry without a signature that is due counts as one whose signature was deleted.</summary>
    private async Task<bool> LacksKeyAsync() =>
        db.CheckpointKey is null && await db.ScalarAsync<int>("select count(*) from AuditHead where CheckpointAt is not null") > 0;

    /// <summary>A database that takes no writes, or whose tables are older, is backed up all the same.</summary>
    private static async Task<string?> TriedAsync(Func<Task<string?>> write)
    {
        try
        {
            return await write();
        }
        catch (Exception exception) when (exception is DbException or WrongClockException)
        {
            return exception.Message;
        }
    }
}
