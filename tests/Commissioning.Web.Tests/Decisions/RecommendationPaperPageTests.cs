using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Decisions;

public sealed class RecommendationPaperPageTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task The_recommendation_paper_puts_the_officers_text_around_figures_from_the_data()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var browser = await host.AsAsync(stages.Officer);
        var page = await browser.OpenAsync(Links.Decisions.Recommend(stages.Round));
        page.AssertSays("£10,000.00 would be committed from the pot of £50,000.00, and £40,000.00 would be left in it.");
        page.AssertSays("None of the 3 applicants answered the questions about who their projects reach.");
        var other = await browser.OpenAsync(Links.Decisions.Recommend(stages.Round));
        page = await page.Fill("Finance", "{{proposd}} is affordable.").PressAsync("Save the text", HttpStatusCode.BadRequest);
        page.AssertError(
            "{{proposd}} is not a figure of the paper. Choose from: {{pot}}, {{applications}}, {{asked}}, {{funded}}, {{proposed}}, {{left}}, {{threshold}}"
        );
        Assert.Equal("{{proposd}} is affordable.", page.Value("Finance"));
        page = await page.Fill("Finance", "{{proposed}} is affordable; last year it was £9,999.00 of £50,000.00.")
            .PressAsync("Save the text");
        page.AssertSays("Finance has £9,999.00."); // £50,000.00 is the pot.
        page.AssertSays("£10,000.00 is affordable");
        other = await other.Fill("Finance", "Something else").PressAsync("Save the text", HttpStatusCode.BadRequest);
        other.AssertSays("Someone else changed \"Finance\" after you opened it");
        Assert.Equal("Something else", other.Value("Finance"));
        var paper = await (await browser.OpenAsync(Links.Decisions.Recommend(stages.Round))).PressAsync("Make the recommendation");
        paper.AssertSays("£10,000.00 is affordable; last year it was £9,999.00");
    }

    [Fact]
    public async Task A_recommendation_paper_is_signed_in_order_and_required_changes_end_its_version()
    {
        var policy = new RoundPolicy
        {
            SignOffs = [new("Chief Finance Officer", Role.FinanceOfficer), new("Chief Executive", Role.Approver)],
        };
        var stages = await (await RoundInStages.ModeratedAsync(host, Scenario.Details() with { Policy = policy })).RecommendedAsync();
        var (finance, executive) = (await host.Scenario.PersonAsync(Role.FinanceOfficer), await host.Scenario.PersonAsync(Role.Approver));
        (await (await host.AsAsync(stages.Approver)).OpenAsync(Links.Decisions.Decide(stages.Round))).AssertSays(
            "The paper is waiting for a sign-off: Chief Finance Officer"
        );
        // Not this person's step.
        (await (await host.AsAsync(executive)).OpenAsync(Links.Decisions.Paper(stages.Round))).AssertDoesNotSay("Send it back for changes"); // not this one's turn
        var page = await (await host.AsAsync(finance)).OpenAsync(Links.Decisions.Paper(stages.Round));
        page = await page.PressAsync("Send it back for changes", HttpStatusCode.BadRequest);
        page.AssertError("Say what must be changed");
        page = await page.Fill("Note", "The pot is out of date").PressAsync("Send it back for changes");
        page.AssertSays("This version was sent back at");

        // Scores and threshold are open again; a second version starts its sign-off afresh.
        await stages.RecommendedAsync();
        page = await (await host.AsAsync(finance)).OpenAsync(Links.Decisions.Paper(stages.Round));
        page.AssertSays("Chief Finance Officer: waiting");
        await page.PressAsync("Approve");
        page = await (await host.AsAsync(executive)).OpenAsync(Links.Decisions.Paper(stages.Round));
        await page.PressAsync("Approve");
        (await (await host.AsAsync(stages.Officer)).OpenAsync(Links.Decisions.Paper(stages.Round) + "?number=1")).AssertSays(
            "requires changes"
        );
        (await (await host.AsAsync(stages.Approver)).OpenAsync(Links.Decisions.Decide(stages.Round))).AssertSays("2. Your decision");
    }

    [Fact]
    public async Task Lines_are_changed_one_by_one_and_the_notice_says_who_decided_what()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).RecommendedAsync();
        var browser = await host.AsAsync(stages.Approver);
        var references = await host.Db.QueryAsync<string>(
            "select Reference from Application where RoundId = @Round order by Number",
            new { stages.Round }
        );
        var page = await (await browser.OpenAsync(Links.Decisions.Decide(stages.Round))).PressAsync($"Change {references[0]}");
        page = await Pick(page, "Line.Choice", "Decline").PressAsync("Save this line", HttpStatusCode.BadRequest);
        page.AssertError($"Say why you depart from the recommendation for {references[0]}");
        page = await page.Fill("Reason that the applicant reads", "Funded by the city this month").PressAsync("Save this line");
        page = await page.PressAsync($"Change {references[1]}");
        page = await page.Fill("A condition for this grant only (optional)", "Show the insurance before the first session")
            .PressAsync("Save this line");
        page = await Pick(page, "Form.HasInterests", "false").Choose(DecidePageTests.Reasons).PressAsync("Decide");
        page.AssertSays("1 project, £5,000.00");
        var number = (await host.Db.ScalarAsync<string>("select Number from Decision where RoundId = @Round", new { stages.Round }))!;
        Assert.Matches("^D-2026-[0-9]{3}$", number);
        var notice = await page.FollowAsync(number);
        notice.AssertSays("Protective status Official");
        notice.AssertSays("not funded. Funded by the city this month");
        notice.AssertSays("Show the insurance before the first session");
        Assert.Contains(
            "Show the insurance before the first session",
            await host.Db.ScalarAsync<string>("select Conditions from Award where RoundId = @Round", new { stages.Round }),
            StringComparison.Ordinal
        );
        using var pdf = await browser.GetAsync(Links.Decisions.Notice(stages.Round, number) + "?pdf=true");
        Assert.Equal("application/pdf", pdf.Content.Headers.ContentType!.MediaType);
        await TallyAssert.MatchesAsync(host.Db, stages.Round);
    }

    [Fact]
    public async Task A_decision_is_corrected_by_a_later_one_and_both_are_kept()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).DecidedAsync();
        var browser = await host.AsAsync(stages.Approver);
        var page = await browser.OpenAsync(Links.Decisions.Correct(stages.Round, stages.Applications[2].Id));
        page = await Pick(page, "Form.Choice", "Fund").PressAsync("Record this decision", HttpStatusCode.BadRequest);
        page = await page.Fill("Why is it decided again? For the public notice", "Its score was read from the wrong line")
            .Choose("I have none")
            .PressAsync("Record this decision");
        page.AssertSays("Its score was read from the wrong line");
        await TallyAssert.MatchesAsync(host.Db, stages.Round);
        Assert.Equal(3, await host.Db.ScalarAsync<int>("select count(*) from Award where RoundId = @Round", new { stages.Round }));
        page = await Pick(
                await browser.OpenAsync(Links.Decisions.Correct(stages.Round, stages.Applications[0].Id)),
                "Form.Choice",
                "Decline"
            )
            .Fill("Why is it decided again? For the public notice", "The group has closed")
            .Choose("I have none")
            .PressAsync("Record this decision");
        await TallyAssert.MatchesAsync(host.Db, stages.Round);
        // The first decision stays on record, and the letters follow the current one.
        Assert.Equal(
            3,
            await host.Db.ScalarAsync<int>(
                "select count(*) from DecisionLine l join Decision d on d.Id = l.DecisionId where d.RoundId = @Round and d.CorrectsId is null",
                new { stages.Round }
            )
        );
        Assert.Equal(
            [1, 2],
            await host.Db.QueryAsync<int>("select Number from Award where RoundId = @Round order by Number", new { stages.Round })
        ); // Pages of awards are ranges of these.
        await browser.OpenAsync(Links.Decisions.Paper(stages.Round));
        Assert.Null(
            (
                await host.WithAsync<Commissioning.Features.Awards.StartLetters, Result>(start =>
                    start.RunAsync(stages.Officer, stages.Round, anyway: true)
                )
            ).FirstRefusal
        );
        await host.WithAsync<Commissioning.Features.Awards.MakeLetters, int>(make => make.RunAsync("test"));
        Assert.Equal(
            ["Decline", "Award", "Award"],
            await host.Db.QueryAsync<string>(
                "select l.Kind from Letter l join Application a on a.Id = l.ApplicationId where a.RoundId = @Round order by a.Number",
                new { stages.Round }
            )
        );
        (await browser.OpenAsync(Links.Decisions.Correct(stages.Round, stages.Applications[1].Id))).AssertSays("What is decided?");
        // The ledger has the sum of the current decisions.
        Assert.Equal(
            0,
            await host.Db.ScalarAsync<long>(
                "select coalesce(sum(e.Amount), 0) from LedgerEntry e join LedgerTransaction t on t.Id = e.TransactionId where t.Kind = 'Grant'",
                new { }
            )
        );
    }

    [Fact]
    public async Task A_decision_above_the_approvers_level_is_refused()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).RecommendedAsync();
        var administrator = await host.Scenario.PersonAsync(Role.Administrator);
        var fund = await host.Db.ScalarAsync<string>(
            "select f.Name from Round r join Fund f on f.Id = r.FundId where r.Id = @Round",
            new { stages.Round }
        );
        var levels = await (await host.AsAsync(administrator)).OpenAsync(Links.Decisions.Levels);
        levels = await levels
            .Fill("Who?", stages.Approver.Name)
            .Fill("For which fund?", fund!)
            .Fill("Up to what amount in one round? (optional)", "9,999.99")
            .PressAsync("Save");
        levels.AssertSays("£9,999.99");
        var page = await (await host.AsAsync(stages.Approver)).OpenAsync(Links.Decisions.Decide(stages.Round));
        page = await Pick(Pick(page, "Form.HasInterests", "false"), "Form.Way", "AsRecommended")
            .Choose(DecidePageTests.Reasons)
            .PressAsync("Decide", HttpStatusCode.BadRequest);
        page.AssertSays("You may decide up to £9,999.99");
        page.AssertError(
            "These grants add up to £10,000.00, and you may decide up to £9,999.99. Someone with a higher approval level must decide"
        );
        var other = await (await host.AsAsync(await host.Scenario.PersonAsync(Role.Approver))).OpenAsync(
            Links.Decisions.Decide(stages.Round)
        );
        (
            await Pick(Pick(other, "Form.HasInterests", "false"), "Form.Way", "AsRecommended")
                .PressAsync("Decide", HttpStatusCode.BadRequest)
        ).AssertError("You have no approval level for this fund, so someone with one must decide");
        await host.Db.HousekeepAsync(work => work.ExecuteAsync("delete from ApprovalLimit"));
        (await page.PressAsync("Decide")).AssertSays("The decision is recorded");
    }

    private static BrowserPage Pick(BrowserPage page, string name, string value)
    {
        foreach (var radio in page.Document.QuerySelectorAll($"input[name='{name}']").Cast<AngleSharp.Html.Dom.IHtmlInputElement>())
            radio.IsChecked = radio.Value == value;
        return page;
    }
}
