using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Awards;
using Commissioning.Features.Decisions;
using Commissioning.Features.Moderation;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Moderation;

public sealed class FundingLinePageTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task A_part_award_counts_after_the_applicant_confirms_the_project_still_works()
    {
        var stages = await RoundInStages.ModeratedAsync(
            host,
            Scenario.Details() with
            {
                Pot = Money.FromPounds(8_000),
                MaximumGrant = Money.FromPounds(8_000),
            }
        );
        var officer = await host.AsAsync(stages.Officer);
        (await officer.OpenAsync(Links.Moderation.Line(stages.Round))).AssertSays("Asked for £5,000.00 when £3,000.00 of the pot was left");
        var page = await officer.OpenAsync(Links.Moderation.Part(stages.Applications[1].Id));
        page = await page.Fill("Youth workers", "3,500")
            .Fill("Why only in part?", "The pot has £3,000.00 left.")
            .PressAsync("Ask the applicant", HttpStatusCode.BadRequest);
        page.AssertError("Youth workers asked for £3,000.00, so no more can be paid for it");
        page = await page.Fill("Youth workers", "18,00").Fill("Venue hire", "").PressAsync("Ask the applicant", HttpStatusCode.BadRequest);
        page.AssertError("Enter an amount in pounds and pence for Youth workers, such as 450 or 450.50. Did you mean £18.00?");
        Assert.Equal("18,00", page.Value("Youth workers"));
        Assert.Equal("The pot has £3,000.00 left.", page.Value("Why only in part?"));
        page = await page.Fill("Youth workers", "1,800").Fill("Venue hire", "1,200").PressAsync("Ask the applicant");
        page.AssertSays("The applicant has not answered yet.");
        // Not yet.
        (await officer.OpenAsync(Links.Moderation.Line(stages.Round))).AssertSays("Asked for £5,000.00 when £3,000.00 of the pot was left");

        var applicant = await host.AsAsync(stages.Applications[1].Applicant);
        var ask = await (await applicant.OpenAsync(Links.Applications.Mine)).FollowAsync(
            "Tell us whether the project would work with less for Project B"
        );
        ask = Pick(ask, "Works", "true");
        ask = await ask.PressAsync("Send the answer", HttpStatusCode.BadRequest);
        ask.AssertError("Say what would change in the project and its outcomes, or that nothing would change");
        await ask.Fill("What would change?", "Six sessions instead of ten").PressAsync("Send the answer");
        await (await host.AsAsync(stages.Applications[0].Applicant)).OpenAsync(
            Links.Applications.Part(stages.Applications[1].Id),
            HttpStatusCode.NotFound
        );
        var line = await officer.OpenAsync(Links.Moderation.Line(stages.Round));
        line.AssertSays("£3,000.00 of £5,000.00");

        await stages.LettersMadeAsync();
        Assert.Equal(
            [500_000, 300_000],
            await host.Db.QueryAsync<long>("select Amount from Award where RoundId = @Round order by Number", new { stages.Round })
        );
        var letter = await host.Db.ScalarAsync<string>(
            "select DocumentJson from Letter where ApplicationId = @Id",
            new { stages.Applications[1].Id }
        );
        Assert.Contains("You asked for", letter, StringComparison.Ordinal);
        Assert.Contains("Six sessions instead of ten", letter, StringComparison.Ordinal);
        await TallyAssert.MatchesAsync(host.Db, stages.Round);
        (await applicant.OpenAsync(Links.Applications.Part(stages.Applications[1].Id))).AssertSays("This application is decided");
    }

    [Fact]
    public async Task An_award_beyond_the_pot_needs_finances_approval_and_stays_within_the_rounds_limit()
    {
        var stages = await RoundInStages.ModeratedAsync(
            host,
            Scenario.Details() with
            {
                Pot = Money.FromPounds(9_500),
                MaximumGrant = Money.FromPounds(9_500),
                Policy = new() { OverAllocationPercent = 10 },
            }
        );
        var officer = await host.AsAsync(stages.Officer);
        var page = await officer.OpenAsync(Links.Moderation.Line(stages.Round));
        page = await page.Fill("How much above the pot?", "1,000")
            .Fill("Why?", "Last year 12% came back")
            .PressAsync("Ask finance", HttpStatusCode.BadRequest);
        page.AssertError("The round allows 10% above the pot; £950.00 of that is left");
        page = await page.Fill("How much above the pot?", "5,00").PressAsync("Ask finance", HttpStatusCode.BadRequest);
        page.AssertError("Enter an amount in pounds and pence, such as 500 or 500.50. Did you mean £5.00?");
        Assert.Equal("5,00", page.Value("How much above the pot?"));
        page = await page.Fill("How much above the pot?", "500").PressAsync("Ask finance");
        page.AssertDoesNotSay("Approve £500.00 above the pot");
        Assert.Single(
            (await host.Db.ReadAsync(work => FundingLineQueries.GetAsync(work, stages.Round))).Of(Domain.Moderation.FitResult.Fund)
        );
        var finance = await host.AsAsync(await host.Scenario.PersonAsync(Role.FinanceOfficer));
        await (await finance.OpenAsync(Links.Moderation.Line(stages.Round))).PressAsync("Approve £500.00 above the pot");
        Assert.Equal(
            2,
            (await host.Db.ReadAsync(work => FundingLineQueries.GetAsync(work, stages.Round))).Of(Domain.Moderation.FitResult.Fund).Count()
        );
        await stages.DecidedAsync();
        await TallyAssert.MatchesAsync(host.Db, stages.Round);
    }

    [Fact]
    public async Task A_recommendation_waits_for_a_note_on_each_close_call_and_puts_unfunded_applications_on_the_reserve_list()
    {
        var (officer, approver) = (
            await host.Scenario.PersonAsync(Role.CommissioningOfficer),
            await host.Scenario.PersonAsync(Role.Approver)
        );
        Actor[] panel =
        [
            await host.Scenario.PersonAsync(Role.PanelMember),
            await host.Scenario.PersonAsync(Role.PanelMember),
            await host.Scenario.PersonAsync(Role.PanelMember),
        ];
        var round = await host.Scenario.RoundAsync(officer, panel, Scenario.Details() with { Pot = Money.FromPounds(12_000) });
        var applicant = await host.Scenario.PersonAsync(Role.Applicant);
        int[][] points =
        [
            [5, 5, 5],
            [4, 4, 3],
            [3, 4, 2],
            [2, 4, 3],
            [1, 0, 1],
        ];
        for (var i = 0; i < points.Length; i++)
        {
            var application = await host.Scenario.ApplicationAsync(
                round,
                await host.Scenario.OrganisationAsync(applicant, $"Group {i}"),
                applicant,
                $"Project {i}"
            );
            for (var m = 0; m < 3; m++)
                await host.Scenario.AssignedAsync(
                    application,
                    panel[m],
                    points[i][m],
                    points[i][m],
                    points[i][m],
                    points[i][m],
                    points[i][m]
                );
        }
        host.Clock.MoveTo("2026-02-21 10:00");
        foreach (var application in await host.Db.QueryAsync<Guid>("select Id from Application where RoundId = @round", new { round }))
        {
            var view = await host.Db.ReadAsync(work => ApplicationModeration.GetAsync(work, officer, application));
            Assert.Empty(
                await host.RefusalsAsync<AgreeScores>(agree =>
                    agree.RunAsync(
                        officer,
                        new(
                            application,
                            view.Version,
                            [],
                            view.Criteria.Select(criterion => new AgreeScores.AgreedLine(criterion.Id, null, null)).ToList(),
                            null,
                            new(panel.Select(member => member.Id).ToList(), null)
                        )
                    )
                )
            );
        }
        Assert.Null((await host.WithAsync<SetThreshold, Result>(set => set.RunAsync(officer, round, 60))).FirstRefusal);
        var early = await host.WithAsync<MakeRecommendation, Result>(make => make.RunAsync(officer, round));
        Assert.Contains(
            "too close to call by score. Record under Panel health what the panel says about",
            early.FirstRefusal!.Sentence,
            StringComparison.Ordinal
        );

        var browser = await host.AsAsync(officer);
        var page = await browser.OpenAsync(Links.Moderation.Health(round));
        while (page.Text.Contains("The portal is working this out", StringComparison.Ordinal))
            page = await browser.OpenAsync(Links.Moderation.Health(round));
        Assert.NotNull(page.Document.QuerySelector("main textarea"));
        foreach (var box in page.Document.QuerySelectorAll("main textarea"))
            page = page.Fill(page.Document.QuerySelector($"label[for='{box.Id}']")!.TextContent.Trim(), "Its partners are in place.");
        await page.PressAsync("Save");
        Assert.Null((await host.WithAsync<MakeRecommendation, Result>(make => make.RunAsync(officer, round))).FirstRefusal);
        var paper = await browser.OpenAsync(Links.Decisions.Paper(round));
        paper.AssertSays("Its partners are in place.");
        paper.AssertSays("Reserve list");
        Assert.Empty(await host.RefusalsAsync<DecideRound>(decide => decide.RunAsync(approver, round, DecideRound.AsRecommended)));
        var reserve = await host.Db.ReadAsync(work => ReserveList.OfAsync(work, round));
        Assert.NotEmpty(reserve);
        Assert.Equal(new DateOnly(2026, 2, 21).AddDays(90), reserve[0].Until);
        (await browser.OpenAsync(Links.Awards.List(round))).AssertSays("Until 22 May 2026");
    }

    private static BrowserPage Pick(BrowserPage page, string name, string value)
    {
        foreach (var radio in page.Document.QuerySelectorAll($"input[name='{name}']").Cast<AngleSharp.Html.Dom.IHtmlInputElement>())
            radio.IsChecked = radio.Value == value;
        return page;
    }
}
