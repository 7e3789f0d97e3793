using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Reporting;
using Commissioning.Features.CspBudgets;
using Commissioning.Features.Reporting;
using Commissioning.Features.Tests.Payments;

namespace Commissioning.Features.Tests.Reporting;

/// <summary>Two awards of one fund, one paid and one not, watched through the year.</summary>
public sealed class MoneyWatchTests : IAsyncLifetime
{
    private readonly PaymentFixture place = new();
    private Guid fund;
    private FinancialYear year;

    private MoneyWatch Watch => new(place.Database.Db);
    private RaiseMoneyAlarms Alarms => new(place.Database.Db);

    public async Task InitializeAsync()
    {
        await place.WithAwardsAsync(6_000, 4_000);
        var db = place.Database.Db;
        fund = await db.ScalarAsync<Guid>("select FundId from Round");
        year = new(2026);
        await SetAsync("update Round set BudgetYear = '2026-27', Pot = 2400000, PublishedAt = @Now, DecidedAt = @Now");
        var payment = await place.ApprovedAsync(place.Awards[0], Money.FromPounds(2_500));
        var run = await place.SentAsync(payment);
        Assert.Null((await place.Result.RunAsync(place.Finance, run, await place.AnswerAsync(run, _ => "paid"))).FirstRefusal);
        place.Database.Clock.MoveTo("2026-09-10 10:00");
    }

    public Task DisposeAsync()
    {
        place.Dispose();
        return Task.CompletedTask;
    }

    private Task<int> SetAsync(string sql) =>
        place.Database.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                sql,
                new
                {
                    work.Now,
                    Id = Guid.CreateVersion7(),
                    Award = place.Awards[0],
                }
            )
        );

    private async Task<WatchedMoney> MoneyAsync() => Assert.Single((await Watch.GetAsync(year)).Budgets).Money;

    [Fact]
    public async Task A_fund_shows_what_was_paid_what_is_promised_and_what_is_expected()
    {
        var money = await MoneyAsync();
        Assert.Equal(Money.FromPounds(24_000), money.Budget);
        Assert.Equal((5, Money.FromPounds(10_000), Money.FromPounds(2_500)), (money.Over, money.ProfileSoFar, money.ActualSoFar));
        Assert.Equal(Money.FromPounds(2_500), money.Actual[2]);
        Assert.Equal((Money.FromPounds(7_500), Money.FromPounds(10_000)), (money.Committed, money.Forecast));
        Assert.Equal(Money.FromPounds(-14_000), money.AgainstBudget);
        // A newer certified return replaces what was planned.
        await SetAsync(
            "insert into MonitoringReturn (Id, AwardId, Kind, DueOn, Status, Spent, Forecast, SubmittedAt, Version) values (@Id, @Award, 'Interim', '2026-08-01', 'Submitted', 100000, 450000, @Now, 1)"
        );
        Assert.Equal(Money.FromPounds(8_500), (await MoneyAsync()).Forecast);
        // What came back no longer counts as paid, in the month in which it came.
        await SetAsync(
            "insert into CloseOut (AwardId, Awarded, Paid, Spent, NotDrawn, ToReturn, ProposedBy, ProposedAt, Received, Version) values (@Award, 600000, 250000, 200000, 350000, 50000, @Id, @Now, 50000, 1)"
        );
        await SetAsync(
            "insert into RecoveryInvoice (Id, Number, Kind, OrganisationId, AwardId, Reason, Amount, Received, IssuedBy, IssuedAt, DueOn, Version) values (@Id, 'R-2026-001', 'NotSpent', (select a.OrganisationId from Award w join Application a on a.Id = w.ApplicationId where w.Id = @Award), @Award, 'Not spent', 50000, 50000, @Id, @Now, '2026-09-20', 1)"
        );
        await SetAsync(
            "insert into RecoveryReceipt (Id, InvoiceId, Amount, ReceivedOn, Reference, RecordedBy, RecordedAt) values (@Id, (select i.Id from RecoveryInvoice i where i.AwardId = @Award), 50000, '2026-08-20', 'R', @Id, @Now)"
        );
        money = await MoneyAsync();
        Assert.Equal((Money.FromPounds(2_000), Money.FromPounds(-500)), (money.ActualInAll, money.Actual[4]));
        var csv = System.Text.Encoding.UTF8.GetString(MoneyWatch.Csv(await Watch.GetAsync(year)));
        Assert.Contains("24000.00,10000.00,2000.00,-8000.00,2000.00", csv, StringComparison.Ordinal);
        Assert.NotEmpty(MoneyWatch.Xlsx(await Watch.GetAsync(year)));
    }

    [Fact]
    public async Task Finance_types_the_months_and_they_keep_their_shape_when_the_budget_changes()
    {
        var set = new SetMoneyProfile(place.Database.Db);
        var months = Enumerable.Repeat((Money?)Money.Zero, 12).ToList();
        months[1] = Money.FromPounds(23_000);
        var wrong = await set.RunAsync(place.Finance, year, MoneySubject.Fund, fund, ProfileKind.Typed, months);
        Assert.Contains("They differ by £1,000.00", wrong.FirstRefusal!.Sentence, StringComparison.Ordinal);
        months[11] = Money.FromPounds(1_000);
        Assert.True((await set.RunAsync(place.Finance, year, MoneySubject.Fund, fund, ProfileKind.Typed, months)).IsDone);
        Assert.Equal(Money.FromPounds(23_000), (await MoneyAsync()).ProfileSoFar);
        await SetAsync("update Round set Pot = 4800000");
        Assert.Equal(Money.FromPounds(46_000), (await MoneyAsync()).ProfileSoFar);
        Assert.Contains(
            "Even spread (default, not OPCC policy) -> As finance typed it",
            await place.Database.Db.ScalarAsync<string>("select Detail from AuditEntry where Action = 'MoneyProfileSet'"),
            StringComparison.Ordinal
        );
        place.Database.Clock.MoveTo("2026-09-10 10:05");
        Assert.True((await set.RunAsync(place.Finance, year, MoneySubject.Fund, fund, ProfileKind.Even, [])).IsDone);
        Assert.Equal(Money.FromPounds(20_000), (await MoneyAsync()).ProfileSoFar);
    }

    [Fact]
    public async Task A_budget_far_from_its_profile_raises_one_alarm_a_quarter_with_one_email_until_it_is_closed()
    {
        Assert.True(
            (await new SetMoneyAlarm(place.Database.Db).RunAsync(place.Finance, 10, Money.FromPounds(5_000), place.Finance.Id)).IsDone
        );
        Assert.Equal(1, await Alarms.RunAsync());
        Assert.Equal(0, await Alarms.RunAsync());
        Assert.Equal(1, await new RaiseCspAlarms(place.Database.Db, PaymentFixture.Office, place.Database.Clock).RunAsync());
        // The commissioning officer and the owner.
        Assert.Equal(2, await place.Database.CountAsync("OutboxEmail", "Kind = 'CspAlarms'"));
        var open = Assert.Single((await place.Database.Db.ReadAsync(work => CspAlarms.ListAsync(work, 1))).Open);
        Assert.EndsWith(", 2026-27, quarter 2: £7,500.00 less than the profile", open.InWords, StringComparison.Ordinal);
        Assert.Equal(Links.Reporting.MoneyFund("2026-27", fund), open.Page);
        var closed = await new CloseCspAlarm(place.Database.Db).RunAsync(
            place.Officer,
            open.Id,
            CspAlarmAction.Explained,
            "Head of finance",
            "The second payments are due in October only"
        );
        Assert.True(closed.IsDone);
        Assert.Equal(0, await Alarms.RunAsync());
        place.Database.Clock.MoveTo("2026-11-02 10:00");
        Assert.Equal(1, await Alarms.RunAsync());
    }

    [Fact]
    public async Task A_small_difference_raises_nothing()
    {
        Assert.True((await new SetMoneyAlarm(place.Database.Db).RunAsync(place.Finance, 80, Money.FromPounds(5_000), null)).IsDone);
        Assert.Equal(0, await Alarms.RunAsync());
        Assert.Equal(0, await place.Database.CountAsync("AuditEntry", "Action = 'MoneyAlarmRaised'"));
        Assert.Equal(
            ["Enter a whole percentage from 0 to 100, such as 10", "Enter an amount in pounds, such as 5,000, or 0"],
            (await new SetMoneyAlarm(place.Database.Db).RunAsync(place.Finance, 101, null, null)).Refusals.Select(refusal =>
                refusal.Sentence
            )
        );
    }
}
