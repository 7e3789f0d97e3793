using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Features.CspBudgets;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.CspBudgets;

public sealed class CspAlarmTests : IAsyncLifetime
{
    private static readonly FinancialYear Year = new(2025);
    private readonly TestDatabase database = new();
    private LedgerScenario ledger = null!;
    private Actor preparer = null!,
        certifier = null!;

    public async Task InitializeAsync()
    {
        database.Clock.MoveTo("2025-04-01 09:00");
        ledger = new(database);
        await ledger.OpenAsync(Year, 2, Money.FromPounds(40_000));
        var scenario = new Scenario(database.Db, database.Clock);
        (preparer, certifier) = (await scenario.PersonAsync(Role.CspOfficer), await scenario.PersonAsync(Role.CspOfficer));
        foreach (var person in new[] { preparer, certifier })
            await new SetContactAreas(database.Db).RunAsync(ledger.Officer, person.Id, [ledger.Areas[0]]);
    }

    public Task DisposeAsync()
    {
        database.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_return_that_is_missing_after_its_date_raises_one_alarm_and_one_email_to_each_officer()
    {
        database.Clock.MoveTo("2025-07-21 09:00");
        Assert.Equal(0, await RaiseAsync());
        database.Clock.MoveTo("2025-07-22 09:00");
        // Area 2 has nobody who reports for it, which is no reason to be silent.
        Assert.Equal(2, (await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(RaiseAsync)))).Sum());
        Assert.Equal(0, await RaiseAsync());
        Assert.Equal(1, await database.CountAsync("OutboxEmail", "Kind = 'CspAlarms'"));
        Assert.Contains(
            "- Area 1, 2025-26, quarter 1: the return was not certified by 21 July 2025.",
            await database.Db.ScalarAsync<string>("select TextBody from OutboxEmail where Kind = 'CspAlarms'"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_return_that_is_sent_back_and_not_put_right_raises_an_alarm_after_the_first_was_closed()
    {
        database.Clock.MoveTo("2025-07-22 09:00");
        Assert.Equal(2, await RaiseAsync());
        foreach (var alarm in (await ListAsync()).Open)
            Assert.Null(
                (
                    await new CloseCspAlarm(database.Db).RunAsync(
                        ledger.Officer,
                        alarm.Id,
                        CspAlarmAction.Chased,
                        "CFO",
                        "They answered us on the telephone"
                    )
                ).FirstRefusal
            );
        Assert.Equal(0, await RaiseAsync());
        await CertifyAsync(ReturnPeriod.Quarter1, "2025-07-24 09:00", 10_000);
        var id = await database.Db.ScalarAsync<Guid>("select Id from CspReturn");
        var back = await new ReviewQuarterlyReturn(database.Db, new Office()).RunAsync(
            ledger.Officer,
            id,
            new(2, [], SendBack: true, "Say what it was spent on") { PutRightBy = new(2025, 11, 3) }
        );
        Assert.Null(back.FirstRefusal?.Sentence);
        database.Clock.MoveTo("2025-11-03 09:00");
        await RaiseAsync();
        Assert.DoesNotContain((await ListAsync()).Open, alarm => alarm.Period == ReturnPeriod.Quarter1);
        database.Clock.MoveTo("2025-11-04 09:00");
        await RaiseAsync();
        Assert.Equal(
            "Area 1, 2025-26, quarter 1: the return was sent back and not put right by 3 November 2025",
            Assert.Single((await ListAsync()).Open, alarm => alarm.Period == ReturnPeriod.Quarter1).InWords
        );
        Assert.Equal(new DateOnly(2025, 11, 4), DateOnly.FromDateTime((await ListAsync()).LookedAt!.Value));
    }

    [Fact]
    public async Task A_forecast_alarm_follows_its_return_and_is_raised_again_only_for_a_worse_one()
    {
        var area = ledger.Areas[0];
        Task ForecastAsync(decimal forecast) =>
            database.Db.ChangeAsync(
                ledger.Officer,
                Domain.Audit.AuditAction.CspReturnCertified,
                area,
                async work =>
                {
                    await CspAlarms.ForecastAsync(
                        work,
                        Year,
                        area,
                        ReturnPeriod.Quarter2,
                        Money.FromPounds(40_000),
                        Money.FromPounds(forecast)
                    );
                    return Result.Done;
                }
            );
        await ForecastAsync(20_000);
        await ForecastAsync(30_000);
        var alarm = Assert.Single((await ListAsync()).Open);
        Assert.EndsWith(
            "the forecast underspend is now £10,000.00, which is not above £15,000.00",
            alarm.InWords,
            StringComparison.Ordinal
        );
        Assert.Equal(
            1,
            await database.CountAsync(
                "AuditEntry",
                "Detail like @like",
                new { like = "%the forecast underspend is now £10,000.00, before £20,000.00%" }
            )
        );
        await ForecastAsync(22_000);
        await new CloseCspAlarm(database.Db).RunAsync(
            ledger.Officer,
            alarm.Id,
            CspAlarmAction.Vire,
            "CFO, 6 January",
            "Area 2 has a project for it"
        );
        await ForecastAsync(22_000);
        Assert.Empty((await ListAsync()).Open);
        await ForecastAsync(21_000);
        Assert.Equal(Money.FromPounds(19_000), Assert.Single((await ListAsync()).Open).Underspend);

        // The closed one waits for its virement.
        Assert.Equal(LedgerRequestKind.Virement, (await DetailAsync(alarm.Id)).Alarm.ToRequest);
        var asked = await ledger.RequestAsync(
            new(
                Year,
                LedgerRequestKind.Virement,
                new(2025, 4, 1),
                [new(area, Money.FromPounds(18_000), ledger.Areas[1])],
                "As agreed",
                "CFO"
            )
        );
        Assert.Null(asked.FirstRefusal?.Sentence);
        Assert.Null((await DetailAsync(alarm.Id)).Alarm.ToRequest);
    }

    [Fact]
    public async Task A_year_whose_dates_passed_long_ago_raises_no_alarm()
    {
        database.Clock.MoveTo("2026-11-30 09:00");
        Assert.Equal(0, await RaiseAsync());
    }

    [Fact]
    public async Task A_certified_return_raises_an_alarm_above_the_limit_of_the_office_from_quarter_2_on()
    {
        await CertifyAsync(ReturnPeriod.Quarter1, "2025-07-02 09:00", 10_000);
        Assert.Equal(0, await database.CountAsync("CspAlarm", "1 = 1"));
        await CertifyAsync(ReturnPeriod.Quarter2, "2025-10-02 09:00", 25_000);
        Assert.Equal(0, await database.CountAsync("CspAlarm", "1 = 1"));
        var administrator = await new Scenario(database.Db, database.Clock).PersonAsync(Role.Administrator);
        Assert.NotNull((await new SetCspAlarmLimit(database.Db).RunAsync(administrator, null)).FirstRefusal);
        Assert.Null((await new SetCspAlarmLimit(database.Db).RunAsync(administrator, Money.FromPounds(10_000))).FirstRefusal);
        await CertifyAsync(ReturnPeriod.Quarter3, "2026-01-05 09:00", 29_000);
        var alarm = Assert.Single((await ListAsync()).Open);
        Assert.Equal("Area 1, 2025-26, quarter 3: the forecast underspend is £11,000.00, above £10,000.00", alarm.InWords);
        // The other area sent no return for quarter 2.
        Assert.Equal(2, await RaiseAsync());
        Assert.Equal(1, await database.CountAsync("OutboxEmail", "Kind = 'CspAlarms'"));
    }

    [Fact]
    public async Task An_alarm_is_closed_once_by_a_person_and_a_later_return_only_says_so_on_it()
    {
        await CertifyAsync(ReturnPeriod.Quarter1, "2025-07-02 09:00", 40_000);
        await CertifyAsync(ReturnPeriod.Quarter2, "2025-10-02 09:00", 20_000);
        var alarm = Assert.Single((await ListAsync()).Open);
        Assert.Null((await DetailAsync(alarm.Id)).Since);
        await CertifyAsync(ReturnPeriod.Quarter3, "2026-01-05 09:00", 40_000);
        Assert.Equal(
            "The return for quarter 3 forecasts no underspend. The alarm stays open until somebody closes it.",
            (await DetailAsync(alarm.Id)).Since
        );
        Assert.True((await DetailAsync(alarm.Id)).Alarm.IsOpen);

        var close = new CloseCspAlarm(database.Db);
        Assert.Equal(
            "Say in a sentence what you saw, so that someone else can follow it",
            (await close.RunAsync(ledger.Officer, alarm.Id, CspAlarmAction.Vire, "CFO", "fine")).FirstRefusal!.Sentence
        );
        Assert.Equal(
            "Choose what is done",
            (await close.RunAsync(ledger.Officer, alarm.Id, CspAlarmAction.Chased, "CFO", "They answered us on the telephone"))
                .FirstRefusal!
                .Sentence
        );
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(_ =>
                    Task.Run(() =>
                        close.RunAsync(ledger.Officer, alarm.Id, CspAlarmAction.Vire, "CFO, 6 January", "Harborough has a project for it")
                    )
                )
        );
        Assert.Equal(1, answers.Count(answer => answer.IsDone));
        Assert.All(
            answers.Where(answer => !answer.IsDone),
            answer => Assert.EndsWith(": Move the money to another area", answer.FirstRefusal!.Sentence, StringComparison.Ordinal)
        );
        Assert.Empty((await ListAsync()).Open);
    }

    private Task<int> RaiseAsync() => new RaiseCspAlarms(database.Db, new Office(), database.Clock).RunAsync();

    private Task<CspAlarms.AlarmPage> ListAsync() => database.Db.ReadAsync(work => CspAlarms.ListAsync(work, 1));

    private Task<CspAlarms.AlarmDetail> DetailAsync(Guid id) => database.Db.ReadAsync(work => CspAlarms.GetAsync(work, id));

    private async Task CertifyAsync(ReturnPeriod period, string at, decimal forecast)
    {
        database.Clock.MoveTo(at);
        Assert.Empty(
            (
                await new SaveQuarterlyReturn(database.Db, ledger.Files, database.Clock).RunAsync(
                    preparer,
                    new(Year, ledger.Areas[0], period, 0, Money.Zero, Money.Zero, Money.FromPounds(forecast), "As we expect it", null)
                )
            ).Refusals
        );
        var key = new { Area = ledger.Areas[0], period };
        Assert.Empty(
            (
                await new CertifyQuarterlyReturn(database.Db, new Office()).RunAsync(
                    certifier,
                    await database.Db.ScalarAsync<Guid>("select Id from CspReturn where AreaId = @Area and Period = @period", key),
                    1
                )
            ).Refusals
        );
    }
}
