using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.Casework;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Documents;
using Commissioning.Domain.Strategy;
using Commissioning.Features.Audit;
using Commissioning.Features.CspBudgets;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.CspBudgets;

/// <summary>A year of the nine areas from its formula to its lock and the year after, in Chromium where a person decides. What the ledger
/// should say is counted here from the test's own figures.</summary>
public sealed class WholeCspYearTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    private static readonly FinancialYear Year = new(2026);

    /// <summary>An area with what it is allocated and what it spends in each period, in pence.</summary>
    private sealed record Area
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
        public required long Allocation { get; init; }
        public required int Place { get; init; }
        public IReadOnlyList<Actor> Contacts { get; set; } = [];
        public Guid Project { get; set; }

        /// <summary>What is left at the end: £500, and £100 more for each place in the table.</summary>
        public long Left => 50_000 + 10_000 * Place;
        public long Spending => Allocation - Left;

        public IReadOnlyList<long> ByPeriod
        {
            get
            {
                var (fifth, tenth) = (Spending / 5, Spending / 10);
                return [fifth, fifth, fifth, tenth, Spending - 3 * fifth - tenth];
            }
        }
    }

    private static readonly (ReturnPeriod Period, string Certified, DateOnly SpentOn)[] Periods =
    [
        (ReturnPeriod.Quarter1, "2026-07-03 10:00", new(2026, 5, 12)),
        (ReturnPeriod.Quarter2, "2026-10-05 10:00", new(2026, 8, 11)),
        (ReturnPeriod.Quarter3, "2027-01-06 10:00", new(2026, 11, 10)),
        (ReturnPeriod.February, "2027-02-03 10:00", new(2027, 1, 19)),
        (ReturnPeriod.Quarter4, "2027-04-06 10:00", new(2027, 3, 16)),
    ];

    [Fact]
    public async Task Nine_areas_live_a_whole_year_from_the_formula_to_the_lock_and_what_they_keep_arrives_in_the_next()
    {
        host.Clock.MoveTo("2026-03-10 10:00");
        await using var session = await BrowserSession.OpenAsync(host);
        var areas = await FundAndAllocateAsync(session);
        await ProposeAsync(session, areas);
        foreach (var (period, certified, spentOn) in Periods)
        {
            host.Clock.MoveTo(certified);
            foreach (var area in areas)
            {
                // Rutland is late in quarter 3, and Leicester expects to spend less in quarter 2.
                if (period == ReturnPeriod.Quarter3 && area.Name == "Rutland")
                    await BeLateAsync();
                if (period == ReturnPeriod.Quarter1 && area.Place < 2)
                    await ReportOnPagesAsync(session, area, spentOn);
                else
                    await ReportAsync(area, period, spentOn);
            }
            if (period == ReturnPeriod.Quarter2)
                await CloseAlarmAsync(session);
        }
        await IssueAsync(session, areas);
        await CloseYearAsync(session, areas);
        await CountAsync(areas);
    }

    private async Task<IReadOnlyList<Area>> FundAndAllocateAsync(BrowserSession session)
    {
        var officer = await host.DemoAsync("officer");
        if (await host.Db.ScalarAsync<int>("select count(*) from LedgerYear where BudgetYear = '2026-27'") == 0)
            await DoneAsync<OpenYear>(open => open.RunAsync(officer, Year));
        var rows = await host.Db.ReadAsync(work => AllocationFormulaQueries.AreasAsync(work, Year));
        var areas = rows.Select(
                (row, i) =>
                    new Area
                    {
                        Id = row.Id,
                        Name = row.Name,
                        Allocation = row.LastYear.Pence,
                        Place = i,
                    }
            )
            .ToList();
        Assert.Equal((9, 63_967_500L), (areas.Count, areas.Sum(area => area.Allocation)));

        var desk = await session.DeskAsync(officer);
        await desk.OpenAsync(Links.CspBudgets.NewRequest("2026-27", LedgerRequestKind.Funding));
        await desk.TypeAsync("Where does the money come from?", "Commissioner's budget");
        await desk.TypeAsync("Amount", "639,675.00");
        await desk.TypeAsync("What is it for?", "The areas' budgets");
        await desk.TypeAsync("Paper or decision that it rests on", "Budget paper of 3 March, item 4");
        await desk.PressAsync("Request it");
        var finance = await session.DeskAsync(await host.DemoAsync("chief-finance"));
        await finance.OpenAsync(new Uri(desk.Page.Url).AbsolutePath);
        await finance.PressAsync("Approve and post");

        // One factor, in which each area has last year's base: nobody gains or loses.
        var formula = await host.WithAsync<SaveAllocationFormula, Result<Guid>>(save =>
            save.RunAsync(
                officer,
                new(
                    Year,
                    new(63_967_500),
                    Money.Zero,
                    Money.Zero,
                    100,
                    0,
                    [
                        new(
                            "Base of last year",
                            100,
                            "Budget of 2025-26",
                            new(2026, 3, 1),
                            areas.Select(area => new Fraction(area.Allocation, 1)).ToList()
                        ),
                    ],
                    "As last year"
                )
            )
        );
        Assert.Empty(formula.Refusals);
        await desk.OpenAsync(Links.CspBudgets.SavedFormula(formula.Value), "csp-year-formula");
        await desk.TypeAsync("What is it for?", "Base allocations of 2026-27");
        await desk.TypeAsync("Paper or decision that it rests on", "Budget paper of 3 March, item 5");
        await desk.PressAsync("Request them");
        await finance.OpenAsync(new Uri(desk.Page.Url).AbsolutePath);
        await finance.PressAsync("Approve and post");
        foreach (var area in areas)
            area.Contacts = (
                await host.Db.QueryAsync<Contact>(
                    "select p.Id, p.DisplayName from PersonCspArea m join Person p on p.Id = m.PersonId where m.AreaId = @Id order by p.Email",
                    new { area.Id }
                )
            )
                .Select(one => new Actor(one.Id, one.DisplayName))
                .ToList();
        return areas;
    }

    /// <summary>A project of each area, for what it will spend and £200 more; two of them on their page.</summary>
    private async Task ProposeAsync(BrowserSession session, IReadOnlyList<Area> areas)
    {
        host.Clock.MoveTo("2026-04-08 10:00");
        var officer = await host.DemoAsync("officer");
        foreach (var area in areas)
            await DoneAsync<ProposeProject>(propose =>
                propose.RunAsync(
                    area.Contacts[0],
                    Year,
                    area.Id,
                    new(
                        $"Wardens of {area.Name}",
                        ProjectRules.Priorities[0],
                        PreventionLevel.Primary,
                        ProjectRules.Outcomes[6],
                        "Wardens in the evenings",
                        new(area.Spending + 20_000)
                    )
                )
            );
        foreach (var area in areas)
            area.Project = await host.Db.ScalarAsync<Guid>(
                "select Id from CspProject where BudgetYear = '2026-27' and AreaId = @Id",
                new { area.Id }
            );
        var desk = await session.DeskAsync(officer);
        foreach (var (area, i) in areas.Select((area, i) => (area, i)))
            if (i < 2)
            {
                await desk.OpenAsync(Links.CspBudgets.Project(area.Project), i == 0 ? "csp-year-project" : null);
                await desk.PressAsync("Approve");
            }
            else
                await DoneAsync<DecideProject>(decide => decide.RunAsync(officer, area.Project, approve: true, null));
    }

    /// <summary>One person reports what was spent and when, another certifies it, and the office accepts it, which posts it.</summary>
    private async Task ReportAsync(Area area, ReturnPeriod period, DateOnly spentOn)
    {
        var place = Array.FindIndex(Periods, one => one.Period == period);
        var actual = area.ByPeriod.Take(place + 1).Sum();
        var leicesterFallsShort = period == ReturnPeriod.Quarter2 && area.Name == "Leicester";
        await DoneAsync<SaveReturnLine>(save =>
            save.RunAsync(
                area.Contacts[0],
                new(Year, area.Id, period, null, 0)
                {
                    SpentOn = spentOn,
                    Project = area.Project,
                    What = $"Wardens, {period.Name()}",
                    Amount = new(area.ByPeriod[place]),
                    Invoice = $"{area.Place}-{place}",
                    Evidence = Upload.Read("invoice.pdf", "%PDF-1.4 invoice"u8.ToArray(), "").Value!,
                }
            )
        );
        await DoneAsync<SaveQuarterlyReturn>(save =>
            save.RunAsync(
                area.Contacts[0],
                new(
                    Year,
                    area.Id,
                    period,
                    1,
                    new(actual),
                    new(area.Spending - actual),
                    new(leicesterFallsShort ? area.Allocation - 2_000_000 : area.Spending),
                    leicesterFallsShort ? "Two wardens left" : "A little will be left",
                    null
                )
            )
        );
        var id = await host.Db.ScalarAsync<Guid>(
            "select Id from CspReturn where BudgetYear = '2026-27' and AreaId = @Id and Period = @period",
            new { area.Id, period }
        );
        await DoneAsync<CertifyQuarterlyReturn>(certify => certify.RunAsync(area.Contacts[1], id, 2));
        var officer = await host.DemoAsync("officer");
        var detail = await host.Db.ReadAsync(work => QuarterlyReturnQueries.OfOfficeAsync(work, officer, id));
        await DoneAsync<ReviewQuarterlyReturn>(review =>
            review.RunAsync(
                officer,
                id,
                new(
                    detail.Cell.Return!.Version,
                    detail.Lines.Select(line => new ReviewQuarterlyReturn.LineDecision(line.Id, null)).ToList(),
                    SendBack: false,
                    null
                )
            )
        );
    }

    /// <summary>The same for quarter 1, as two people of the area and an officer do it on their pages.</summary>
    private async Task ReportOnPagesAsync(BrowserSession session, Area area, DateOnly spentOn)
    {
        var (spent, address) = (area.ByPeriod[0], Links.CspBudgets.Return("2026-27", area.Id, ReturnPeriod.Quarter1));
        var preparer = await session.DeskAsync(area.Contacts[0]);
        await preparer.OpenAsync(address);
        await preparer.PressAsync("Add a line");
        await preparer.DateAsync("SpentOn", spentOn.Day, spentOn.Month, spentOn.Year);
        await preparer.TypeAsync("What was paid for?", "Wardens, quarter 1");
        await preparer.TypeAsync("Amount", new Money(spent).ToString());
        await preparer.SelectAsync("Project", area.Project.ToString());
        await preparer.TypeAsync("Invoice number (optional)", $"{area.Place}-0");
        await preparer.AttachAsync("Evidence", "invoice.pdf", SamplePdf.Of("invoice"));
        await preparer.PressAsync("Save the line", area.Place == 0 ? "csp-year-return-line" : null);
        await preparer.TypeAsync("Spent so far this year", new Money(spent).ToString());
        await preparer.TypeAsync(ReturnRules.Committed, new Money(area.Spending - spent).ToString());
        await preparer.TypeAsync("Forecast of spending by 31 March", new Money(area.Spending).ToString());
        await preparer.TypeAsync("Why does the forecast differ from the allocation?", "A little will be left");
        await preparer.PressAsync("Save the totals");
        var colleague = await session.DeskAsync(area.Contacts[1]);
        await colleague.OpenAsync(address);
        await colleague.PressAsync("Certify the return", area.Place == 0 ? "csp-year-return-certified" : null);
        var officer = await session.DeskAsync(await host.DemoAsync("officer"));
        await officer.OpenAsync(Links.Casework.Next(WaitingKind.CspReturnToReview));
        await officer.SaysAsync(area.Name);
        await officer.ChooseAsync("Accept the return");
        await officer.PressAsync("Save the decision", area.Place == 0 ? "csp-year-return-accepted" : null);
        await officer.SaysAsync($"{area.Name}, quarter 1: accepted");
    }

    private async Task CloseAlarmAsync(BrowserSession session)
    {
        Assert.Equal(1, await host.WithAsync<RaiseCspAlarms, int>(raise => raise.RunAsync()));
        var officer = await session.DeskAsync(await host.DemoAsync("officer"));
        await officer.OpenAsync(Links.CspBudgets.Returns("2026-27"), "csp-year-returns");
        await officer.FollowAsync("Forecast underspend", "csp-year-alarm");
        await officer.SaysAsync("£20,000.00, above the limit of £15,000.00");
        await officer.ChooseAsync("The area keeps the money");
        await officer.TypeAsync("Who decided this, or which paper does it rest on?", "Head of commissioning, 6 October");
        await officer.TypeAsync("Why is this the answer?", "Two new wardens start in November and work more hours");
        await officer.PressAsync("Close the alarm", "csp-year-alarm-closed");
        await officer.OpenAsync(Links.CspBudgets.Alarms, "csp-year-alarms");
        await officer.SaysAsync("Open: 0");
    }

    private async Task BeLateAsync()
    {
        host.Clock.MoveTo("2027-01-26 10:00");
        Assert.Equal(1, await host.WithAsync<RaiseCspAlarms, int>(raise => raise.RunAsync()));
        var officer = await host.DemoAsync("officer");
        var alarm = await host.Db.ScalarAsync<Guid>("select Id from CspAlarm where Kind = 'NoReturn' and ClosedAt is null");
        await DoneAsync<CloseCspAlarm>(close =>
            close.RunAsync(officer, alarm, CspAlarmAction.Chased, "Head of commissioning", "Their officer is back and sends it today")
        );
    }

    private async Task IssueAsync(BrowserSession session, IReadOnlyList<Area> areas)
    {
        var officer = await session.DeskAsync(await host.DemoAsync("officer"));
        await officer.OpenAsync(Links.CspBudgets.Panel("2026-27"));
        await officer.SaysAsync(new Money(areas.Sum(area => area.Spending)).ToString());
        await officer.TypeAsync("Name of the paper", "Panel of 9 June");
        await officer.PressAsync("Issue it", "csp-year-paper");
    }

    /// <summary>Projects end, one decision for all areas, the sign-off by two people, and evidence of nothing missing.</summary>
    private async Task CloseYearAsync(BrowserSession session, IReadOnlyList<Area> areas)
    {
        host.Clock.MoveTo("2027-04-14 10:00");
        // Years are locked in order; this test lives only this one.
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update LedgerYear set LockedAt = @Now where BudgetYear < '2026-27'", new { work.Now })
        );
        var person = await host.DemoAsync("officer");
        var officer = await session.DeskAsync(person);
        await officer.OpenAsync(Links.CspBudgets.YearEnd("2026-27"), "csp-year-end-open");
        await officer.SaysAsync($"{new Money(9 * 20_000)} is committed or earmarked. Finish the projects");
        foreach (var area in areas)
            await DoneAsync<FinishProject>(finish => finish.RunAsync(person, area.Project));
        await officer.OpenAsync(Links.CspBudgets.YearEnd("2026-27"));
        await officer.FollowAsync("Decide on every area's underspend", "csp-year-decisions");
        foreach (var area in areas)
            await officer.ChooseAsync($"{area.Name}: {new Money(area.Left)}", DecisionOf(area).Name());
        await officer.TypeAsync("What is it for?", "Year end of 2026-27");
        await officer.TypeAsync("Paper or decision that it rests on", "CFO, 14 April, item 1");
        await officer.TypeAsync("By whose authority do areas keep money? (optional)", "The Commissioner on 13 April");
        await officer.PressAsync("Request all of it");
        var chief = await session.DeskAsync(await host.DemoAsync("chief-finance"));
        await chief.OpenAsync(Links.CspBudgets.YearEnd("2026-27"), "csp-year-end-to-approve");
        await chief.PressAsync("Approve and post all of it");
        await officer.OpenAsync(Links.CspBudgets.NewRequest("2026-27", LedgerRequestKind.PoolToNextYear));
        await officer.TypeAsync("Amount", Sum(areas, LedgerRequestKind.Return).ToInput());
        await officer.TypeAsync("What is it for?", "For next year");
        await officer.TypeAsync("Paper or decision that it rests on", "CFO, 14 April, item 2");
        await officer.PressAsync("Request it");
        await chief.OpenAsync(new Uri(officer.Page.Url).AbsolutePath);
        await chief.PressAsync("Approve and post");

        var finance = await session.DeskAsync(await host.DemoAsync("finance"));
        await finance.OpenAsync(Links.CspBudgets.YearEnd("2026-27"), "csp-year-end-done");
        await finance.SaysAsync("Everything on the checklist is done.");
        await finance.TypeAsync("What you sign off", "The accounts of 14 April");
        await finance.PressAsync("Propose the sign-off");
        await chief.OpenAsync(Links.CspBudgets.YearEnd("2026-27"));
        await chief.FollowAsync("Sign off 2026-27", "csp-year-to-sign");
        await chief.PressAsync("Sign and lock the year", "csp-year-sheet");
        await chief.SaysAsync("Agrees with this sheet");
        await session.PdfAsync(chief, "Download as PDF", "csp-year-sheet-pdf");
        await officer.OpenAsync(Links.CspBudgets.YearEnd("2026-27"), "csp-year-end-locked");
        await officer.OpenAsync(Links.CspBudgets.Year("2027-28"), "csp-next-year");
    }

    private static LedgerRequestKind DecisionOf(Area area) => YearEndRules.Decisions[area.Place % 3];

    private static Money Sum(IReadOnlyList<Area> areas, LedgerRequestKind kind) =>
        new(areas.Where(area => DecisionOf(area) == kind).Sum(area => area.Left));

    /// <summary>Counted from the test's own figures, and from the entries in the database, not from the portal's sums.</summary>
    private async Task CountAsync(IReadOnlyList<Area> areas)
    {
        var entries = await host.Db.QueryAsync<Counted>(
            """
            select a.AreaId, sum(case when a.Kind in ('Spent', 'Evidenced') then e.Amount else 0 end) as Spent, sum(case when a.Kind in ('Area', 'Committed', 'Earmarked') then e.Amount else 0 end) as Remaining
            from   LedgerEntry e join LedgerAccount a on a.Id = e.AccountId
            where  a.BudgetYear = '2026-27' and a.AreaId is not null
            group by a.AreaId
            """
        );
        Assert.Equal(9, entries.Count);
        foreach (var area in areas)
            Assert.Equal(
                (area.Spending, 0L),
                entries.Where(one => one.AreaId == area.Id).Select(one => (one.Spent, one.Remaining)).Single()
            );
        var next = await host.Db.ReadAsync(work => YearOverview.GetAsync(work, Year.Next));
        foreach (var area in areas)
            Assert.Equal(
                new Money(DecisionOf(area) == LedgerRequestKind.Keep ? area.Left : 0),
                next.Lines.Single(line => line.AreaId == area.Id).Allocation
            );
        Assert.Equal(Sum(areas, LedgerRequestKind.Return) + Sum(areas, LedgerRequestKind.CarryForward), next.NotGivenOut);
        Assert.Equal(
            2,
            await host.Db.ScalarAsync<int>("select count(*) from CspAlarm where BudgetYear = '2026-27' and ClosedAt is not null")
        );
        Assert.Equal(
            45,
            await host.Db.ScalarAsync<int>("select count(*) from CspReturn where BudgetYear = '2026-27' and Status = 'Accepted'")
        );
        var audit = await host.WithAsync<VerifyAudit, VerifyAudit.AuditVerification>(verify => verify.RunAsync());
        Assert.True(audit.Intact, audit.Sentence);
    }

    private async Task DoneAsync<TUseCase>(Func<TUseCase, Task<Result>> act)
        where TUseCase : notnull => Assert.Empty(await host.RefusalsAsync(act));

    private sealed record Contact
    {
        public required Guid Id { get; init; }
        public required string DisplayName { get; init; }
    }

    private sealed record Counted
    {
        public required Guid AreaId { get; init; }
        public required long Spent { get; init; }
        public required long Remaining { get; init; }
    }
}
