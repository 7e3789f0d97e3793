using System.Data.Common;
using System.Diagnostics;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Security;
using Commissioning.Platform.Watching;
using Dapper;

namespace Commissioning.Platform.Data;

/// <summary>Access to the database. Queries go through <see cref="ReadAsync{T}"/>; every write goes through <c>ChangeAsync</c>, which
/// requires the actor, action and subject and adds them to the audit trail in the same transaction.</summary>
public sealed class Db(Dialect dialect, TimeProvider clock)
{
    static Db() => TypeHandlers.Register();

    public Dialect Dialect => dialect;

    /// <summary>Called with every statement before it runs; used by tests and benchmarks.</summary>
    public Action<Statement>? Trace { get; set; }

    /// <summary>Called with each fault that a read or a change met (<see cref="Work.Fault"/>), after it has ended.</summary>
    public Func<string, Task>? OnFault { get; init; }

    /// <summary>How far the clock may be before the newest audit entry; null: any time, for a clock that is moved on purpose.</summary>
    public TimeSpan? ClockMayGoBackBy { get; init; }

    /// <summary>Refuses a change of a machine whose clock is not the database's (<see cref="ClockRules"/>). One that is ahead would write
    /// audit entries of a later time, before which no other machine may save anything.</summary>
    public bool ClockMustAgree { get; init; }

    /// <summary>Signs the end of the audit trail. Null: nothing is signed, so the trail is only chained.</summary>
    public CheckpointKey? CheckpointKey { get; init; }

    public async Task<T> ReadAsync<T>(Func<Work, Task<T>> question)
    {
        using var span = SpanOf("read");
        Work work;
        T answer;
        await using (var connection = await dialect.OpenAsync())
            answer = await question(work = new Work(this, connection, null, clock.UtcNow()));
        await TellAsync(work.Faults);
        return answer;
    }

    private async Task TellAsync(IReadOnlyList<string> faults)
    {
        foreach (var fault in faults)
            if (OnFault is { } tell)
                await tell(fault);
    }

    /// <summary>As <see cref="ReadAsync{T}"/>, but all queries see the database as of one moment, however long they take.</summary>
    public async Task<T> ReadOneMomentAsync<T>(Func<Work, Task<T>> question)
    {
        await using var connection = await dialect.OpenAsync();
        await using var transaction = await dialect.BeginReadingAsync(connection);
        var work = new Work(this, connection, transaction, clock.UtcNow());
        var answer = await question(work);
        await TellAsync(work.Faults);
        return answer;
    }

    public Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? arguments = null) =>
        ReadAsync(work => work.QueryAsync<T>(sql, arguments));

    public Task<T?> FindOrDefaultAsync<T>(string sql, object? arguments = null) =>
        ReadAsync(work => work.FindOrDefaultAsync<T>(sql, arguments));

    public Task<T> FindAsync<T>(string sql, object? arguments = null)
        where T : class => ReadAsync(work => work.FindAsync<T>(sql, arguments));

    public Task<T?> ScalarAsync<T>(string sql, object? arguments = null) => ReadAsync(work => work.ScalarAsync<T>(sql, arguments));

    /// <summary>Runs a change in one transaction with its audit entry. A refusal, like an exception, rolls everything back. Changes are
    /// serial on both databases: each locks the head of the audit trail first, so what it reads cannot change meanwhile. Keep a change
    /// short. The change of a form that was sent before is refused (<see cref="FormNumber"/>).</summary>
    public Task<Result> ChangeAsync(Actor actor, AuditAction action, Guid subject, Func<Work, Task<Result>> change) =>
        OnceByFormAsync(change, outcome => outcome.IsDone, refusal => refusal, actor, action, subject);

    /// <inheritdoc cref="ChangeAsync(Actor, AuditAction, Guid, Func{Work, Task{Result}})"/>
    public Task<Result<T>> ChangeAsync<T>(Actor actor, AuditAction action, Guid subject, Func<Work, Task<Result<T>>> change) =>
        OnceByFormAsync(change, outcome => outcome.IsDone, refusal => refusal, actor, action, subject);

    /// <summary>A change that nothing refuses, such as that somebody opened a file. It is on record as often as it happens, so it neither
    /// asks for the number of the form nor uses it up.</summary>
    public Task RecordAsync(Actor actor, AuditAction action, Guid subject, Func<Work, Task> change) =>
        InTransactionAsync(
            async work =>
            {
                await change(work);
                return Result.Done;
            },
            outcome => outcome.IsDone,
            actor,
            action,
            subject
        );

    /// <summary>As <see cref="RecordAsync(Actor, AuditAction, Guid, Func{Work, Task})"/>, with nothing but the audit entry.</summary>
    public Task RecordAsync(Actor actor, AuditAction action, Guid subject, string? detail = null) =>
        RecordAsync(
            actor,
            action,
            subject,
            work =>
            {
                if (detail is not null)
                    work.Note(detail);
                return Task.CompletedTask;
            }
        );

    /// <summary>A write for the portal's own housekeeping (claiming an e-mail, a key ring), which no person asked for and which leaves no
    /// audit entry. A test lists every caller.</summary>
    public Task<T> HousekeepAsync<T>(Func<Work, Task<T>> work) => AgainAsync(() => HousekeepOnceAsync(work));

    private async Task<T> HousekeepOnceAsync<T>(Func<Work, Task<T>> work)
    {
        using var span = SpanOf("housekeeping");
        return await WriteAsync(
            async (connection, transaction) =>
            {
                var result = await work(new Work(this, connection, transaction, clock.UtcNow()));
                await transaction.CommitAsync();
                return result;
            }
        );
    }

    /// <summary>Runs a write in a transaction, which is rolled back unless the write commits it. What failed first is thrown: SQLite itself
    /// ends a transaction for which there is no room, and then to roll it back fails too and would hide why.</summary>
    private async Task<T> WriteAsync<T>(Func<DbConnection, DbTransaction, Task<T>> write)
    {
        using var turn = await dialect.WriterTurnAsync();
        var connection = await dialect.OpenAsync();
        DbTransaction? transaction = null;
        var failed = true;
        try
        {
            transaction = await dialect.BeginWritingAsync(connection);
            var result = await write(connection, transaction);
            failed = false;
            return result;
        }
        finally
        {
            await EndAsync(transaction, failed);
            await EndAsync(connection, failed);
        }
    }

    private static async Task EndAsync(IAsyncDisposable? used, bool failed)
    {
        try
        {
            await (used?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
        catch (DbException) when (failed) { }
    }

    private async Task<T> OnceByFormAsync<T>(
        Func<Work, Task<T>> change,
        Func<T, bool> done,
        Func<Refusal, T> refuse,
        Actor actor,
        AuditAction action,
        Guid subject
    )
    {
        if (FormNumber.Current is not { } form)
            return await InTransactionAsync(change, done, actor, action, subject);
        var outcome = await InTransactionAsync(work => form.OnceAsync(work, change, done, refuse), done, actor, action, subject);
        if (done(outcome))
            form.Committed();
        return outcome;
    }

    private async Task<T> InTransactionAsync<T>(
        Func<Work, Task<T>> change,
        Func<T, bool> done,
        Actor actor,
        AuditAction action,
        Guid subject
    )
    {
        IReadOnlyList<string> faults = [];
        var outcome = await AgainAsync(() =>
            OnceAsync(
                async work =>
                {
                    faults = work.Faults;
                    return await change(work);
                },
                done,
                actor,
                action,
                subject
            )
        );
        await TellAsync(faults);
        return outcome;
    }

    /// <summary>Runs the transaction again, at most twice, when it was rolled back as the deadlock victim. A change must therefore have no
    /// effects outside its transaction.</summary>
    private static async Task<T> AgainAsync<T>(Func<Task<T>> once)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await once();
            }
            catch (DbException exception) when (attempt < 3 && Dialect.IsDeadlock(exception)) { }
        }
    }

    private async Task<T> OnceAsync<T>(Func<Work, Task<T>> change, Func<T, bool> done, Actor actor, AuditAction action, Guid subject)
    {
        using var span = SpanOf("change")?.SetTag("commissioning.action", action.ToString());
        var id = Guid.NewGuid();
        Trace?.Invoke(new(LockHeadSql, null, RowsRead.One, null, id));
        var asked = clock.UtcNow();
        return await WriteAsync(
            async (connection, transaction) =>
            {
                // SQLite has one writer anyway; on SQL Server this row lock makes changes serial. A refusal rolls the number back.
                // The time is the one part of it that the databases write differently.
                var head = await connection.QuerySingleAsync<HeadRow>(
                    LockHeadSql.Replace("h.CheckpointAt,", $"h.CheckpointAt, {dialect.UtcNow} as DatabaseAt,", StringComparison.Ordinal),
                    transaction: transaction
                );
                var now = clock.UtcNow();
                if (ClockMustAgree && ClockRules.WhyWrong(ClockRules.Off(asked, head.DatabaseAt, now)) is { } wrong)
                    throw new WrongClockException($"{wrong} Nothing is saved here until it is right. Set the clock (NTP).");
                if (head.LastAt is { } last && last - ClockMayGoBackBy > now)
                    throw new WrongClockException(
                        $"The clock says {now:u}, but the newest entry of the audit trail is of {last:u}. Correct the clock of this machine."
                    );
                var work = new Work(this, connection, transaction, now, id);
                var outcome = await change(work);
                if (!done(outcome))
                    return outcome;
                var entry = await AuditAsync(head, actor, action, subject, work);
                if (CheckpointKey is not null && CheckpointRules.IsDue(entry.Action, head.CheckpointAt, entry.At))
                    await CheckpointAsync(work, new(entry.Sequence, entry.Hash));
                await transaction.CommitAsync();
                Telemetry.Changed(action);
                return outcome;
            }
        );
    }

    private Activity? SpanOf(string name) => Telemetry.Start(name)?.SetTag("db.system.name", dialect.Name);

    private static async Task<AuditEntry> AuditAsync(HeadRow head, Actor actor, AuditAction action, Guid subject, Work work)
    {
        var entry = new AuditEntry
        {
            Sequence = head.Sequence,
            At = work.Now.AddTicks(-(work.Now.Ticks % TimeSpan.TicksPerMillisecond)),
            ActorId = actor.Id,
            ActorName = actor.Name,
            Action = action.ToString(),
            SubjectId = subject,
            Detail = work.Detail,
            PreviousHash = head.Hash,
            Hash = "",
        };
        entry = entry with { Hash = entry.ComputeHash() };
        await work.ExecuteAsync(InsertAuditSql, entry);
        return entry;
    }

    private Task CheckpointAsync(Work work, AuditHead head) => work.ExecuteAsync(InsertCheckpointSql, CheckpointKey!.Sign(head, work.Now));

    /// <summary>Signs the end of the audit trail for what no change has signed: a quiet hour.</summary>
    /// <param name="always">Also where the last signature is younger than an hour.</param>
    /// <returns>The newest signed end; null when nothing can be signed.</returns>
    public Task<AuditHead?> CheckpointAsync(bool always = false) =>
        HousekeepAsync(async work =>
        {
            var head = await work.FindAsync<HeadRow>(HoldHeadSql);
            if (CheckpointKey is null || head.Sequence == 0)
                return null;
            var signed = await work.FirstOrDefaultAsync<SignedRow>(NewestCheckpointSql);
            if (signed?.Sequence == head.Sequence || (!always && !CheckpointRules.IsDue("", head.CheckpointAt, work.Now)))
                return signed is null ? null : new AuditHead(signed.Sequence, signed.Hash);
            await CheckpointAsync(work, new(head.Sequence, head.Hash));
            return new AuditHead(head.Sequence, head.Hash);
        });

    private const string InsertAuditSql = """
        insert into AuditEntry (Sequence, At, ActorId, ActorName, Action, SubjectId, Detail, PreviousHash, Hash)
        values (@Sequence, @At, @ActorId, @ActorName, @Action, @SubjectId, @Detail, @PreviousHash, @Hash);
        update AuditHead set Hash = @Hash where Id = 1
        """;

    private const string HoldHeadSql =
        "update AuditHead set Hash = Hash where Id = 1; select Sequence, Hash, CheckpointAt from AuditHead where Id = 1";
    private const string NewestCheckpointSql = "select Sequence, Hash from AuditCheckpoint order by Sequence desc";
    private const string InsertCheckpointSql = """
        insert into AuditCheckpoint (Sequence, Hash, At, KeyName, Signature)
        select @Sequence, @Hash, @At, @KeyName, @Signature where not exists (select 1 from AuditCheckpoint where Sequence = @Sequence);
        update AuditHead set CheckpointAt = @At where Id = 1
        """;

    /// <summary>The first statement of every change.</summary>
    public const string LockHeadSql =
        "update AuditHead set Sequence = Sequence + 1 where Id = 1; select h.Sequence, h.Hash, h.CheckpointAt, (select e.At from AuditEntry e where e.Sequence = h.Sequence - 1) as LastAt from AuditHead h where h.Id = 1";

    private sealed record SignedRow
    {
        public required long Sequence { get; init; }
        public required string Hash { get; init; }
    }

    private sealed record HeadRow
    {
        public required long Sequence { get; init; }
        public required string Hash { get; init; }
        public DateTime? CheckpointAt { get; init; }

        public DateTime DatabaseAt { get; init; }

        /// <summary>When the newest entry was made; null: there is none.</summary>
        public DateTime? LastAt { get; init; }
    }
}
