using System.Data.Common;
using Commissioning.Domain;
using Commissioning.Platform.Data;
using Microsoft.Extensions.Logging;

namespace Commissioning.Platform.Watching;

/// <summary>Tells the operator of a fault: an error in the log, and a row that stays until it is cleared. Raising an active alert again
/// only counts it. If the database is unavailable, only the log is written.</summary>
public sealed class Alerts(Db db, ILogger<Alerts> log)
{
    /// <summary>Another node may see a fault that this one does not, so an alert ends when no node has seen it for this long.</summary>
    public static readonly TimeSpan Unseen = TimeSpan.FromMinutes(3);

    /// <summary>Takes a sentence that says what is wrong and what to do. It goes into the log and e-mails, so addresses and numbers in it,
    /// such as in a mail server's words, are masked.</summary>
    public async Task RaiseAsync(AlertKind kind, string words)
    {
        var sentence = Redaction.Of(words);
        log.LogError("Alert {Kind}: {Sentence}", kind, sentence);
        try
        {
            await db.HousekeepAsync(async work =>
            {
                var row = new
                {
                    Kind = kind,
                    Sentence = sentence.Length > 600 ? sentence[..600] : sentence,
                    work.Now,
                };
                if (await work.ExecuteAsync(CountSql, row) == 0 && await work.ExecuteAsync(RaiseAgainSql, row) == 0)
                    await work.ExecuteAsync(InsertSql, row);
                return 0;
            });
        }
        catch (DuplicateException)
        { /* another node raised it in the same moment */
        }
        catch (DbException exception)
        {
            log.LogError("The alert could not be kept: {Reason}", Redaction.Reason(exception));
        }
    }

    /// <summary>Ends the alert. Cheap when it is not active, so a job may call this on every run.</summary>
    public Task ClearAsync(AlertKind kind) => ClearAsync(kind, null);

    /// <summary>Ends the alert only if no other node has seen the fault for a while.</summary>
    public Task ClearUnseenAsync(AlertKind kind) => ClearAsync(kind, Unseen);

    /// <param name="quiet">Null: whenever it was seen last. What was seen later than now was seen by a node whose clock was ahead.</param>
    private async Task ClearAsync(AlertKind kind, TimeSpan? quiet)
    {
        object Row(Work work) =>
            new
            {
                Kind = kind,
                work.Now,
                Before = work.Now - (quiet ?? TimeSpan.Zero),
                Ahead = work.Now + (quiet is null ? TimeSpan.Zero : ClockRules.Allowed * 2),
            };
        if (
            await db.ReadAsync(work => work.ScalarAsync<int>($"select count(*) from Alert where {IsOver}", Row(work))) == 0
            || await db.HousekeepAsync(work => work.ExecuteAsync($"update Alert set ClearedAt = @Now where {IsOver}", Row(work))) == 0
        )
            return;
        log.LogInformation("Alert {Kind} is cleared", kind);
    }

    public Task<IReadOnlyList<Alert>> StandingAsync() =>
        db.QueryAsync<Alert>("select Kind, Sentence, RaisedAt, SeenAt, Times from Alert where ClearedAt is null order by RaisedAt, Kind");

    private const string IsOver = "Kind = @Kind and ClearedAt is null and (SeenAt <= @Before or SeenAt > @Ahead)";
    private const string CountSql =
        "update Alert set Sentence = @Sentence, SeenAt = @Now, Times = Times + 1 where Kind = @Kind and ClearedAt is null";
    private const string RaiseAgainSql =
        "update Alert set Sentence = @Sentence, RaisedAt = @Now, SeenAt = @Now, Times = 1, ClearedAt = null where Kind = @Kind";
    private const string InsertSql = "insert into Alert (Kind, Sentence, RaisedAt, SeenAt, Times) values (@Kind, @Sentence, @Now, @Now, 1)";
}
