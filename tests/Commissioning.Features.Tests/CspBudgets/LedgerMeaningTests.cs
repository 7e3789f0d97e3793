using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Features.CspBudgets;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.CspBudgets;

/// <summary>The same money is not entered twice, promised twice or taken back after it was given out.</summary>
public sealed class LedgerMeaningTests : IDisposable
{
    private static readonly FinancialYear Year = new(2025);
    private static readonly DateOnly June = new(2025, 6, 2);
    private readonly TestDatabase database = new();
    private readonly LedgerScenario ledger;

    public LedgerMeaningTests()
    {
        ledger = new(database);
        database.Clock.MoveTo("2025-06-10 10:00");
    }

    private PostToLedger.Command Spend(long pence, DateOnly? on = null) =>
        new(Year, TransactionKind.Expenditure, ledger.Areas[0], new(pence), on ?? June, "Patrols");

    private async Task<Guid> NewestAsync(string kind) =>
        await database.Db.ScalarAsync<Guid>(
            "select Id from LedgerTransaction where Kind = @kind and Number = (select max(Number) from LedgerTransaction where Kind = @kind)",
            new { kind }
        );

    [Fact]
    public async Task Spending_that_looks_like_one_already_there_is_asked_about()
    {
        await ledger.OpenAsync(Year, 1, new(500_000));
        Assert.Null((await ledger.PostAsync(Spend(90_000))).FirstRefusal);
        var again = await ledger.PostAsync(Spend(90_000) with { Reason = "  PATROLS " });
        Assert.Equal("NotDuplicate", again.FirstRefusal!.Field);
        Assert.Equal(
            $"This looks the same as number 2, £900.00 on 2 June 2025 for Patrols, posted by {ledger.Officer.Name} at 10am on 10 June 2025. If it is another, tick the box and say why.",
            again.FirstRefusal.Sentence
        );
        Assert.Null((await ledger.PostAsync(Spend(90_000) with { WhyNotDuplicate = "The second of two invoices" })).FirstRefusal);
        foreach (var other in new[] { Spend(90_001), Spend(90_000, new(2025, 6, 3)), Spend(90_000) with { Reason = "Packs" } })
            Assert.Null((await ledger.PostAsync(other)).FirstRefusal);
        // Once reversed, it may be posted again.
        Assert.Null(
            (
                await new ReverseTransaction(database.Db, new Office()).RunAsync(
                    ledger.Officer,
                    await NewestAsync("Expenditure"),
                    June,
                    "Wrong"
                )
            ).FirstRefusal
        );
        Assert.Null((await ledger.PostAsync(Spend(90_000) with { Reason = "Packs" })).FirstRefusal);
    }

    [Fact]
    public async Task Reversed_spending_commits_again_what_it_had_released()
    {
        await ledger.OpenAsync(Year, 1, new(100_000));
        var project = await ProposedProject.AddAsync(database, Year, ledger.Areas[0], new(50_000));
        await new DecideProject(database.Db, new Office()).RunAsync(ledger.Officer, project, approve: true, null);
        Assert.Null((await ledger.PostAsync(Spend(50_000, new(2025, 6, 10)) with { Project = project })).FirstRefusal);
        var release = await database.Db.ScalarAsync<Guid>("select ReleaseId from LedgerTransaction where ReleaseId is not null");
        var reverse = new ReverseTransaction(database.Db, new Office());
        Assert.Equal(
            "A project's commitment ends on the project's page: take back the approval, request another amount, or finish the project",
            (await reverse.RunAsync(ledger.Officer, release, new(2025, 6, 10), "A mistake")).FirstRefusal!.Sentence
        );
        Assert.Null((await reverse.RunAsync(ledger.Officer, await NewestAsync("Expenditure"), new(2025, 6, 10), "A mistake")).FirstRefusal);
        var line = (await ledger.OverviewAsync(Year)).Lines.Single();
        Assert.Equal((50_000, 50_000, 100_000), (line[LedgerColumn.Committed].Pence, line.Free.Pence, line.Remaining.Pence));
        Assert.Null((await new WithdrawProjectApproval(database.Db).RunAsync(ledger.Officer, project, "Approved by mistake")).FirstRefusal);
        line = (await ledger.OverviewAsync(Year)).Lines.Single();
        Assert.Equal((0, 100_000), (line[LedgerColumn.Committed].Pence, line.Free.Pence));
        Assert.Null((await database.Db.ReadAsync(work => ProjectQueries.GetAsync(work, project))).Underspend);
        await LedgerAssert.IsSoundAsync(database);
    }

    [Fact]
    public async Task An_earmark_is_spent_and_what_is_left_of_it_released()
    {
        await ledger.OpenAsync(Year, 1, new(1_000_000));
        Assert.Equal(
            "An earmark above £5,000.00 needs a second person, so request it",
            (await ledger.PostAsync(Spend(500_001) with { Kind = TransactionKind.Earmark })).FirstRefusal!.Sentence
        );
        Assert.Null((await ledger.PostAsync(Spend(125_025) with { Kind = TransactionKind.Earmark, Reason = "CCTV" })).FirstRefusal);
        await ledger.DoneAsync(new(Year, LedgerRequestKind.Earmark, June, [new(ledger.Areas[0], new(874_975))], "Winter", "A paper"));
        var earmarks = await database.Db.ReadAsync(work => Earmarks.OfAsync(work, Year, ledger.Areas[0]));
        Assert.Equal([("CCTV", 125_025L), ("Winter", 874_975L)], earmarks.Select(earmark => (earmark.Purpose, earmark.Remaining.Pence)));
        Assert.Equal(
            "Area 1 has £0.00 left in addition to £10,000.00 earmarked or committed, which is £1.00 less than £1.00",
            (await ledger.PostAsync(Spend(100))).FirstRefusal!.Sentence
        );
        Assert.Null((await ledger.PostAsync(Spend(10_000) with { Earmark = earmarks[0].Id })).FirstRefusal);
        Assert.Null(
            (
                await new ReverseTransaction(database.Db, new Office()).RunAsync(
                    ledger.Officer,
                    await NewestAsync("Expenditure"),
                    June,
                    "Wrong"
                )
            ).FirstRefusal
        );
        Assert.Equal(125_025, (await database.Db.ReadAsync(work => Earmarks.FindAsync(work, earmarks[0].Id))).Remaining.Pence);
        Assert.Null((await ledger.PostAsync(Spend(20_000) with { Earmark = earmarks[0].Id })).FirstRefusal);
        Assert.Null((await new ReleaseEarmark(database.Db).RunAsync(ledger.Officer, earmarks[0].Id, "Cheaper than planned")).FirstRefusal);
        var line = (await ledger.OverviewAsync(Year)).Lines.Single();
        Assert.Equal((874_975, 105_025, 20_000), (line[LedgerColumn.Earmarked].Pence, line.Free.Pence, line.Expenditure.Pence));
        await LedgerAssert.IsSoundAsync(database);
    }

    [Fact]
    public async Task An_earmark_is_not_reversed_with_the_money_of_another_on_any_day()
    {
        await ledger.OpenAsync(Year, 1, new(100_000));
        var earmark = Spend(100) with { Kind = TransactionKind.Earmark };
        Assert.Null((await ledger.PostAsync(earmark with { Reason = "CCTV" })).FirstRefusal);
        var made = await NewestAsync("Earmark");
        var own = (await database.Db.ReadAsync(work => Earmarks.OfAsync(work, Year, ledger.Areas[0]))).Single().Id;
        Assert.Null((await ledger.PostAsync(earmark with { Reason = "Winter", Amount = new(150) })).FirstRefusal);
        Assert.Null((await ledger.PostAsync(Spend(40, new(2025, 6, 5)) with { Earmark = own })).FirstRefusal);
        Assert.Null((await ledger.ReverseAsync(await NewestAsync("Expenditure"), new(2025, 6, 9))).FirstRefusal);
        // Until 9 June only 60p of the earmark was there.
        Assert.Equal(
            "Money came back to this earmark on 9 June 2025. Use that date or a later one.",
            (await ledger.ReverseAsync(made, June)).FirstRefusal!.Sentence
        );
        Assert.Null((await ledger.ReverseAsync(made, new(2025, 6, 9))).FirstRefusal);
        await LedgerAssert.IsSoundAsync(database);
    }

    [Fact]
    public async Task An_underspend_is_brought_in_by_hand_only_where_the_ledger_has_no_previous_year()
    {
        await ledger.OpenAsync(Year, 1, new(100_000));
        RequestLedgerPosting.Command BringIn(FinancialYear year) =>
            new(year, LedgerRequestKind.CarryIn, year.Start, [new(null, new(30_000))], "The old spreadsheet", "The accounts");
        await ledger.DoneAsync(BringIn(Year));
        Assert.Equal(30_000, (await ledger.OverviewAsync(Year)).NotGivenOut.Pence);
        await new OpenYear(database.Db).RunAsync(ledger.Officer, Year.Next);
        Assert.Equal(
            "The ledger has 2025-26, so what was left of it comes into 2026-27 when it is carried forward there, and not by hand",
            (await ledger.RequestAsync(BringIn(Year.Next))).FirstRefusal!.Sentence
        );
        await ledger.DoneAsync(new(Year, LedgerRequestKind.TopUp, Year.Start, [new(ledger.Areas[0], new(30_000))], "A share", "A paper"));
        Assert.Equal(
            "The money is given out in 2025-26 already. First reverse the top-ups of 2025-26. So this cannot be reversed yet.",
            (await ledger.ReverseAsync(await NewestAsync("CarryIn"), June)).FirstRefusal!.Sentence
        );
    }

    [Fact]
    public async Task Spending_dated_before_the_money_was_there_is_refused_so_that_no_table_shows_less_than_nothing()
    {
        await ledger.OpenAsync(Year, 2, new(90_000));
        await ledger.DoneAsync(
            new(Year, LedgerRequestKind.Virement, new(2025, 8, 1), [new(ledger.Areas[1], new(5_000), ledger.Areas[0])], "More", "A paper")
        );
        Assert.Equal(
            "Area 1 has the money now but would have been £0.01 short on 2 June 2025. Use a date on which the money was there.",
            (await ledger.PostAsync(Spend(90_001))).FirstRefusal!.Sentence
        );
        Assert.Null((await ledger.PostAsync(Spend(90_000))).FirstRefusal);
        Assert.Null((await ledger.PostAsync(Spend(5_000, new(2025, 8, 1)))).FirstRefusal);
        await LedgerAssert.IsSoundAsync(database);
    }

    [Fact]
    public async Task A_minute_before_the_year_ends_in_the_United_Kingdom_a_commitment_still_counts_in_it()
    {
        database.Clock.MoveTo("2026-03-31 23:59");
        await ledger.OpenAsync(Year, 1, new(100_000));
        var project = await ProposedProject.AddAsync(database, Year, ledger.Areas[0], new(10_000));
        Assert.Null(
            (await new DecideProject(database.Db, new Office()).RunAsync(ledger.Officer, project, approve: true, null)).FirstRefusal
        );
        Assert.Null((await ledger.PostAsync(Spend(5_000, Year.End))).FirstRefusal);
        Assert.Equal(
            "1 April 2026 is not in 2025-26, which runs from 1 April 2025 to 31 March 2026",
            (await ledger.PostAsync(Spend(5_000, Year.Next.Start))).FirstRefusal!.Sentence
        );
        Assert.Equal(1, await database.CountAsync("LedgerTransaction", "Kind = 'Commitment' and EffectiveOn = '2026-03-31'"));
    }

    [Theory]
    [InlineData(2011)]
    [InlineData(2028)]
    public async Task An_impossible_ledger_year_is_not_opened(int year)
    {
        await ledger.OpenAsync(Year, 1, new(100_000));
        Assert.Equal(
            "Enter a financial year from 2012-13 to 2027-28",
            (await new OpenYear(database.Db).RunAsync(ledger.Officer, new(year))).FirstRefusal!.Sentence
        );
        Assert.Null(FinancialYear.Parse("9999-00"));
        Assert.Null(FinancialYear.Parse("2099-00"));
    }

    public void Dispose() => database.Dispose();
}
