using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Casework;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Payments;

/// <summary>A payment run goes to the bank when somebody who took no part has released it.</summary>
public sealed class PaymentReleaseTests : IAsyncLifetime
{
    private const string Why = "Only two of us work in finance and both approved";
    private readonly PaymentFixture place = new();
    private Guid[] payments = [];
    private Guid run;

    private ExceptPaymentRun Except => new(place.Database.Db);

    public async Task InitializeAsync()
    {
        await place.WithAwardsAsync(5000, 2000);
        payments =
        [
            await place.ApprovedAsync(place.Awards[0], Money.FromPounds(3000)),
            await place.ApprovedAsync(place.Awards[1], Money.FromPounds(1000)),
        ];
        run = await place.BatchedAsync(payments);
    }

    private async Task<string?> ReleaseAsync(Actor by) => (await place.Release.RunAsync(by, run)).FirstRefusal?.Sentence;

    private async Task<string?> TakeAsync() => (await place.Take.RunAsync(place.Finance, run)).FirstRefusal?.Sentence;

    private Task<Actor> PersonAsync(Role role) => new Scenario(place.Database.Db, place.Database.Clock).PersonAsync(role);

    private Task SetAsync(string sql, object? with = null) => place.Database.Db.HousekeepAsync(work => work.ExecuteAsync(sql, with));

    private async Task<bool> WaitsAsync(Actor person, Role role, string kind) =>
        (await place.Database.Db.ReadAsync(work => WaitingQueries.OfAsync(work, person, [role]))).Any(one => one.Kind.ToString() == kind);

    [Fact]
    public async Task A_payment_run_file_needs_a_release_by_somebody_who_took_no_part()
    {
        await PersonAsync(Role.FinanceOfficer);
        Assert.Equal("Nobody has released this payment run yet, so its file cannot be downloaded", await TakeAsync());
        Assert.StartsWith(
            "You approved P-2026-001-001, so someone else must release",
            await ReleaseAsync(place.Finance),
            StringComparison.Ordinal
        );
        Assert.StartsWith("You requested P-2026-001-001", await ReleaseAsync(place.Officer), StringComparison.Ordinal);
        Assert.True(await WaitsAsync(place.Releaser, Role.FinanceOfficer, "RunToRelease"));
        Assert.False(await WaitsAsync(place.Finance, Role.FinanceOfficer, "RunToRelease"));
        // Three people: no exception helps.
        Assert.StartsWith(
            "3 people may approve payments",
            (await Except.RunAsync(await PersonAsync(Role.ChiefFinanceOfficer), run, Why)).FirstRefusal!.Sentence,
            StringComparison.Ordinal
        );
        Assert.Null(await ReleaseAsync(place.Releaser));
        Assert.False(await WaitsAsync(place.Releaser, Role.FinanceOfficer, "RunToRelease"));
        Assert.StartsWith(
            $"{place.Releaser.Name} released this payment run on",
            await ReleaseAsync(place.Releaser),
            StringComparison.Ordinal
        );
        Assert.Equal(1, await place.Database.CountAsync("AuditEntry", "Action = 'PaymentRunReleased' and Detail not like '%exception%'"));
        Assert.Null(await TakeAsync());
        await place.AssertSoundAsync();
    }

    [Fact]
    public async Task A_first_approver_of_a_payment_does_not_release_its_run_either()
    {
        await SetAsync("update Payment set FirstApprovedBy = @Id where Id = @payment", new { place.Releaser.Id, payment = payments[1] });
        Assert.StartsWith("You approved P-2026-001-002", await ReleaseAsync(place.Releaser), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_fewer_than_three_people_can_the_chief_finance_officer_records_an_exception()
    {
        await SetAsync("update Payment set DecidedBy = @Id where Id = @payment", new { place.Releaser.Id, payment = payments[1] });
        var chief = await PersonAsync(Role.ChiefFinanceOfficer);
        Assert.True(await WaitsAsync(chief, Role.ChiefFinanceOfficer, "RunToExcept"));
        Assert.Contains("may record an exception", await ReleaseAsync(place.Releaser), StringComparison.Ordinal);
        Assert.Equal(
            "The chief finance officer must record this exception",
            (await Except.RunAsync(place.Finance, run, Why)).FirstRefusal!.Sentence
        );
        Assert.Equal("exceptReason", (await Except.RunAsync(chief, run, "ill")).FirstRefusal!.Field);
        Assert.Null((await Except.RunAsync(chief, run, Why)).FirstRefusal);
        Assert.False(await WaitsAsync(chief, Role.ChiefFinanceOfficer, "RunToExcept"));
        Assert.True(await WaitsAsync(place.Releaser, Role.FinanceOfficer, "RunToRelease"));
        Assert.Null(await ReleaseAsync(place.Releaser));
        Assert.Equal(
            1,
            await place.Database.CountAsync("AuditEntry", $"Action = 'PaymentRunReleased' and Detail like '%By exception%{Why}%'")
        );
        Assert.Null(await TakeAsync());
        await place.AssertSoundAsync();
    }

    [Fact]
    public async Task Without_a_chief_finance_officer_another_person_records_the_exception_and_does_not_use_it()
    {
        await SetAsync("update Payment set DecidedBy = @Id where Id = @payment", new { place.Releaser.Id, payment = payments[1] });
        Assert.Null((await Except.RunAsync(place.Finance, run, Why)).FirstRefusal);
        Assert.Equal("You recorded the exception, so someone else must release this payment run", await ReleaseAsync(place.Finance));
        Assert.Null(await ReleaseAsync(place.Releaser));
    }

    [Fact]
    public async Task A_person_who_left_the_finance_role_does_not_count_as_one_of_three()
    {
        var third = await PersonAsync(Role.FinanceOfficer);
        await SetAsync("delete from PersonRole where PersonId = @Id", new { third.Id });
        Assert.Null((await Except.RunAsync(await PersonAsync(Role.ChiefFinanceOfficer), run, Why)).FirstRefusal);
    }

    [Fact]
    public async Task A_hold_stops_the_release_and_after_it_the_file()
    {
        await SetAsync("update Award set SuspendedAt = '2026-06-01 08:00:00.000' where Id = @Id", new { Id = place.Awards[1] });
        Assert.EndsWith(
            "Payments were suspended on 1 June 2026. Remove it from the payment run.",
            await ReleaseAsync(place.Releaser),
            StringComparison.Ordinal
        );
        await SetAsync("update Award set SuspendedAt = null");
        Assert.Null(await ReleaseAsync(place.Releaser));
        await SetAsync("update Award set SuspendedAt = '2026-06-01 08:00:00.000' where Id = @Id", new { Id = place.Awards[1] });
        Assert.EndsWith(
            "Payments were suspended on 1 June 2026. Remove it from the payment run.",
            await TakeAsync(),
            StringComparison.Ordinal
        );
        // What is removed takes the release back.
        Assert.Null((await new RemoveFromPaymentRun(place.Database.Db).RunAsync(place.Finance, payments[1])).FirstRefusal);
        Assert.Equal("Nobody has released this payment run yet, so its file cannot be downloaded", await TakeAsync());
        Assert.Equal(
            1,
            await place.Database.CountAsync(
                "AuditEntry",
                "Action = 'PaymentRemovedFromRun' and Detail like '%The release by % is taken back%'"
            )
        );
        Assert.Null(await ReleaseAsync(place.Releaser));
        Assert.Null(await TakeAsync());
        await place.AssertSoundAsync();
    }

    [Fact]
    public async Task Two_releases_at_once_count_once_and_a_payment_cannot_leave_a_run_while_it_is_released()
    {
        static bool IsRelease(string sql) => sql.StartsWith("update PaymentRun set ReleasedBy", StringComparison.Ordinal);
        var other = await PersonAsync(Role.FinanceOfficer);
        var race = await Race.RunAsync(
            place.Database,
            db => new ReleasePaymentRun(db).RunAsync(place.Releaser, run),
            IsRelease,
            db => new ReleasePaymentRun(db).RunAsync(other, run)
        );
        Assert.Null(race.First);
        Assert.StartsWith($"{place.Releaser.Name} released this payment run on", race.Second, StringComparison.Ordinal);
        Assert.Equal(1, await place.Database.CountAsync("AuditEntry", "Action = 'PaymentRunReleased'"));
        await SetAsync("update PaymentRun set ReleasedBy = null, ReleasedAt = null");
        Assert.Equal(
            new(null, null),
            await Race.RunAsync(
                place.Database,
                db => new ReleasePaymentRun(db).RunAsync(place.Releaser, run),
                IsRelease,
                db => new RemoveFromPaymentRun(db).RunAsync(place.Finance, payments[0])
            )
        );
        Assert.Equal(1, await place.Database.CountAsync("PaymentRun", "ReleasedAt is null and Payments = 1"));
    }

    public Task DisposeAsync()
    {
        place.Dispose();
        return Task.CompletedTask;
    }
}
