using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Features.CspBudgets;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.CspBudgets;

public sealed class LedgerRequestTests : IDisposable
{
    private static readonly FinancialYear Year = new(2025);
    private readonly TestDatabase database = new();
    private readonly LedgerScenario ledger;

    public LedgerRequestTests()
    {
        ledger = new(database);
        database.Clock.MoveTo("2025-09-10 10:00");
    }

    private static RequestLedgerPosting.Command Ask(LedgerRequestKind kind, long pence, Guid? area = null, Guid? other = null) =>
        new(Year, kind, new(2025, 9, 1), [new(area, new(pence), other)], "Because", "Paper of 9 June");

    private async Task<string> SentenceAsync(RequestLedgerPosting.Command command) =>
        (await ledger.RequestAsync(command)).FirstRefusal!.Sentence;

    [Fact]
    public async Task A_ledger_request_posts_nothing_until_a_second_person_approves_it()
    {
        await ledger.OpenAsync(Year, 2, new(100_000));
        var before = await database.CountAsync("LedgerEntry");
        var request = (await ledger.RequestAsync(Ask(LedgerRequestKind.Virement, 40_000, ledger.Areas[0], ledger.Areas[1]))).Value;
        Assert.Equal(before, await database.CountAsync("LedgerEntry"));
        var decide = new DecideLedgerRequest(database.Db);
        Assert.Equal(
            "You requested this, so someone else must approve or refuse it",
            (await decide.RunAsync(ledger.Officer, request, approve: true, null)).FirstRefusal!.Sentence
        );
        Assert.Equal(
            "Your role cannot approve this",
            (await decide.RunAsync(await new Scenario(database.Db, database.Clock).PersonAsync(Role.Auditor), request, approve: true, null))
                .FirstRefusal!
                .Sentence
        );
        Assert.Null((await ledger.ApproveAsync(request)).FirstRefusal);
        Assert.Equal(
            $"{ledger.Approver.Name} approved this request at 10am on 10 September 2025",
            (await ledger.ApproveAsync(request)).FirstRefusal!.Sentence
        );
        var view = await ledger.OverviewAsync(Year);
        Assert.Equal([60_000, 140_000], view.Lines.Select(line => line.Remaining.Pence));
        Assert.Equal(
            1,
            await database.CountAsync(
                "LedgerTransaction",
                "RequestId = @request and Authority = 'Paper of 9 June' and PostedBy = @Id",
                new { request, ledger.Approver.Id }
            )
        );
        await LedgerAssert.IsSoundAsync(database);
    }

    [Fact]
    public async Task A_ledger_request_approved_by_two_people_at_once_is_posted_once()
    {
        await ledger.OpenAsync(Year, 2, new(100_000));
        var request = (await ledger.RequestAsync(Ask(LedgerRequestKind.Return, 60_000, ledger.Areas[0]))).Value;
        var other = await new Scenario(database.Db, database.Clock).PersonAsync(Role.Approver);
        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(i =>
                    Task.Run(() =>
                        new DecideLedgerRequest(database.Db).RunAsync(i % 2 == 0 ? ledger.Approver : other, request, approve: true, null)
                    )
                )
        );
        Assert.Single(outcomes, outcome => outcome.IsDone);
        Assert.Equal(60_000, (await ledger.OverviewAsync(Year)).Across.PoolLeft.Pence);
    }

    [Fact]
    public async Task A_ledger_request_whose_balance_has_gone_is_refused_and_still_waits()
    {
        await ledger.OpenAsync(Year, 1, new(100_000));
        var request = (await ledger.RequestAsync(Ask(LedgerRequestKind.Return, 60_000, ledger.Areas[0]))).Value;
        Assert.Null(
            (
                await ledger.PostAsync(new(Year, TransactionKind.Expenditure, ledger.Areas[0], new(50_000), new(2025, 9, 2), "Patrols"))
            ).FirstRefusal
        );
        Assert.Equal(
            "Area 1 has £500.00 left, which is £100.00 less than £600.00",
            (await ledger.ApproveAsync(request)).FirstRefusal!.Sentence
        );
        Assert.Equal(1, await database.CountAsync("LedgerRequest", "Status = 'Waiting'"));
        Assert.Null((await new WithdrawLedgerRequest(database.Db).RunAsync(ledger.Officer, request)).FirstRefusal);
        Assert.StartsWith(
            $"{ledger.Officer.Name} withdrew this request",
            (await ledger.ApproveAsync(request)).FirstRefusal!.Sentence,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_role_approves_ledger_requests_up_to_its_limit()
    {
        await ledger.OpenAsync(Year, 1, new(20_000_000));
        var finance = await new Scenario(database.Db, database.Clock).PersonAsync(Role.FinanceOfficer);
        var request = (await ledger.RequestAsync(Ask(LedgerRequestKind.Return, 5_000_001, ledger.Areas[0]))).Value;
        Task<Result> ApproveAsync() => new DecideLedgerRequest(database.Db).RunAsync(finance, request, approve: true, null);
        Assert.Equal(
            "You may approve up to £50,000.00. Someone with a higher limit must approve £50,000.01.",
            (await ApproveAsync()).FirstRefusal!.Sentence
        );
        var set = new SetLedgerLimit(database.Db);
        Assert.Equal(
            "You have this role, so someone else must set its limit",
            (await set.RunAsync(finance, Role.FinanceOfficer, null)).FirstRefusal!.Sentence
        );
        Assert.Null((await set.RunAsync(ledger.Officer, Role.FinanceOfficer, Money.FromPounds(60_000))).FirstRefusal);
        Assert.Null((await ApproveAsync()).FirstRefusal);
    }

    [Fact]
    public async Task No_more_is_allocated_than_the_funding_sources_of_the_year()
    {
        await ledger.OpenAsync(Year, 1, new(100_000));
        Assert.Equal(
            "The funding sources of 2025-26 allow £1,000.00, and £1,000.00 of it is allocated. That leaves £0.00, which is £0.01 less than £0.01.",
            await SentenceAsync(Ask(LedgerRequestKind.Base, 1, ledger.Areas[0]))
        );
        await new OpenYear(database.Db).RunAsync(ledger.Officer, Year.Next);
        Assert.Equal(
            "No funding source is recorded for 2026-27. Record where the money comes from first.",
            await SentenceAsync(Ask(LedgerRequestKind.Base, 50_000_000_00, ledger.Areas[0]) with { Year = Year.Next, On = Year.Next.Start })
        );
        await ledger.DoneAsync(Ask(LedgerRequestKind.Funding, 30_000) with { Source = "Home Office grant" });
        await ledger.DoneAsync(Ask(LedgerRequestKind.Central, 20_000));
        Assert.Equal(
            "Home Office grant gives £300.00 in 2025-26, which is £0.01 less than £300.01",
            await SentenceAsync(Ask(LedgerRequestKind.FundingCut, 30_001) with { Source = "Home Office grant" })
        );
        Assert.Equal(
            "£1,200.00 is allocated already, which is £0.01 more than the sources would allow after the cut",
            await SentenceAsync(Ask(LedgerRequestKind.FundingCut, 10_001) with { Source = "Home Office grant" })
        );
        await ledger.DoneAsync(Ask(LedgerRequestKind.FundingCut, 10_000) with { Source = "Home Office grant" });
        var funding = await database.Db.ReadAsync(work => FundingQueries.GetAsync(work, Year));
        Assert.Equal((120_000, 120_000), (funding.Total.Pence, funding.Allocated.Pence));
        await LedgerAssert.IsSoundAsync(database);
    }

    [Fact]
    public async Task The_pooled_underspend_funds_the_central_pot_an_area_and_next_year()
    {
        await ledger.OpenAsync(Year, 2, new(100_000));
        var payee = (await new AddPayee(database.Db).RunAsync(ledger.Officer, "Leicestershire County Council")).Value;
        await ledger.DoneAsync(Ask(LedgerRequestKind.Return, 90_000, ledger.Areas[0]));
        await ledger.DoneAsync(Ask(LedgerRequestKind.PoolToCentral, 40_000));
        await ledger.DoneAsync(Ask(LedgerRequestKind.CentralPayment, 30_000) with { Payee = payee });
        await ledger.DoneAsync(Ask(LedgerRequestKind.PoolToArea, 20_000, ledger.Areas[1]));
        await ledger.DoneAsync(Ask(LedgerRequestKind.PoolToNextYear, 10_000));
        Assert.Equal(
            "The pooled underspend has £200.00 left, which is £0.01 less than £200.01",
            await SentenceAsync(Ask(LedgerRequestKind.PoolToCentral, 20_001))
        );
        var view = await ledger.OverviewAsync(Year);
        Assert.Equal(
            (90_000, 20_000, 10_000, 20_000, 10_000, 160_000),
            (
                view.Across.Pooled.Pence,
                view.Across.ToAreas.Pence,
                view.Across.CarriedOn.Pence,
                view.Across.PoolLeft.Pence,
                view.Across.CentralLeft.Pence,
                view.RemainingAcross.Pence
            )
        );
        Assert.Equal(120_000, view.Lines[1].Allocation.Pence);
        await new OpenYear(database.Db).RunAsync(ledger.Officer, Year.Next);
        Assert.Equal(10_000, (await ledger.OverviewAsync(Year.Next)).NotGivenOut.Pence);
        await LedgerAssert.IsSoundAsync(database);
    }

    [Fact]
    public async Task What_an_area_keeps_is_its_top_up_of_next_year_and_cannot_be_taken_back_once_given()
    {
        await ledger.OpenAsync(Year, 2, new(100_000));
        await ledger.DoneAsync(Ask(LedgerRequestKind.Keep, 30_000, ledger.Areas[0]));
        var next = await ledger.OverviewAsync(Year.Next);
        Assert.Equal([30_000, 0], next.Lines.Select(line => line.TopUp.Pence));
        Assert.Equal(Money.Zero, next.NotGivenOut);
        var carried = (await database.Db.QueryAsync<Guid>("select Id from LedgerTransaction where Kind = 'CarryForward'")).Single();
        Assert.Equal(
            "Two people approved this, so its reversal is requested and approved too",
            (await new ReverseTransaction(database.Db, new Office()).RunAsync(ledger.Officer, carried, new(2025, 9, 2), "A mistake"))
                .FirstRefusal!
                .Sentence
        );
        Assert.Equal(
            "The money is given out in 2026-27 already. First reverse the top-ups of 2026-27. So this cannot be reversed yet.",
            (await ledger.ReverseAsync(carried, new(2025, 9, 2))).FirstRefusal!.Sentence
        );
        await LedgerAssert.IsSoundAsync(database);
    }

    [Fact]
    public async Task A_ledger_request_that_is_wrong_is_refused_at_its_box()
    {
        await ledger.OpenAsync(Year, 2, new(100_000));
        var virement = Ask(LedgerRequestKind.Virement, 100, ledger.Areas[0], ledger.Areas[1]);
        Assert.Equal(
            "A virement goes to another area",
            await SentenceAsync(virement with { Lines = [new(ledger.Areas[0], new(100), ledger.Areas[0])] })
        );
        Assert.Equal(
            "Choose the area that receives the money",
            await SentenceAsync(virement with { Lines = [new(ledger.Areas[0], new(100))] })
        );
        Assert.Equal(
            "Enter an amount of more than £0.00",
            await SentenceAsync(virement with { Lines = [new(ledger.Areas[0], Money.Zero, ledger.Areas[1])] })
        );
        Assert.Equal(
            "1 April 2026 is not in 2025-26, which runs from 1 April 2025 to 31 March 2026",
            await SentenceAsync(virement with { On = new(2026, 4, 1) })
        );
        Assert.Equal("Say what this is for", await SentenceAsync(virement with { Reason = " " }));
        Assert.StartsWith("Name the paper or decision", await SentenceAsync(virement with { Paper = "" }), StringComparison.Ordinal);
        Assert.Equal("Choose who is paid", await SentenceAsync(Ask(LedgerRequestKind.CentralPayment, 100)));
        Assert.Equal("Enter where the money comes from", await SentenceAsync(Ask(LedgerRequestKind.Funding, 100)));
        Assert.Equal("Choose the area", await SentenceAsync(Ask(LedgerRequestKind.Return, 100)));
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update LedgerYear set LockedAt = @Now where BudgetYear = '2025-26'", new { work.Now })
        );
        Assert.Contains("was locked on", await SentenceAsync(virement), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_two_people_approved_is_reversed_by_a_request_that_someone_else_approves()
    {
        await ledger.OpenAsync(Year, 1, new(100_000));
        await ledger.DoneAsync(Ask(LedgerRequestKind.Return, 60_000, ledger.Areas[0]));
        var returned = (await database.Db.QueryAsync<Guid>("select Id from LedgerTransaction where Kind = 'Return'")).Single();
        var reversal = new RequestLedgerPosting.Command(
            Year,
            LedgerRequestKind.Reversal,
            new(2025, 9, 2),
            [new(null, new(1))],
            "A mistake",
            "A paper"
        )
        {
            Transaction = returned,
        };
        var request = (await ledger.RequestAsync(reversal)).Value;
        // The amount is that of the transaction, whatever the request says.
        Assert.Equal(60_000, await database.Db.ScalarAsync<long>("select Amount from LedgerRequest where Id = @request", new { request }));
        Assert.StartsWith(
            $"{ledger.Officer.Name} requested the same at 10am on 10 September 2025, and it waits.",
            await SentenceAsync(reversal),
            StringComparison.Ordinal
        );
        Assert.Null((await ledger.ApproveAsync(request)).FirstRefusal);
        Assert.Equal(100_000, (await ledger.OverviewAsync(Year)).Total.Remaining.Pence);
        Assert.StartsWith("Transaction 2 was reversed by number 3 already", await SentenceAsync(reversal), StringComparison.Ordinal);
        await LedgerAssert.IsSoundAsync(database);
    }

    [Fact]
    public async Task A_projects_amount_is_requested_in_its_own_year_and_area()
    {
        await ledger.OpenAsync(Year, 2, new(100_000));
        await ledger.AllocateAsync(Year.Next, new(100_000));
        var project = await ProposedProject.AddAsync(database, Year, ledger.Areas[0], new(10_000));
        await new DecideProject(database.Db, new Office()).RunAsync(ledger.Officer, project, approve: true, null);
        var amount = Ask(LedgerRequestKind.ProjectAmount, 15_000, ledger.Areas[0]) with { Project = project, On = new(2025, 9, 10) };
        foreach (
            var wrong in new[]
            {
                amount with
                {
                    Year = Year.Next,
                    On = Year.Next.Start,
                },
                amount with
                {
                    Lines = [new(ledger.Areas[1], new(15_000))],
                },
            }
        )
            Assert.Equal("Patrols is a project of Area 1 in 2025-26", await SentenceAsync(wrong));
    }

    [Fact]
    public async Task A_ledger_year_with_money_in_the_pool_or_the_central_pot_is_not_locked()
    {
        await ledger.OpenAsync(Year, 1, new(100_000));
        await ledger.DoneAsync(Ask(LedgerRequestKind.Return, 100_000, ledger.Areas[0]));
        database.Clock.MoveTo("2026-04-20 10:00");
        Assert.StartsWith(
            "£1,000.00 is in the pooled underspend and £0.00 in the central pot.",
            (await ledger.LockAsync(Year)).FirstRefusal!.Sentence,
            StringComparison.Ordinal
        );
        await ledger.DoneAsync(Ask(LedgerRequestKind.PoolToNextYear, 100_000));
        Assert.Null((await ledger.LockAsync(Year)).FirstRefusal);
    }

    [Fact]
    public async Task A_ledger_year_with_a_waiting_request_is_not_locked()
    {
        await ledger.OpenAsync(Year, 1, new(100_000));
        await ledger.DoneAsync(Ask(LedgerRequestKind.Return, 60_000, ledger.Areas[0]));
        await ledger.RequestAsync(Ask(LedgerRequestKind.Return, 40_000, ledger.Areas[0]));
        database.Clock.MoveTo("2026-04-20 10:00");
        Assert.Equal(
            "1 request of this year waits for approval. Approve, refuse or withdraw it first.",
            (await ledger.LockAsync(Year)).FirstRefusal!.Sentence
        );
    }

    [Fact]
    public async Task A_projects_amount_changes_by_a_request_and_its_commitment_with_it()
    {
        await ledger.OpenAsync(Year, 1, new(100_000));
        var project = await ProposedProject.AddAsync(database, Year, ledger.Areas[0], new(10_000));
        await new DecideProject(database.Db, new Office()).RunAsync(ledger.Officer, project, approve: true, null);
        var spend = new PostToLedger.Command(Year, TransactionKind.Expenditure, ledger.Areas[0], new(10_001), new(2025, 9, 10), "Patrols")
        {
            Project = project,
        };
        Assert.Equal(
            "Patrols was approved for £100.00 and has spent £0.00, so £100.00 is left. To spend £100.01, first request a larger amount on the project's page.",
            (await ledger.PostAsync(spend)).FirstRefusal!.Sentence
        );
        var amount = Ask(LedgerRequestKind.ProjectAmount, 15_000, ledger.Areas[0]) with { Project = project, On = new(2025, 9, 10) };
        await ledger.DoneAsync(amount);
        Assert.Null((await ledger.PostAsync(spend)).FirstRefusal);
        Assert.Equal(
            "Patrols has spent £100.01 already, so its amount cannot be less",
            await SentenceAsync(amount with { Lines = [new(ledger.Areas[0], new(10_000))] })
        );
        await ledger.DoneAsync(amount with { Lines = [new(ledger.Areas[0], new(12_000))] });
        var line = (await ledger.OverviewAsync(Year)).Lines.Single();
        Assert.Equal((1_999, 88_000), (line[LedgerColumn.Committed].Pence, line.Free.Pence));
        await LedgerAssert.IsSoundAsync(database);
    }

    [Fact]
    public async Task An_allocation_formula_is_saved_compared_and_posted_for_all_areas_at_once()
    {
        await ledger.OpenAsync(Year, 3, new(100_000));
        await new MergeAreas(database.Db).RunAsync(ledger.Officer, [ledger.Areas[0], ledger.Areas[1]], "North", null, Year.Next.Start);
        await new OpenYear(database.Db).RunAsync(ledger.Officer, Year.Next);
        // The merged area had what its parts had.
        var areas = await database.Db.ReadAsync(work => AllocationFormulaQueries.AreasAsync(work, Year.Next));
        Assert.Equal([("Area 3", 100_000L), ("North", 200_000L)], areas.Select(area => (area.Name, area.LastYear.Pence)));
        var save = new SaveAllocationFormula(database.Db);
        SaveAllocationFormula.Command Formula(int phase, int over) =>
            new(
                Year.Next,
                new(300_001),
                Money.Zero,
                Money.Zero,
                phase,
                over,
                [new("Population", 100, "Census 2021", new(2021, 3, 21), [1, 1])],
                "A version"
            );
        var none = (await save.RunAsync(ledger.Officer, Formula(0, 0))).Value;
        var whole = (await save.RunAsync(ledger.Officer, Formula(100, 1000))).Value;
        var versions = await database.Db.ReadAsync(work => AllocationFormulaQueries.ListAsync(work, Year.Next));
        Assert.Equal(
            [
                [165_001L, 165_000],
                [100_000, 200_001],
            ],
            versions.Select(version => version.Content.Areas.Select(area => area.Share.Pence).ToArray())
        );
        RequestLedgerPosting.Command Base(Guid formula, params long[] pence) =>
            new(
                Year.Next,
                LedgerRequestKind.Base,
                Year.Next.Start,
                areas.Zip(pence, (area, amount) => new RequestLedgerPosting.Line(area.Id, new(amount))).ToList(),
                "Base allocations",
                "Budget paper"
            )
            {
                Formula = formula,
            };
        await ledger.DoneAsync(
            new(Year.Next, LedgerRequestKind.Funding, Year.Next.Start, [new(null, new(300_001))], "Budget", "Budget paper")
            {
                Source = "Budget",
            }
        );
        Assert.Equal("The request is not what this version of the formula gives", await SentenceAsync(Base(whole, 165_000, 165_001)));
        await ledger.DoneAsync(Base(whole, 165_001, 165_000));
        // A tenth above the sources, as the approved version says.
        Assert.Equal(330_001, (await ledger.OverviewAsync(Year.Next)).Total.Base.Pence);
        Assert.StartsWith(
            "2026-27 has base allocations already",
            await SentenceAsync(Base(none, 100_000, 200_001)),
            StringComparison.Ordinal
        );
        await LedgerAssert.IsSoundAsync(database);
    }

    public void Dispose() => database.Dispose();
}
