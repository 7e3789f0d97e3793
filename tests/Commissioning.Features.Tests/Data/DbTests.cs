using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Data;

public sealed class DbTests : IDisposable
{
    private readonly TestDatabase database = new();
    private static readonly Actor Somebody = new(Guid.CreateVersion7(), "Somebody");

    [Fact]
    public async Task A_refusal_rolls_everything_back_its_email_and_its_audit_entry_too()
    {
        var outcome = await database.Db.ChangeAsync(Somebody, AuditAction.FundCreated, Guid.CreateVersion7(), async work =>
        {
            await work.EmailAsync(new("a@b.example", "Subject", "Text", Guid.CreateVersion7()));
            return new Refusal("No");
        });
        Assert.Equal("No", outcome.Refused!.Sentence);
        Assert.Equal(0, await database.CountAsync("OutboxEmail") + await database.CountAsync("AuditEntry"));
    }

    [Fact]
    public async Task An_exception_rolls_everything_back()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => database.Db.ChangeAsync(Somebody, AuditAction.FundCreated, Guid.CreateVersion7(), async work =>
        {
            await work.EmailAsync(new("a@b.example", "Subject", "Text", Guid.CreateVersion7()));
            throw new InvalidOperationException();
        }));
        Assert.Equal(0, await database.CountAsync("OutboxEmail"));
    }

    [Fact]
    public async Task Forty_writers_at_once_all_get_their_turn_and_one_chain()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => database.Db.ChangeAsync(Somebody, AuditAction.FundCreated, Guid.CreateVersion7(), async work =>
        {
            work.Note($"writer {i}");
            await work.EmailAsync(new("a@b.example", "Subject", "Text", Guid.CreateVersion7()));
            return Outcome.Done;
        }))));
        Assert.Equal(40, await database.CountAsync("OutboxEmail"));
        Assert.True((await new Commissioning.Features.Audit.VerifyAudit(database.Db).RunAsync()).Intact);
    }

    [Fact]
    public async Task What_is_written_comes_back_as_it_was()
    {
        var row = new Everything { Id = Guid.CreateVersion7(), Amount = new(99_999_999_999_999), At = new(2026, 10, 25, 0, 30, 15, 123, DateTimeKind.Utc), Day = new(2028, 2, 29), Kind = DayOfWeek.Friday, Missing = null, Words = "આભાર o'neill\nline" };
        await database.Db.HousekeepAsync(async work =>
        {
            await work.ExecuteAsync("create table Everything (Id uniqueidentifier not null, Amount bigint not null, At datetime2(3) not null, Day date not null, Kind varchar(20) not null, Missing datetime2(3) null, Words text not null)");
            return await work.ExecuteAsync("insert into Everything (Id, Amount, At, Day, Kind, Missing, Words) values (@Id, @Amount, @At, @Day, @Kind, @Missing, @Words)", row);
        });
        Assert.Equal(row, await database.Db.FindAsync<Everything>("select Id, Amount, At, Day, Kind, Missing, Words from Everything where Id = @Id and At = @At and Day = @Day", row));
    }

    [Fact]
    public async Task A_local_time_is_never_stored()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => database.Db.FindOrDefaultAsync<string>("select Name from Setting where ChangedAt = @At", new { At = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Local) }));
    }

    [Fact]
    public async Task A_unique_index_and_a_lost_race_say_what_they_are()
    {
        await Assert.ThrowsAsync<DuplicateException>(() => database.Db.HousekeepAsync(async work =>
        {
            await work.ExecuteAsync("insert into Setting (Name, SetValue, ChangedAt) values ('a', '1', @Now)", new { work.Now });
            return await work.ExecuteAsync("insert into Setting (Name, SetValue, ChangedAt) values ('a', '2', @Now)", new { work.Now });
        }));
        await Assert.ThrowsAsync<ConcurrencyException>(() => database.Db.HousekeepAsync(async work =>
        {
            await work.ExecuteOneAsync("update Setting set SetValue = '3' where Name = 'gone'");
            return 0;
        }));
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
