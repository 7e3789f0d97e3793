using System.Data.Common;
using Commissioning.Domain;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Operations;

/// <summary>Counts waiting work with one statement and caches the result for a few seconds, so that health checks, metrics and the
/// operator's page may ask often. One per node.</summary>
public sealed class PortalVitals(Db db, TimeProvider clock)
{
    /// <summary>An e-mail due for longer than this is overdue: no node has tried to send it. While the mail server is unavailable, and for
    /// the same time after, e-mails wait behind the one being tried.</summary>
    public static readonly TimeSpan Overdue = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim turn = new(1, 1);
    private Vitals? last;
    private long stamp;
    private bool hasLooked;

    /// <summary>Null when the database is unavailable, which is cached too.</summary>
    public async Task<Vitals?> GetAsync()
    {
        await turn.WaitAsync();
        try
        {
            if (hasLooked && clock.GetElapsedTime(stamp) < Kept)
                return last;
            try
            {
                last = await ReadAsync();
            }
            catch (Exception exception) when (exception is DbException or InvalidOperationException)
            {
                last = null;
            }
            (hasLooked, stamp) = (true, clock.GetTimestamp());
            return last;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>The current values, not cached.</summary>
    public Task<Vitals> ReadAsync() =>
        db.FindAsync<Vitals>(Sql, new { DueBefore = clock.UtcNow() - Overdue, WeekAgo = clock.UtcNow().AddDays(-7) });

    private const string Sql = """
        select (select coalesce(sum(Drafts), 0) from RoundTally) as Drafts,
               (select count(*) from OutboxEmail where State = 'Waiting') as EmailsWaiting,
               (select count(*) from OutboxEmail where State = 'Waiting' and NextAttemptAt < @DueBefore
                 and not exists (select 1 from Alert where Kind = 'MailServer' and (ClearedAt is null or ClearedAt >= @DueBefore))) as EmailsOverdue,
               (select count(*) from OutboxEmail where State = 'Uncertain') as EmailsUncertain,
               (select count(*) from OutboxEmail where State = 'Failed') as EmailsFailed,
               (select count(*) from OutboxEmail where State in ('Uncertain', 'Failed') and DealtWithAt is null and NextAttemptAt >= @WeekAgo) as EmailsToDecide,
               (select min(CreatedAt) from OutboxEmail where State = 'Waiting') as OldestEmail,
               (select count(*) from StoredFile where ScanState = 'Awaiting') as FilesAwaiting,
               (select min(StoredAt) from StoredFile where ScanState = 'Awaiting') as OldestFile,
               (select count(*) from Letter where State = 'Waiting') as LettersWaiting,
               (select count(*) from Alert where ClearedAt is null) as StandingAlerts
        """;
}
