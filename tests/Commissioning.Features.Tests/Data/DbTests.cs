using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;
using Commissioning.Testing;
using Microsoft.Data.Sqlite;

namespace Commissioning.Features.Tests.Data;

public sealed class DbTests : IDisposable
{
    private readonly TestDatabase database = new();
    private static readonly Actor Somebody = new(Guid.CreateVersion7(), "Someone");

    [Fact]
    public async Task A_refused_change_rolls_back_its_email_and_audit_entry_too()
    {
        var outcome = await database.Db.ChangeAsync(
            Somebody,
            AuditAction.FundCreated,
            Guid.CreateVersion7(),
            async work =>
            {
                await work.EmailAsync(new("a@b.example", "Subject", "Text", Guid.CreateVersion7()));
                return new Refusal("No");
            }
        );
        Assert.Equal("No", outcome.FirstRefusal!.Sentence);
        Assert.Equal(0, await database.CountAsync("OutboxEmail") + await database.CountAsync("AuditEntry"));
    }

    [Fact]
    public async Task A_clock_that_went_back_changes_nothing_until_it_is_right_again()
    {
        var strict = new Db(database.Dialect, database.Clock) { ClockMayGoBackBy = TimeSpan.FromSeconds(30) };
        database.Clock.MoveTo("2026-03-02 12:00");
        Task<Result> ChangeAsync() =>
            strict.ChangeAsync(Somebody, AuditAction.FundCreated, Guid.CreateVersion7(), _ => Task.FromResult(Result.Done));
        Assert.True((await ChangeAsync()).IsDone);
        database.Clock.MoveTo("2026-03-02 11:00");
        await Assert.ThrowsAsync<WrongClockException>(ChangeAsync);
        Assert.Equal(1, await database.CountAsync("AuditEntry"));
        database.Clock.MoveTo("2026-03-02 12:00");
        database.Clock.Offset -= TimeSpan.FromSeconds(20); // A small step, as time servers make.
        Assert.True((await ChangeAsync()).IsDone);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(-20)]
    public async Task A_machine_whose_clock_is_not_the_databases_changes_nothing_so_no_entry_is_of_a_time_to_come(int minutes)
    {
        var strict = new Db(database.Dialect, database.Clock) { ClockMustAgree = true };
        Task ChangeAsync() => strict.RecordAsync(Somebody, AuditAction.FundCreated, Guid.CreateVersion7());
        database.Clock.Offset = TimeSpan.FromMinutes(minutes);
        var refused = await Assert.ThrowsAsync<WrongClockException>(ChangeAsync);
        Assert.StartsWith(
            $"This machine's clock is 20 minutes {(minutes > 0 ? "ahead of" : "behind")} the database's. Nothing is saved here",
            refused.Message,
            StringComparison.Ordinal
        );
        Assert.Equal(0, await database.CountAsync("AuditEntry"));
        database.Clock.Offset = TimeSpan.FromSeconds(10);
        await ChangeAsync();
        Assert.Equal(1, await database.CountAsync("AuditEntry"));
    }

    [Fact]
    public async Task A_change_for_which_the_disk_has_no_room_says_so_and_the_next_one_with_room_is_saved()
    {
        if (!database.Dialect.IsSqlite)
            return;
        // Without the check of statements, which knows no pragma.
        var db = new Db(database.Dialect, database.Clock);
        async Task SaveAsync(string room)
        {
            await db.RecordAsync(
                Somebody,
                AuditAction.FundCreated,
                Guid.CreateVersion7(),
                async work =>
                {
                    await work.ScalarAsync<long>($"pragma max_page_count = {room}");
                    work.Note(new string('x', 200_000));
                }
            );
        }
        await SaveAsync("1000000");
        var refused = await Assert.ThrowsAsync<SqliteException>(() => SaveAsync("1"));
        Assert.Equal((13, true), (refused.SqliteErrorCode, Dialect.IsFull(refused)));
        refused = await Assert.ThrowsAsync<SqliteException>(() =>
            db.HousekeepAsync(work => work.ExecuteAsync("update AuditEntry set Detail = @x", new { x = new string('x', 2_000_000) }))
        );
        Assert.Equal((13, true), (refused.SqliteErrorCode, Dialect.IsFull(refused)));
        await SaveAsync("1000000");
        Assert.Equal(2, await database.CountAsync("AuditEntry"));
    }

    [Fact]
    public async Task While_another_process_holds_the_file_everybody_who_saves_is_told_at_once_and_saving_goes_on_after_it()
    {
        if (!database.Dialect.IsSqlite)
            return;
        var db = new Db(Dialect.Sqlite(database.ConnectionString + ";Default Timeout=1"), database.Clock);
        Task SaveAsync() => db.RecordAsync(Somebody, AuditAction.FundCreated, Guid.CreateVersion7());
        await SaveAsync();
        await using (var other = new SqliteConnection(database.ConnectionString))
        {
            await other.OpenAsync();
            await using var held = other.BeginTransaction();
            var watch = System.Diagnostics.Stopwatch.StartNew();
            var saves = Enumerable.Range(0, 20).Select(_ => Task.Run(SaveAsync)).ToList();
            foreach (var save in saves)
                Assert.True(Dialect.IsLost(await Assert.ThrowsAsync<SqliteException>(() => save)));
            // One after the other, each would have waited for its own second.
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(15), $"{watch.Elapsed}");
        }
        await SaveAsync();
        Assert.Equal(2, await database.CountAsync("AuditEntry"));
    }

    [Fact]
    public async Task The_writes_of_one_request_wait_together_as_long_as_one_for_a_file_that_another_process_holds()
    {
        if (!database.Dialect.IsSqlite)
            return;
        var db = new Db(Dialect.Sqlite(database.ConnectionString + ";Default Timeout=2"), database.Clock);
        await using (var other = new SqliteConnection(database.ConnectionString))
        {
            await other.OpenAsync();
            await using var held = other.BeginTransaction();
            var watch = System.Diagnostics.Stopwatch.StartNew();
            await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(RequestAsync)));
            // A request's patience, and the last attempt of one that waited for its turn. Each write for itself would be many seconds.
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"{watch.Elapsed}");
        }
        await db.RecordAsync(Somebody, AuditAction.FundCreated, Guid.CreateVersion7());
        Assert.Equal(1, await database.CountAsync("AuditEntry"));

        async Task RequestAsync()
        {
            Patience.Begin();
            for (var write = 0; write < 6; write++)
                await Assert.ThrowsAsync<SqliteException>(() => db.RecordAsync(Somebody, AuditAction.FundCreated, Guid.CreateVersion7()));
        }
    }

    [Fact]
    public async Task A_file_that_may_only_be_read_is_told_as_the_databases_fault()
    {
        if (!database.Dialect.IsSqlite)
            return;
        var db = new Db(Dialect.Sqlite(database.ConnectionString + ";Mode=ReadOnly"), database.Clock);
        var refused = await Assert.ThrowsAsync<SqliteException>(() =>
            db.RecordAsync(Somebody, AuditAction.FundCreated, Guid.CreateVersion7())
        );
        Assert.True(Dialect.IsLost(refused));
        Assert.Equal(0, await db.ScalarAsync<int>("select count(*) from AuditEntry"));
    }

    [Fact]
    public async Task A_column_that_no_property_takes_is_refused_even_without_rows()
    {
        var wrong = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            database.Db.QueryAsync<NamedRow>("select Id, DisplayName as Nme from Person")
        );
        Assert.Contains("NamedRow takes the column Nme", wrong.Message, StringComparison.Ordinal);
        Assert.Empty(await database.Db.QueryAsync<NamedRow>("select Id, DisplayName as Name from Person"));
    }

    [Fact]
    public async Task A_column_without_a_value_is_read_as_none_whatever_its_type()
    {
        Assert.Null(
            await database.Db.FindOrDefaultAsync<Guid?>(
                "select f.SucceedsId from AuditHead h left join Fund f on f.CreatedAt < @Now where h.Id = 1",
                new { Now = DateTime.UnixEpoch }
            )
        );
        Assert.Null(
            await database.Db.FindOrDefaultAsync<DateTime?>(
                "select f.ClearedAt from AuditHead h left join Alert f on f.RaisedAt < @Now where h.Id = 1",
                new { Now = DateTime.UnixEpoch }
            )
        );
        Assert.Null(
            await database.Db.FindOrDefaultAsync<DateOnly?>(
                "select f.StartsOn from AuditHead h left join Award f on f.Number = h.Id where h.Id = 1"
            )
        );
        Assert.Null(
            await database.Db.FindOrDefaultAsync<Money?>(
                "select f.AmountRequested from AuditHead h left join Application f on f.Number = h.Id where h.Id = 1"
            )
        );
    }

    private sealed record NamedRow
    {
        public required Guid Id { get; init; }
        public string? Name { get; init; }
    }

    [Fact]
    public async Task A_change_that_throws_rolls_everything_back()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            database.Db.ChangeAsync(
                Somebody,
                AuditAction.FundCreated,
                Guid.CreateVersion7(),
                async work =>
                {
                    await work.EmailAsync(new("a@b.example", "Subject", "Text", Guid.CreateVersion7()));
                    throw new InvalidOperationException();
                }
            )
        );
        Assert.Equal(0, await database.CountAsync("OutboxEmail"));
    }

    [Fact]
    public async Task Forty_changes_at_once_all_succeed_with_one_audit_chain()
    {
        await Task.WhenAll(
            Enumerable
                .Range(0, 40)
                .Select(i =>
                    Task.Run(() =>
                        database.Db.ChangeAsync(
                            Somebody,
                            AuditAction.FundCreated,
                            Guid.CreateVersion7(),
                            async work =>
                            {
                                work.Note($"writer {i}");
                                await work.EmailAsync(new("a@b.example", "Subject", "Text", Guid.CreateVersion7()));
                                return Result.Done;
                            }
                        )
                    )
                )
        );
        Assert.Equal(40, await database.CountAsync("OutboxEmail"));
        Assert.True((await new Commissioning.Features.Audit.VerifyAudit(database.Db).RunAsync()).Intact);
    }

    [Fact]
    public async Task Database_values_of_every_type_are_read_back_as_they_were_written()
    {
        var row = new Everything
        {
            Id = Guid.CreateVersion7(),
            Amount = new(99_999_999_999_999),
            At = new(2026, 10, 25, 0, 30, 15, 123, DateTimeKind.Utc),
            Day = new(2028, 2, 29),
            Kind = DayOfWeek.Friday,
            Missing = null,
            Words = "આભાર o'neill\nline",
        };
        // Not watched: the table is in no migration.
        var db = new Db(database.Dialect, database.Clock);
        await db.HousekeepAsync(async work =>
        {
            await work.ExecuteAsync(
                database.Dialect.Translate(
                    "create table Everything (Id uniqueidentifier not null, Amount bigint not null, At datetime2(3) not null, Day date not null, Kind varchar(20) not null, Missing datetime2(3) null, Words $text$ not null)"
                )
            );
            return await work.ExecuteAsync(
                "insert into Everything (Id, Amount, At, Day, Kind, Missing, Words) values (@Id, @Amount, @At, @Day, @Kind, @Missing, @Words)",
                row
            );
        });
        Assert.Equal(
            row,
            await db.FindAsync<Everything>(
                "select Id, Amount, At, Day, Kind, Missing, Words from Everything where Id = @Id and At = @At and Day = @Day",
                row
            )
        );
    }

    [Fact]
    public async Task A_local_time_is_refused_as_a_database_parameter()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            database.Db.FindOrDefaultAsync<string>(
                "select Name from Setting where ChangedAt = @At",
                new { At = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Local) }
            )
        );
    }

    [Fact]
    public async Task A_duplicate_key_and_a_concurrent_update_throw_their_own_exceptions()
    {
        await Assert.ThrowsAsync<DuplicateException>(() =>
            database.Db.HousekeepAsync(async work =>
            {
                await work.ExecuteAsync("insert into Setting (Name, SetValue, ChangedAt) values ('a', '1', @Now)", new { work.Now });
                return await work.ExecuteAsync("insert into Setting (Name, SetValue, ChangedAt) values ('a', '2', @Now)", new { work.Now });
            })
        );
        await Assert.ThrowsAsync<ConcurrencyException>(() =>
            database.Db.HousekeepAsync(async work =>
            {
                await work.ExecuteOneAsync("update Setting set SetValue = '3' where Name = 'gone'");
                return 0;
            })
        );
    }

    [Fact]
    public async Task A_change_that_lost_a_deadlock_is_run_again_and_leaves_one_audit_entry()
    {
        var (tries, subject) = (0, Guid.CreateVersion7());
        var outcome = await database.Db.ChangeAsync(
            Somebody,
            AuditAction.FundCreated,
            subject,
            async work =>
            {
                work.Note($"try {++tries}");
                await work.EmailAsync(new("a@b.example", "Subject", "Text", subject));
                return tries < 3 ? throw new SqliteException("database is locked", 5, 517) : Result.Done;
            }
        );
        Assert.Null(outcome.FirstRefusal);
        Assert.Equal(
            (3, 1, 1),
            (tries, await database.CountAsync("OutboxEmail"), await database.CountAsync("AuditEntry", "Detail = 'try 3'"))
        );
    }

    [Fact]
    public async Task A_change_that_lost_three_deadlocks_throws_and_any_other_failure_is_not_retried()
    {
        var tries = 0;
        await Assert.ThrowsAsync<SqliteException>(() =>
            database.Db.HousekeepAsync<int>(_ => throw new SqliteException($"locked {++tries}", 5, 517))
        );
        Assert.Equal(3, tries);
        await Assert.ThrowsAsync<SqliteException>(() =>
            database.Db.HousekeepAsync<int>(_ => throw new SqliteException($"full {++tries}", 13))
        );
        Assert.Equal(4, tries);
        // A file locked by another program was waited for already.
        await Assert.ThrowsAsync<SqliteException>(() =>
            database.Db.HousekeepAsync<int>(_ => throw new SqliteException($"busy {++tries}", 5))
        );
        Assert.Equal(5, tries);
    }

    [Fact]
    public async Task Two_processes_that_write_to_one_SQLite_file_both_succeed()
    {
        using var file = new TestDatabase(onSqlServer: false);
        Db[] nodes = [file.Another(), file.Another()];
        await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(i =>
                    Task.Run(() =>
                        nodes[i % 2]
                            .ChangeAsync(
                                Somebody,
                                AuditAction.FundCreated,
                                Guid.CreateVersion7(),
                                async work =>
                                {
                                    await work.EmailAsync(new("a@b.example", "Subject", "Text", Guid.CreateVersion7()));
                                    return Result.Done;
                                }
                            )
                    )
                )
        );
        Assert.Equal(20, await file.CountAsync("OutboxEmail"));
        Assert.True((await new Commissioning.Features.Audit.VerifyAudit(file.Db).RunAsync()).Intact);
    }

    [Fact]
    public void A_change_that_reads_before_it_takes_the_audit_lock_is_refused()
    {
        var change = Guid.NewGuid();
        Statement reading = new("select Name from Fund where Id = @Id", null, RowsRead.One, typeof(string), change),
            head = new(Db.LockHeadSql, null, RowsRead.One, null, change);
        Assert.Equal("the first statement of a change takes the head of the audit trail", database.WhyRefused(reading));
        Assert.Null(database.WhyRefused(head));
        Assert.Null(database.WhyRefused(reading));
        Assert.Null(database.WhyRefused(reading with { Change = null }));
    }

    [Fact]
    public async Task A_change_on_a_full_disk_leaves_no_half_written_rows()
    {
        using var file = new TestDatabase(onSqlServer: false);
        var db = new Db(file.Dialect, file.Clock);
        var full = await Assert.ThrowsAsync<SqliteException>(() =>
            db.ChangeAsync(
                Somebody,
                AuditAction.FundCreated,
                Guid.CreateVersion7(),
                async work =>
                {
                    await work.ExecuteAsync("pragma max_page_count = 1"); // The database may not grow.
                    for (var i = 0; i < 2000; i++)
                        await work.EmailAsync(new("a@b.example", "Subject", new string('x', 4000), Guid.CreateVersion7()));
                    return Result.Done;
                }
            )
        );
        Assert.True(Dialect.IsFull(full));
        Assert.Contains("nothing was saved", DatabaseErrors.OnAPage(full), StringComparison.Ordinal);
        Assert.Equal(0, await file.CountAsync("OutboxEmail") + await file.CountAsync("AuditEntry"));
    }

    public void Dispose() => database.Dispose();

    private sealed record Everything
    {
        public required Guid Id { get; init; }
        public required Money Amount { get; init; }
        public required DateTime At { get; init; }
        public required DateOnly Day { get; init; }
        public required DayOfWeek Kind { get; init; }
        public DateTime? Missing { get; init; }
        public required string Words { get; init; }
    }
}
