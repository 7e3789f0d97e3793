using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Moderation;

public sealed class ModerationPageTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task An_agreed_score_is_shown_with_its_reason_beside_the_unchanged_scores()
    {
        var (officer, _, application) = await ScoredAsync([4, 4, 4, 4, 4], [1, 4, 4, 4, 4], [1, 4, 4, 4, 4]);
        var browser = await host.AsAsync(officer);
        var page = await browser.OpenAsync(Links.Moderation.Application(application));
        page.AssertSays("70.0%");
        page = await page.Fill("Agreed score for Need and evidence", "3.5").PressAsync("Save and next", HttpStatusCode.BadRequest);
        page.AssertError(
            "The panel agreed 3.5 for Need and evidence when the mean was 2.00. This is one assessor's own reason. Choose it from the list, or write the panel's."
        );
        page.AssertError(
            "0 members without a conflict of interest are present, and the round needs 2 for a score to be agreed. Agree it when more are there, or have another assessor join the panel."
        );
        Assert.Equal("3.5", page.Value("Agreed score for Need and evidence"));
        page = await AllPresent(page.Fill("Reason for Need and evidence", "Two had missed the survey")).PressAsync("Save and next");
        page.AssertSays("is agreed at 77.5%. Every application of this round has agreed scores.");
        page = await browser.OpenAsync(Links.Moderation.Application(application));
        page.AssertSays("Two had missed the survey");
        page.AssertSays("Agreed 77.5%");
        page.AssertSays("70.0% 15.0 77.5%"); // The mean stays beside it.
        Assert.Equal(
            20 + 17 + 17,
            await host.Db.ScalarAsync<int>(
                "select sum(c.Value) from Score c join ScoringAssignment s on s.Id = c.AssignmentId where s.ApplicationId = @application",
                new { application }
            )
        );
    }

    [Fact]
    public async Task Two_officers_who_agree_scores_of_one_application_warn_the_second_and_keep_the_entries()
    {
        var (officer, _, application) = await ScoredAsync([3, 3, 3, 3, 3], [3, 3, 3, 3, 3], [3, 3, 3, 3, 3]);
        var first = await (await host.AsAsync(officer)).OpenAsync(Links.Moderation.Application(application));
        var second = await (await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer))).OpenAsync(
            Links.Moderation.Application(application)
        );
        await AllPresent(first)
            .Fill("Who else is present? (optional)", "The first meeting")
            .Fill("Agreed score for Need and evidence", "3.5")
            .Fill("Reason for Need and evidence", "The first had read the annex")
            .PressAsync("Save and next");
        second = await AllPresent(second)
            .Fill("Who else is present? (optional)", "The second meeting")
            .PressAsync("Save and next", HttpStatusCode.BadRequest);
        second.AssertSays($"{officer.Name} saved agreed scores for this application at");
        second.AssertSays("Theirs differ from yours: Need and evidence 3.50, yours 3.00.");
        second.AssertSays("What you typed is still here. Save again to replace theirs with yours.");
        second.AssertSays("The first meeting");
        second.AssertSays("Saved: 3.50");
        second.AssertSays("Saved: The first had read the annex");
        Assert.Equal("The second meeting", second.Value("Who else is present? (optional)"));
        await second.PressAsync("Save and next");
    }

    [Fact]
    public async Task Mean_scores_are_agreed_only_for_applications_without_a_flag_and_compared_exactly_with_the_threshold()
    {
        // 64.95 shown as 64.9 must not pass 65; exactly 65 does.
        var (officer, round, plain) = await ScoredAsync([3, 3, 4, 3, 3], [3, 3, 4, 3, 3], [3, 3, 4, 3, 3]);
        var applicant = await host.Scenario.PersonAsync(Role.Applicant);
        host.Clock.MoveTo("2026-01-20 12:00");
        var flagged = await host.Scenario.ApplicationAsync(
            round,
            await host.Scenario.OrganisationAsync(applicant),
            applicant,
            "Spread wide",
            9000
        );
        host.Clock.MoveTo("2026-02-21 10:00");
        var assessors = await host.Db.QueryAsync<Guid>("select PersonId from PanelMember where RoundId = @round", new { round });
        var points = new[] { new[] { 5, 5, 5, 5, 5 }, [1, 1, 1, 1, 1], [3, 3, 3, 3, 3] };
        for (var i = 0; i < 3; i++)
            await host.Scenario.AssignedAsync(flagged, new Actor(assessors[i], "Assessor"), points[i]);

        var browser = await host.AsAsync(officer);
        var list = await browser.OpenAsync(Links.Moderation.List(round));
        list.AssertSays("Scores spread 80 points");
        list = await AllPresent(list).PressAsync("Agree the mean for applications without a flag");
        list.AssertSays("1 application agreed at its mean");
        (await browser.OpenAsync(Links.Moderation.List(round) + "?show=flags")).AssertSays("Spread wide");

        var line = await browser.OpenAsync(Links.Moderation.Line(round));
        line.AssertSays("1 application has no agreed score yet. 1 of them stands here with the mean of the assessors' scores.");
        line = await browser.OpenAsync(Links.Moderation.Line(round) + "?threshold=65");
        line.AssertSays("Fund. Scored 65.0%, at or above the threshold of 65.0%");
        line = await browser.OpenAsync(Links.Moderation.Line(round) + "?threshold=65.01");
        line = await line.PressAsync("Set the threshold to 65.0%");
        line.AssertSays("Scored 65.0%, below the threshold");
        (await browser.OpenAsync(Links.Moderation.Line(round) + "?threshold=most", HttpStatusCode.BadRequest)).AssertError(
            "Enter a threshold such as 65 or 62.5"
        );
        _ = plain;
    }

    [Fact]
    public async Task Moderation_waits_for_score_sheets_while_scoring_is_open()
    {
        var (officer, _, application) = await ScoredAsync([3, 3, 3, 3, 3], [3, 3, 3, 3, 3]);
        host.Clock.MoveTo("2026-02-10 10:00");
        var page = await (await host.AsAsync(officer)).OpenAsync(Links.Moderation.List(await RoundOfAsync(application)));
        page.AssertSays("1 score sheet not submitted");
        (await (await host.AsAsync(officer)).OpenAsync(Links.Moderation.Application(application))).AssertSays(
            "1 assessor has not submitted their scores yet, and scoring is open until 5pm on 20 February 2026"
        );
    }

    [Fact]
    public async Task A_disputed_pass_fail_criterion_is_agreed_with_a_reason_and_an_application_that_fails_is_not_funded()
    {
        var (officer, panel) = (await host.Scenario.PersonAsync(Role.CommissioningOfficer), new List<Actor>());
        for (var i = 0; i < 3; i++)
            panel.Add(await host.Scenario.PersonAsync(Role.PanelMember));
        var round = await host.Scenario.RoundAsync(officer, panel);
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into PassFailCriterion (Id, RoundId, Position, Name, Guidance) values (@Id, @round, 1, 'Eligible', 'Works in the area')",
                new { Id = Guid.CreateVersion7(), round }
            )
        );
        var applicant = await host.Scenario.PersonAsync(Role.Applicant);
        var application = await host.Scenario.ApplicationAsync(round, await host.Scenario.OrganisationAsync(applicant), applicant);
        host.Clock.MoveTo("2026-02-10 10:00");
        // All at once: a visit to a queue assigns the rest.
        var sheets = new List<Guid>();
        foreach (var member in panel)
            sheets.Add(await host.Scenario.AssignedAsync(application, member));
        foreach (var (member, i) in panel.Select((member, i) => (member, i)))
        {
            var id = sheets[i];
            await host.Scenario.DeclareNoConflictAsync(member, round);
            var sheet = await (await host.AsAsync(member)).OpenAsync(Links.Scoring.Sheet(id));
            for (var c = 0; c < 5; c++)
                sheet = Pick(sheet, $"Scores[{c}].Value", "5").Fill($"Reason for your score for {Criterion(c)}", "Very good");
            sheet = await sheet.PressAsync("Submit my scores", HttpStatusCode.BadRequest);
            sheet.AssertError("Say whether the application passes Eligible");
            sheet = Pick(sheet, "PassFailCriteria[0].Passed", i == 0 ? "false" : "true");
            if (i == 0)
            {
                sheet = await sheet.PressAsync("Submit my scores", HttpStatusCode.BadRequest);
                sheet.AssertError("Say why the application fails Eligible");
                sheet = sheet.Fill("Reason for Eligible", "It works in Derbyshire");
            }
            (await sheet.PressAsync("Submit my scores")).AssertSays("are submitted");
        }
        host.Clock.MoveTo("2026-02-21 10:00");
        var browser = await host.AsAsync(officer);
        var list = await browser.OpenAsync(Links.Moderation.List(round));
        list.AssertSays("Assessors disagree on 1 pass/fail criterion");
        (await AllPresent(list).PressAsync("Agree the mean for applications without a flag")).AssertSays(
            "0 applications agreed at their mean"
        );
        var page = await browser.OpenAsync(Links.Moderation.Application(application));
        page.AssertSays("It works in Derbyshire");
        page = await AllPresent(page).PressAsync("Save and next", HttpStatusCode.BadRequest);
        page.AssertError("Say whether the application passes Eligible. The assessors do not agree.");
        page = await page.Fill("Does the panel agree that the application passes Eligible?", "Fail")
            .PressAsync("Save and next", HttpStatusCode.BadRequest);
        page.AssertError("Say why the panel agreed that the application fails Eligible: 2 assessors passed it and 1 did not");
        page = await page.Fill("Reason for Eligible", "Its address is in Derbyshire").PressAsync("Save and next");
        page.AssertSays("Fails Eligible");
        (await browser.OpenAsync(Links.Moderation.Application(application))).AssertSays("Its address is in Derbyshire");
        (await browser.OpenAsync(Links.Moderation.Line(round) + "?threshold=60")).AssertSays(
            "Fails Eligible, which an application must pass whatever its score"
        );
    }

    [Fact]
    public async Task An_assessor_of_other_applications_sees_no_scores_before_submitting_their_own()
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        Actor[] panel =
        [
            await host.Scenario.PersonAsync(Role.PanelMember),
            await host.Scenario.PersonAsync(Role.PanelMember),
            await host.Scenario.PersonAsync(Role.PanelMember),
        ];
        var round = await host.Scenario.RoundAsync(
            officer,
            panel,
            Scenario.Details() with
            {
                Policy = new() { AssessorsPerApplication = 2 },
            }
        );
        var applicant = await host.Scenario.PersonAsync(Role.Applicant);
        for (var i = 0; i < 3; i++)
            await host.Scenario.ApplicationAsync(
                round,
                await host.Scenario.OrganisationAsync(applicant, $"Group {i}"),
                applicant,
                $"Project {i}"
            );
        host.Clock.MoveTo("2026-02-03 10:00");
        var browser = await host.AsAsync(panel[0]);
        // Three applications, two assessors each, three members.
        (await browser.OpenAsync(Links.Scoring.Queue(round))).AssertSays("0 of 2 submitted, 2 to do");
        (await browser.OpenAsync(Links.Moderation.List(round))).AssertSays(
            "Submit your own score sheets before you see the scores for applications that others read"
        );
        var other = await host.Db.FindAsync<OtherApplication>(
            "select a.Id from Application a where a.RoundId = @round and not exists (select 1 from ScoringAssignment s where s.ApplicationId = a.Id and s.AssessorId = @Id)",
            new { round, panel[0].Id }
        );
        await browser.OpenAsync(Links.Moderation.Application(other.Id), HttpStatusCode.Forbidden);
        host.Clock.MoveTo("2026-02-20 17:01"); // Nothing can be submitted any more.
        await browser.OpenAsync(Links.Moderation.Application(other.Id));
    }

    private sealed record OtherApplication
    {
        public required Guid Id { get; init; }
    }

    [Fact]
    public async Task The_shared_screen_shows_the_application_that_the_chair_chose()
    {
        var (officer, round, application) = await ScoredAsync([3, 3, 3, 3, 3], [3, 3, 3, 3, 4], [3, 3, 3, 3, 3]);
        var chair = await host.AsAsync(officer);
        var screen = await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        (await screen.OpenAsync(Links.Moderation.Live(round))).AssertSays("The chair has not shown an application yet");
        await (await chair.OpenAsync(Links.Moderation.Application(application))).PressAsync("Show it on the shared screen");
        (await screen.OpenAsync(Links.Moderation.Live(round))).AssertSays("Mean 61.0% Agreed not yet");
        await AllPresent(await chair.OpenAsync(Links.Moderation.Application(application))).PressAsync("Save and next");
        (await screen.OpenAsync(Links.Moderation.Live(round))).AssertSays("Agreed 61.0%");
        // A member of another panel sees none of it.
        await (await host.AsAsync(await host.Scenario.PersonAsync(Role.PanelMember))).OpenAsync(
            Links.Moderation.Live(round),
            HttpStatusCode.NotFound
        );
    }

    [Fact]
    public async Task What_is_tried_on_the_threshold_page_and_panel_health_change_nothing()
    {
        var (officer, round, application) = await ScoredAsync([3, 3, 3, 3, 3], [4, 4, 4, 4, 4], [3, 3, 3, 3, 3]);
        var browser = await host.AsAsync(officer);
        await AllPresent(await browser.OpenAsync(Links.Moderation.Application(application))).PressAsync("Save and next");
        var explore = await browser.OpenAsync(Links.Moderation.Line(round) + "?threshold=66.6&bestValue=true");
        explore.AssertSays("66.6% (shown above) 1 1 £5,000.00 £45,000.00");
        explore.AssertSays("Here it would not drop a higher-scoring application.");
        (await browser.OpenAsync(Links.Moderation.Line(round) + "?threshold=66.7")).AssertSays("66.7% (shown above) 0 0 £0.00 £50,000.00"); // 66 2/3 is not 66.7.
        await browser.OpenAsync(Links.Moderation.Line(round) + "?threshold=high", HttpStatusCode.BadRequest);
        var health = await browser.OpenAsync(Links.Moderation.Health(round));
        health.AssertSays("Kendall's W Cannot be calculated");
        health.AssertSays("Set the threshold first");
        await (await browser.OpenAsync(Links.Moderation.Line(round) + "?threshold=60")).PressAsync("Set the threshold to 60.0%");
        Assert.Equal(
            0,
            await host.Db.ScalarAsync<int>(
                "select count(*) from AuditEntry where SubjectId = @round and Action = 'ApplicationShown'",
                new { round }
            )
        );
    }

    private static BrowserPage Pick(BrowserPage page, string name, string value)
    {
        foreach (var radio in page.Document.QuerySelectorAll($"input[name='{name}']").Cast<AngleSharp.Html.Dom.IHtmlInputElement>())
            radio.IsChecked = radio.Value == value;
        return page;
    }

    private static string Criterion(int i) =>
        new[] { "Need and evidence", "Fit with the priorities", "Outcomes and measures", "Ability to deliver", "Value for money" }[i];

    private static BrowserPage AllPresent(BrowserPage page) =>
        page
            .Document.QuerySelectorAll("input[name=Present]")
            .Aggregate(page, (filled, box) => filled.Choose(page.Document.QuerySelector($"label[for='{box.Id}']")!.TextContent.Trim()));

    private Task<Guid> RoundOfAsync(Guid application) =>
        host.Db.ScalarAsync<Guid>("select RoundId from Application where Id = @application", new { application });

    private async Task<(Actor Officer, Guid Round, Guid Application)> ScoredAsync(params int[][] scores)
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var panel = new List<Actor>();
        for (var i = 0; i < 3; i++)
            panel.Add(await host.Scenario.PersonAsync(Role.PanelMember));
        var applicant = await host.Scenario.PersonAsync(Role.Applicant);
        var round = await host.Scenario.RoundAsync(officer, panel);
        var application = await host.Scenario.ApplicationAsync(round, await host.Scenario.OrganisationAsync(applicant), applicant);
        for (var i = 0; i < scores.Length; i++)
            await host.Scenario.AssignedAsync(application, panel[i], scores[i]);
        host.Clock.MoveTo("2026-02-21 10:00");
        return (officer, round, application);
    }
}
