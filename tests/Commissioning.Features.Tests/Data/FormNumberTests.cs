using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;
using Commissioning.Testing;
using Microsoft.Data.Sqlite;

namespace Commissioning.Features.Tests.Data;

public sealed class FormNumberTests : IDisposable
{
    private static readonly Actor Somebody = new(Guid.CreateVersion7(), "Someone");
    private readonly TestDatabase database = new();
    private readonly Guid number = Guid.NewGuid();

    private static Task<Result> EmailAsync(Db db, Func<Task<Result>>? then = null) =>
        db.ChangeAsync(
            Somebody,
            AuditAction.FundCreated,
            Guid.CreateVersion7(),
            async work =>
            {
                await work.EmailAsync(new("a@b.example", "Subject", "Text", Guid.CreateVersion7()));
                return then is null ? Result.Done : await then();
            }
        );

    private async Task<string?> SendAsync(Func<Task<Result>>? then = null)
    {
        using var form = FormNumber.Use(number);
        return (await EmailAsync(database.Db, then)).FirstRefusal?.Sentence;
    }

    [Fact]
    public async Task A_form_sent_twice_counts_once_and_says_when_it_counted()
    {
        database.Clock.MoveTo("2026-06-01 10:32");
        Assert.Null(await SendAsync());
        database.Clock.MoveTo("2026-06-01 10:40");
        Assert.Equal(
            "You sent this form already, at 10:32am, and it counted. Nothing was done the second time. If you want to do it again, check what is below and press the button again.",
            await SendAsync()
        );
        database.Clock.MoveTo("2026-06-02 10:40");
        Assert.StartsWith(
            "You sent this form already, at 10:32am on 1 June 2026, and it counted.",
            await SendAsync(),
            StringComparison.Ordinal
        );
        Assert.Equal((1, 1), (await database.CountAsync("OutboxEmail"), await database.CountAsync("AuditEntry")));
    }

    [Fact]
    public async Task A_form_sent_eight_times_at_once_by_two_nodes_counts_once()
    {
        Db[] nodes = [database.Another(), database.Another()];
        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(i =>
                    Task.Run(async () =>
                    {
                        using var form = FormNumber.Use(number);
                        return await nodes[i % 2]
                            .ChangeAsync<int>(
                                Somebody,
                                AuditAction.FundCreated,
                                Guid.CreateVersion7(),
                                async work =>
                                {
                                    await work.EmailAsync(new("a@b.example", "Subject", "Text", Guid.CreateVersion7()));
                                    return Result.Made(i);
                                }
                            );
                    })
                )
        );
        Assert.Single(outcomes, outcome => outcome.IsDone);
        Assert.Equal(
            7,
            outcomes.Count(outcome =>
                outcome.FirstRefusal?.Sentence.StartsWith("You sent this form already", StringComparison.Ordinal) == true
            )
        );
        Assert.Equal(1, await database.CountAsync("OutboxEmail"));
    }

    [Fact]
    public async Task A_refused_or_failed_change_leaves_the_number_for_the_corrected_form()
    {
        Assert.Equal("No", await SendAsync(() => Task.FromResult<Result>(new Refusal("No"))));
        await Assert.ThrowsAsync<InvalidOperationException>(() => SendAsync(() => throw new InvalidOperationException()));
        Assert.Equal(0, await database.CountAsync("UsedFormNumber"));
        Assert.Null(await SendAsync());
        Assert.Equal((1, 1), (await database.CountAsync("OutboxEmail"), await database.CountAsync("UsedFormNumber")));
    }

    [Fact]
    public async Task All_changes_of_one_request_are_done_and_none_of_a_second_one_is()
    {
        async Task<int> RequestAsync()
        {
            using var form = FormNumber.Use(number);
            Result[] outcomes =
            [
                await EmailAsync(database.Db, () => Task.FromResult<Result>(new Refusal("No"))),
                await EmailAsync(database.Db),
                await EmailAsync(database.Db),
            ];
            return outcomes.Count(outcome => outcome.IsDone);
        }
        Assert.Equal(2, await RequestAsync());
        Assert.Equal(0, await RequestAsync());
        Assert.Equal(2, await database.CountAsync("OutboxEmail"));
        Assert.True((await EmailAsync(database.Db)).IsDone); // After the requests, no form is sent.
    }

    [Fact]
    public async Task A_change_that_lost_a_deadlock_does_not_find_its_own_number_used()
    {
        var tries = 0;
        Assert.Null(
            await SendAsync(() => ++tries < 3 ? throw new SqliteException("database is locked", 5, 517) : Task.FromResult(Result.Done))
        );
        Assert.Equal((3, 1, 1), (tries, await database.CountAsync("OutboxEmail"), await database.CountAsync("UsedFormNumber")));
    }

    [Fact]
    public async Task What_somebody_looked_at_is_on_record_each_time_and_uses_no_number()
    {
        async Task LookAsync()
        {
            using var form = FormNumber.Use(number);
            await database.Db.RecordAsync(Somebody, AuditAction.BankDetailsViewed, Guid.CreateVersion7(), "Account ending 1234");
        }
        await LookAsync();
        Assert.Equal(0, await database.CountAsync("UsedFormNumber"));
        Assert.Null(await SendAsync());
        await LookAsync();
        Assert.Equal(2, await database.CountAsync("AuditEntry", "Detail = 'Account ending 1234'"));
    }

    [Fact]
    public async Task A_number_is_removed_a_month_after_it_was_used()
    {
        database.Clock.MoveTo("2026-06-01 09:00");
        Assert.Null(await SendAsync());
        async Task<int> LaterAsync(string day)
        {
            database.Clock.MoveTo(day);
            using var form = FormNumber.Use(Guid.NewGuid());
            Assert.True((await EmailAsync(database.Db)).IsDone);
            return await database.CountAsync("UsedFormNumber", "Number = @number", new { number });
        }
        Assert.Equal(1, await LaterAsync("2026-07-01 08:59"));
        Assert.Equal(0, await LaterAsync("2026-07-01 09:01"));
    }

    public void Dispose() => database.Dispose();
}
