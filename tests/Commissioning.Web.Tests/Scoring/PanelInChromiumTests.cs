using System.Diagnostics;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Features.Decisions;
using Commissioning.Features.Moderation;
using Commissioning.Testing;
using Microsoft.Playwright;

namespace Commissioning.Web.Tests.Scoring;

/// <summary>What a panel member does by keyboard, and pages of panel and decision that an ordinary round does not reach, in Chromium with
/// axe.</summary>
public sealed class PanelInChromiumTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task A_score_sheet_is_filled_in_by_keyboard_and_saved_automatically()
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var (assessor, other) = (await host.Scenario.PersonAsync(Role.PanelMember), await host.Scenario.PersonAsync(Role.PanelMember));
        var applicant = await host.Scenario.PersonAsync(Role.Applicant);
        var round = await host.Scenario.RoundAsync(
            officer,
            [assessor, other],
            Scenario.Details() with
            {
                Policy = new() { HideApplicants = true },
            }
        );
        await host.Scenario.ApplicationAsync(round, await host.Scenario.OrganisationAsync(applicant), applicant);
        host.Clock.MoveTo("2026-02-03 10:00");
        await using var session = await BrowserSession.OpenAsync(host);
        var desk = await session.DeskAsync(assessor);
        await desk.OpenAsync(Links.Scoring.Practice(round, 1), "practice");
        await desk.OpenAsync(Links.Scoring.Queue(round));
        await desk.PressAsync("Declare your conflicts of interest", "conflicts");
        await desk.PressAsync("I have no conflict with the others");
        await desk.LeaveByAsync(desk.Page.GetByRole(AriaRole.Link, new() { Name = "Safer Saturdays" }));
        await session.CheckAsync(desk.Page, javaScript: true, "sheet-hidden");
        await desk.Page.Locator("input[name='Scores[0].Value']").First.FocusAsync();
        await desk.Page.Keyboard.PressAsync("4");
        await desk.Page.Keyboard.TypeAsync("Local figures, well used");
        await desk.Page.GetByText(new System.Text.RegularExpressions.Regex("^Saved [0-9]")).WaitForAsync();
        // The sheet may have autosaved between two keys already, and does so again after the last.
        for (
            var watch = Stopwatch.StartNew();
            await host.Db.ScalarAsync<int>("select count(*) from Score where Value = 4 and Reason = 'Local figures, well used'") == 0;

        )
            Assert.True(watch.Elapsed < BrowserSession.Patience, "What was typed was not saved");
        await desk.Page.GetByLabel("Find in this application").FillAsync("our answer");
        await desk.Page.GetByText("places; press Enter for the next").WaitForAsync();
        await desk.Page.Keyboard.PressAsync("Enter");
        await desk.Page.GetByText(new System.Text.RegularExpressions.Regex("^1 of ")).WaitForAsync();
    }

    [Fact]
    public async Task Recommendation_paper_part_award_and_decision_notice_pages_are_accessible_in_Chromium()
    {
        var policy = new RoundPolicy
        {
            OverAllocationPercent = 10,
            SignOffs = [new("Chief Finance Officer", Role.FinanceOfficer)],
            RingFence = RingFence.Priority,
            Shares = [new("Road Safety", Money.FromPounds(1_000))],
        };
        var stages = await RoundInStages.ModeratedAsync(host, Scenario.Details() with { Policy = policy });
        await using var session = await BrowserSession.OpenAsync(host);
        var officer = await session.DeskAsync(stages.Officer);
        await officer.OpenAsync(Links.Moderation.Line(stages.Round), "line-parts");
        await officer.OpenAsync(Links.Moderation.Part(stages.Applications[0].Id), "part");
        Assert.Empty(
            await host.RefusalsAsync<ProposePartAward>(propose =>
                propose.RunAsync(
                    stages.Officer,
                    stages.Applications[0].Id,
                    [Money.FromPounds(1_000), Money.FromPounds(1_000)],
                    "The pot is small."
                )
            )
        );
        var phone = await session.PhoneAsync(stages.Applications[0].Applicant);
        await phone.OpenAsync(Links.Applications.Part(stages.Applications[0].Id), "part-phone");
        await phone.OpenAsync(Links.Applications.Receipt(stages.Applications[0].Id), "journey-phone");
        await officer.OpenAsync(Links.Decisions.Recommend(stages.Round), "recommend-texts");
        await officer.OpenAsync(Links.Decisions.CrimeReasons(stages.Round), "crime-reasons");
        await stages.RecommendedAsync();
        var finance = await session.DeskAsync(await host.Scenario.PersonAsync(Role.FinanceOfficer));
        await finance.OpenAsync(Links.Decisions.Paper(stages.Round), "paper-to-sign");
        await finance.PressAsync("Approve");
        var approver = await session.DeskAsync(stages.Approver);
        await approver.OpenAsync(Links.Decisions.Decide(stages.Round) + $"?at={stages.Applications[0].Id}", "decide-line");
        Assert.Empty(
            await host.RefusalsAsync<DecideRound>(decide => decide.RunAsync(stages.Approver, stages.Round, DecideRound.AsRecommended))
        );
        await approver.OpenAsync(
            Links.Decisions.Notice(
                stages.Round,
                (await host.Db.ScalarAsync<string>("select Number from Decision where RoundId = @Round", new { stages.Round }))!
            ),
            "notice"
        );
        await approver.OpenAsync(Links.Decisions.Corrections(stages.Round));
        await approver.OpenAsync(Links.Decisions.Correct(stages.Round, stages.Applications[2].Id), "correct");
        var administrator = await session.DeskAsync(await host.Scenario.PersonAsync(Role.Administrator));
        await administrator.OpenAsync(Links.Decisions.Levels, "levels");
    }
}
