using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;
using Commissioning.Testing;
using Microsoft.Data.Sqlite;

namespace Commissioning.Features.Tests.Data;

public sealed class DbTests : IDisposable
{
    private readonly TestDatabase database = new();
    private static readonly Actor Somebody = new(Guid.CreateVersion7(), "Somebody");

    [Fact]
    public async Task A_refusal_rolls_everything_back_its_email_and_its_audit_entry_too()
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
    public async Task An_exception_rolls_everything_back()
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
    public async Task Forty_writers_at_once_all_get_their_turn_and_one_chain()
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
    public async Task What_is_written_comes_back_as_it_was()
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
        // Unwatched: the table is in no migration.
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
    public async Task A_local_time_is_never_stored()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            database.Db.FindOrDefaultAsync<string>(
                "select Name from Setting where ChangedAt = @At",
                new { At = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Local) }
            )
        );
    }

    [Fact]
    public async Task A_unique_index_and_a_lost_race_say_what_they_are()
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
    public async Task A_change_that_lost_a_deadlock_is_run_again_from_its_beginning_and_leaves_one_trace()
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
    public async Task A_deadlock_lost_three_times_is_said_and_another_failure_is_not_tried_again()
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
        // A file that another program holds was waited for already.
        await Assert.ThrowsAsync<SqliteException>(() =>
            database.Db.HousekeepAsync<int>(_ => throw new SqliteException($"busy {++tries}", 5))
        );
        Assert.Equal(5, tries);
    }

    [Fact]
    public async Task Two_processes_that_write_to_one_file_both_get_their_turn()
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
    public void A_change_that_reads_before_its_turn_is_refused()
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
    public async Task A_full_disk_leaves_nothing_half_written()
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
                    await work.ExecuteAsync("pragma max_page_count = 1"); // no page more than there are
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
