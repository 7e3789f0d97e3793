using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.Payments;
using Commissioning.Features.Payments;
using Commissioning.Features.Reporting;
using Commissioning.Features.Tests.Payments;
using Commissioning.Platform.Data;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Reporting;

public sealed class YearEndLinesTests : IAsyncLifetime
{
    private static readonly FinancialYear Year = new(2026);
    private readonly PaymentFixture place = new();
    private Actor second = null!;

    private Db Db => place.Database.Db;
    private ChangeYearEndLine Change => new(Db);
    private SendYearEndLines Send => new(Db);
    private ApproveYearEndLines Approve => new(Db);
    private GiveBackYearEndLines GiveBack => new(Db);

    public async Task InitializeAsync()
    {
        await place.WithAwardsAsync(6_000, 4_000);
        second = await new Scenario(place.Database.Db, place.Database.Clock).PersonAsync(Role.FinanceOfficer);
        var payments = new List<Guid>();
        foreach (var award in place.Awards)
            payments.Add(await place.ApprovedAsync(award, Money.FromPounds(2_000)));
        var run = await place.SentAsync([.. payments]);
        Assert.Null((await place.Result.RunAsync(place.Finance, run, await place.AnswerAsync(run, _ => "paid"))).FirstRefusal);
        // The first reports more than it was paid; the second goes on for as long again after 31 March.
        await place.Database.Db.HousekeepAsync(async work =>
        {
            await work.ExecuteAsync(
                "insert into MonitoringReturn (Id, AwardId, Kind, PeriodFrom, PeriodTo, DueOn, Status, Spent, SubmittedAt, Version) values (@Id, @Award, 'Interim', '2026-06-01', '2027-03-31', '2027-04-30', 'Accepted', 350000, @Now, 1)",
                new
                {
                    Id = Guid.CreateVersion7(),
                    Award = place.Awards[0],
                    work.Now,
                }
            );
            return await work.ExecuteAsync(
                "update Award set StartsOn = '2027-03-22', EndsOn = '2027-04-10' where Id = @Award",
                new { Award = place.Awards[1] }
            );
        });
    }

    public Task DisposeAsync()
    {
        place.Dispose();
        return Task.CompletedTask;
    }

    private Task<Result> ProposeAsync() => new ProposeYearEndLines(place.Database.Db).RunAsync(place.Finance, Year);

    private Task<YearEndLines.JournalPage> GetAsync() => place.Database.Db.ReadAsync(work => YearEndLines.GetAsync(work, Year));

    [Fact]
    public async Task Lines_are_worked_out_changed_approved_by_a_second_person_frozen_and_reversed()
    {
        Assert.Contains("goes on until 31 March 2027", (await ProposeAsync()).FirstRefusal!.Sentence, StringComparison.Ordinal);
        place.Database.Clock.MoveTo("2027-04-05 10:00");
        Assert.Null((await ProposeAsync()).FirstRefusal?.Sentence);
        var view = await GetAsync();
        Assert.Equal(
            [(AccrualKind.Accrual, Money.FromPounds(1_500)), (AccrualKind.Prepayment, Money.FromPounds(1_000))],
            view.Lines.Select(line => (line.Kind, line.Amount))
        );
        Assert.NotNull((await Change.RunAsync(place.Finance, view.Lines[0].Id, false, null, "too thin")).FirstRefusal);
        Assert.Null(
            (
                await Change.RunAsync(
                    place.Finance,
                    view.Lines[0].Id,
                    false,
                    Money.FromPounds(1_200),
                    "The last invoice belongs to April by its date"
                )
            ).FirstRefusal
        );
        // Worked out again, what a person changed stays.
        Assert.Null((await ProposeAsync()).FirstRefusal);
        Assert.Equal(Money.FromPounds(200), (await GetAsync()).Total);
        Assert.Null((await Send.RunAsync(place.Finance, Year)).FirstRefusal);
        Assert.NotNull((await ProposeAsync()).FirstRefusal);
        Assert.Equal(
            "You sent these lines yourself. Somebody else approves them.",
            (await Approve.RunAsync(place.Finance, Year, (await GetAsync()).Journal.Version)).FirstRefusal!.Sentence
        );
        Assert.Empty(await place.Database.Db.ReadAsync(work => YearEndLines.FrozenAsync(work, Year)));
        // Only what the person saw.
        Assert.Equal(
            "The lines changed after you opened the page. Check them again.",
            (await Approve.RunAsync(second, Year, (await GetAsync()).Journal.Version - 1)).FirstRefusal!.Sentence
        );
        Assert.Null((await Approve.RunAsync(second, Year, (await GetAsync()).Journal.Version)).FirstRefusal?.Sentence);
        var frozen = await place.Database.Db.ReadAsync(work => YearEndLines.FrozenAsync(work, Year));
        Assert.Equal(4, frozen.Count);
        Assert.Equal(Money.Zero, frozen.Sum(entry => entry.Amount));
        Assert.Equal(Money.FromPounds(200), frozen.Where(entry => entry.On == Year.End).Sum(entry => entry.Amount));
        Assert.All(frozen.Where(entry => entry.IsReversal), entry => Assert.Equal(new DateOnly(2027, 4, 1), entry.On));
        Assert.All(frozen, entry => Assert.NotNull(entry.Fund));
        Assert.Equal("YE-2026-27", (await GetAsync()).Journal.Number);
        Assert.NotNull((await Change.RunAsync(second, view.Lines[0].Id, true, null, "It was never due in this year")).FirstRefusal);
        var csv = System.Text.Encoding.UTF8.GetString(YearEndLines.Csv(await GetAsync()));
        Assert.Contains("Both days,4,0.00", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_that_are_given_back_can_be_changed_again()
    {
        place.Database.Clock.MoveTo("2027-04-05 10:00");
        await ProposeAsync();
        await Send.RunAsync(place.Finance, Year);
        Assert.Null((await GiveBack.RunAsync(second, Year, "Please look at the second award again")).FirstRefusal);
        var line = (await GetAsync()).Lines[1];
        Assert.Null((await Change.RunAsync(place.Finance, line.Id, true, null, "The project started late and spent none")).FirstRefusal);
        Assert.Equal(Money.FromPounds(1_500), (await GetAsync()).Total);
    }

    [Fact]
    public async Task A_line_that_a_person_changed_stays_beside_another_of_the_same_award()
    {
        var claim = Guid.CreateVersion7();
        await place.Database.Db.HousekeepAsync(async work =>
            await work.ExecuteAsync(
                """
                insert into Claim (Id, AwardId, Amount, State, ClaimedBy, ClaimedAt, Version) values (@claim, @Award, 20000, 'Accepted', @By, @Now, 1);
                insert into ClaimReceipt (Id, ClaimId, BudgetLineId, Position, SpentOn, Supplier, Amount) values (@claim, @claim, @Line, 1, '2027-03-01', 'Hall', 20000)
                """,
                new
                {
                    claim,
                    Award = place.Awards[0],
                    By = place.Finance.Id,
                    work.Now,
                    Line = await work.ScalarAsync<Guid>(
                        "select b.Id from BudgetLine b join Award w on w.ApplicationId = b.ApplicationId where w.Id = @Award order by b.Position",
                        new { Award = place.Awards[0] }
                    ),
                }
            )
        );
        place.Database.Clock.MoveTo("2027-04-05 10:00");
        await ProposeAsync();
        var ofOne = (await GetAsync()).Lines.Where(line => line.AwardId == place.Awards[0]).ToList();
        Assert.Equal([AccrualGround.Claims, AccrualGround.Spending], ofOne.Select(line => line.Ground));
        await Change.RunAsync(place.Finance, ofOne[0].Id, false, Money.FromPounds(150), "One receipt is of the year before last");
        await ProposeAsync();
        Assert.Equal(
            [(AccrualGround.Claims, Money.FromPounds(150)), (AccrualGround.Spending, Money.FromPounds(1_300))],
            (await GetAsync()).Lines.Where(line => line.AwardId == place.Awards[0]).Select(line => (line.Ground, line.Amount))
        );
    }
}
