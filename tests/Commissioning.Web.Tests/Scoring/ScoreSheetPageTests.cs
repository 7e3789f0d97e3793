using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Scoring;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Scoring;

public sealed class ScoreSheetPageTests(PortalHost host) : IClassFixture<PortalHost>
{
    private static readonly string[] Criteria =
    [
        "Need and evidence",
        "Fit with the priorities",
        "Outcomes and measures",
        "Ability to deliver",
        "Value for money",
    ];

    [Fact]
    public async Task An_assessor_declares_conflicts_saves_scores_and_submits_them()
    {
        var (assessor, _, round, application) = await ClosedRoundAsync();
        var browser = await host.AsAsync(assessor);
        var queue = await browser.OpenAsync(Links.Scoring.Queue(round));
        queue.AssertSays("0 of 1 submitted, 1 to do, 0 with a conflict");
        var conflicts = await queue.FollowAsync("Declare your conflicts of interest");
        queue = await conflicts.PressAsync("I have no conflict with the others");
        var sheet = await queue.FollowAsync("Next of 1");
        sheet.AssertSays("Compelling local problem with strong evidence from several sources");
        sheet.AssertSays("Our answer about need.");

        Score(sheet, 0, 4, "Local figures");
        await sheet.PressAsync("Save and come back later");
        sheet = await browser.OpenAsync(sheet.Address.PathAndQuery);
        Assert.Equal("Local figures", sheet.Value($"Reason for your score for {Criteria[0]}"));
        sheet = await sheet.PressAsync("Submit my scores", HttpStatusCode.BadRequest);
        sheet.AssertError("Choose a score for Value for money");
        sheet.AssertError("Give a reason for your score for Value for money");
        Assert.Equal("Local figures", sheet.Value($"Reason for your score for {Criteria[0]}"));

        for (var i = 1; i < 5; i++)
            Score(sheet, i, i, $"Reason {i}");
        queue = await sheet.PressAsync("Submit my scores");
        queue.AssertSays("are submitted. No other sheet is open");
        queue.AssertSays("1 of 1 submitted, 0 to do");
        sheet = await queue.FollowAsync(await LabelAsync(application));
        sheet.AssertSays("You submitted these scores at");
        sheet.AssertSays("3 of 5 (");
        sheet.AssertSays("). Reason 3");
        await TallyAssert.MatchesAsync(host.Db, round);
    }

    [Fact]
    public async Task A_conflict_of_interest_closes_the_application_to_the_assessor_and_counts_as_a_missing_score()
    {
        var (assessor, _, round, application) = await ClosedRoundAsync();
        var browser = await host.AsAsync(assessor);
        await browser.OpenAsync(Links.Scoring.Queue(round));
        var assignment = await host.Db.ScalarAsync<Guid>(
            "select Id from ScoringAssignment where ApplicationId = @application and AssessorId = @Id",
            new { application, assessor.Id }
        );
        // A sheet that waits for the declaration leads to the list.
        var page = await browser.OpenAsync(Links.Scoring.Sheet(assignment));
        var name = (
            await host.Db.ScalarAsync<string>(
                "select o.Name from Application a join Organisation o on o.Id = a.OrganisationId where a.Id = @application",
                new { application }
            )
        )!;
        page = await page.Choose(name).PressAsync("I have no conflict with the others", HttpStatusCode.BadRequest);
        page.AssertError($"{name}: choose what kind of conflict it is");
        page = await page.Fill($"What is your conflict with {name}?", "I have a financial interest in it")
            .Fill($"Describe your conflict with {name}", "I supply its kit")
            .PressAsync("I have no conflict with the others");
        page.AssertSays("0 of 0 submitted, 0 to do, 1 with a conflict");
        Assert.Equal(
            1,
            await host.Db.ScalarAsync<int>(
                "select count(*) from AuditEntry where Action = 'ConflictDeclared' and SubjectId = @application and Detail like '%I supply its kit%'",
                new { application }
            )
        );
        var shut = await browser.OpenAsync(Links.Scoring.Sheet(assignment), HttpStatusCode.Forbidden);
        shut.AssertSays("you cannot read or score it");
        shut.AssertDoesNotSay("Our answer about need.");
        (await browser.OpenAsync(Links.Moderation.Application(application), HttpStatusCode.Forbidden)).AssertSays(
            "its scores are not shown to you"
        );
        await TallyAssert.MatchesAsync(host.Db, round);
    }

    [Fact]
    public async Task A_score_sheet_is_opened_only_by_its_assessor_and_others_scores_only_after_submitting()
    {
        var (assessor, other, round, application) = await ClosedRoundAsync();
        var mine = await host.Scenario.AssignedAsync(application, assessor, 5, 5, 5, 5, 5);
        await (await host.AsAsync(other)).OpenAsync(Links.Scoring.Sheet(mine), HttpStatusCode.NotFound);

        var browser = await host.AsAsync(other);
        await browser.OpenAsync(Links.Scoring.Queue(round));
        var list = await browser.OpenAsync(Links.Moderation.List(round));
        list.AssertSays("Submit your own scores for this application before you see the others'");
        list.AssertDoesNotSay("100.0%");
        var shut = await browser.OpenAsync(Links.Moderation.Application(application), HttpStatusCode.Forbidden);
        shut.AssertDoesNotSay("Because of what the application says.");
        await browser.OpenAsync(Links.Moderation.Line(round), HttpStatusCode.Forbidden);
        var stranger = await host.AsAsync(await host.Scenario.PersonAsync(Role.PanelMember));
        foreach (var path in new[] { Links.Scoring.Queue(round), Links.Moderation.List(round), Links.Moderation.Application(application) })
            await stranger.OpenAsync(path, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Two_windows_on_one_score_sheet_warn_the_second_and_keep_its_text()
    {
        var (assessor, _, _, application) = await ClosedRoundAsync();
        var assignment = await host.Scenario.AssignedAsync(application, assessor);
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update ScoringAssignment set Conflict = 'None' where Id = @assignment", new { assignment })
        );
        var browser = await host.AsAsync(assessor);
        var first = await browser.OpenAsync(Links.Scoring.Sheet(assignment));
        var second = await browser.OpenAsync(Links.Scoring.Sheet(assignment));
        Score(first, 0, 3, "First window");
        await first.PressAsync("Save and come back later");
        Score(second, 0, 5, "Second window");
        second = await second.PressAsync("Save and come back later", HttpStatusCode.BadRequest);
        second.AssertSays("saved in another window");
        Assert.Equal("Second window", second.Value($"Reason for your score for {Criteria[0]}"));
    }

    [Fact]
    public async Task A_score_sheet_is_not_saved_after_scoring_closes_and_keeps_what_was_typed()
    {
        var (assessor, _, _, application) = await ClosedRoundAsync();
        var assignment = await host.Scenario.AssignedAsync(application, assessor);
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update ScoringAssignment set Conflict = 'None' where Id = @assignment", new { assignment })
        );
        var sheet = await (await host.AsAsync(assessor)).OpenAsync(Links.Scoring.Sheet(assignment));
        host.Clock.MoveTo("2026-02-20 17:01");
        Score(sheet, 0, 3, "Too late");
        sheet = await sheet.PressAsync("Submit my scores", HttpStatusCode.BadRequest);
        sheet.AssertError("Scoring closed at 5pm on 20 February 2026");
        Assert.Equal("Too late", sheet.Value($"Reason for your score for {Criteria[0]}"));
        Assert.Equal(0, await host.Db.ScalarAsync<int>("select count(*) from Score where AssignmentId = @assignment", new { assignment }));
    }

    [Fact]
    public async Task A_submitted_score_sheet_is_reopened_only_on_request_and_its_scores_stay_in_the_audit_trail()
    {
        var (assessor, other, round, application) = await ClosedRoundAsync();
        var assignment = await host.Scenario.AssignedAsync(application, assessor, 1, 1, 1, 1, 1);
        var browser = await host.AsAsync(assessor);
        var sheet = await browser.OpenAsync(Links.Scoring.Sheet(assignment));
        sheet = await sheet.PressAsync("Ask to reopen the score sheet", HttpStatusCode.BadRequest);
        sheet.AssertError("Say why your scores need to change, in up to 1,000 characters");
        sheet = await sheet
            .Fill("Why do your scores need to change?", "I scored the wrong application")
            .PressAsync("Ask to reopen the score sheet");
        sheet.AssertSays("A commissioning officer will answer.");
        var officer = await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        var list = await officer.OpenAsync(Links.Moderation.List(round));
        list.AssertSays("I scored the wrong application");
        var reference = await host.Db.ScalarAsync<string>("select Reference from Application where Id = @application", new { application });
        (await list.PressAsync($"Reopen the score sheet for {reference}")).AssertSays("The score sheet is reopened");
        await TallyAssert.MatchesAsync(host.Db, round);
        sheet = await browser.OpenAsync(Links.Scoring.Sheet(assignment));
        for (var i = 0; i < 5; i++)
            Score(sheet, i, 4, "Read again");
        await sheet.PressAsync("Submit my scores");
        Assert.Equal(400, await host.Db.ScalarAsync<int>("select Total from ScoringAssignment where Id = @assignment", new { assignment }));
        Assert.Equal(
            1,
            await host.Db.ScalarAsync<int>(
                "select count(*) from AuditEntry where Action = 'ScoreSheetReopened' and SubjectId = @application and Detail like '%Need and evidence 1, Because of what the application says.%'",
                new { application }
            )
        );
        await TallyAssert.MatchesAsync(host.Db, round);
        _ = other;
    }

    [Fact]
    public async Task A_round_may_hide_applicants_from_assessors_who_declare_conflicts_from_a_list_of_names()
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
        var application = await host.Scenario.ApplicationAsync(
            round,
            await host.Scenario.OrganisationAsync(applicant, "Marlow Road Residents"),
            applicant
        );
        await host.Scenario.ApplicationAsync(
            round,
            await host.Scenario.OrganisationAsync(applicant, "Canal Street Traders"),
            applicant,
            "Safer Till"
        );
        host.Clock.MoveTo("2026-02-03 10:00");
        var browser = await host.AsAsync(assessor);
        var queue = await browser.OpenAsync(Links.Scoring.Queue(round));
        queue.AssertDoesNotSay("Marlow Road Residents");
        var conflicts = await queue.FollowAsync("Declare your conflicts of interest");
        conflicts.AssertDoesNotSay("Safer Till");
        queue = await conflicts
            .Choose("Canal Street Traders")
            .Fill("What is your conflict with Canal Street Traders?", "I am related to, or a friend of, someone in it")
            .Fill("Describe your conflict with Canal Street Traders", "My sister runs a stall there")
            .PressAsync("I have no conflict with the others");
        queue.AssertSays("0 of 1 submitted, 1 to do, 1 with a conflict");
        var sheet = await queue.FollowAsync(await LabelAsync(application));
        sheet.AssertDoesNotSay("Marlow Road Residents");
        sheet.AssertSays("Our answer about need.");
        (await browser.OpenAsync(Links.Moderation.List(round))).AssertDoesNotSay("Marlow Road Residents");
        for (var i = 0; i < 5; i++)
            Score(sheet, i, 4, "Good");
        (await sheet.PressAsync("Submit my scores")).AssertSays("Marlow Road Residents");
        (await browser.OpenAsync(sheet.Address.PathAndQuery)).AssertSays("Marlow Road Residents");
        await TallyAssert.MatchesAsync(host.Db, round);
    }

    [Fact]
    public async Task A_practice_score_shows_the_other_assessors_only_after_it_is_given()
    {
        var (assessor, other, round, _) = await ClosedRoundAsync();
        var mine = await host.AsAsync(assessor);
        var practice = await mine.OpenAsync(Links.Scoring.Practice(round, 1));
        practice.AssertDoesNotSay("How the panel scored it");
        (await practice.PressAsync("See how the others scored it", HttpStatusCode.BadRequest)).AssertError(
            "Choose a score for Need and evidence"
        );
        foreach (var (browser, points) in new[] { (mine, 4), (await host.AsAsync(other), 2) })
        {
            var page = await browser.OpenAsync(Links.Scoring.Practice(round, 1));
            foreach (var radio in page.Document.QuerySelectorAll("main input[type=radio]").Cast<AngleSharp.Html.Dom.IHtmlInputElement>())
                radio.IsChecked = radio.Value == $"{points}";
            await page.PressAsync("See how the others scored it");
        }
        (await mine.OpenAsync(Links.Scoring.Practice(round, 1))).AssertSays("Need and evidence 4 2");
        await (await host.AsAsync(await host.Scenario.PersonAsync(Role.PanelMember))).OpenAsync(
            Links.Scoring.Practice(round, 1),
            HttpStatusCode.NotFound
        );
    }

    [Fact]
    public async Task An_assessor_with_scores_to_submit_is_reminded_once_before_scoring_closes()
    {
        var (_, other, round, application) = await ClosedRoundAsync();
        await host.Scenario.AssignedAsync(application, other, 3, 3, 3, 3, 3); // The assessor has not viewed the round yet.
        Task<int> SentAsync() =>
            host.Db.ScalarAsync<int>(
                "select count(*) from OutboxEmail where SubjectId = @round and Kind = 'ScoringReminder'",
                new { round }
            );
        foreach (var (time, sent) in new[] { ("2026-02-17 16:59", 0), ("2026-02-17 17:00", 1), ("2026-02-18 09:00", 1) })
        {
            host.Clock.MoveTo(time);
            await host.WithAsync<RemindAssessors, int>(remind => remind.RunAsync());
            Assert.Equal(sent, await SentAsync());
        }
    }

    [Fact]
    public async Task A_score_outside_the_scale_or_given_twice_for_a_criterion_is_refused()
    {
        var (assessor, _, round, application) = await ClosedRoundAsync();
        var assignment = await host.Scenario.AssignedAsync(application, assessor);
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update ScoringAssignment set Conflict = 'None' where Id = @assignment", new { assignment })
        );
        var criterion = (await host.Db.ReadAsync(work => Commissioning.Features.Funds.RoundReader.GetSetupAsync(work, round)))
            .Criteria[0]
            .Id;
        Task<IReadOnlyList<Refusal>> SaveAsync(params Domain.Scoring.Score[] scores) =>
            host.RefusalsAsync<SaveScores>(save => save.RunAsync(assessor, new(assignment, 1, scores, [], Submit: false)));
        Assert.Equal(
            "The score for Need and evidence must be a whole number from 0 to 5",
            Assert.Single(await SaveAsync(new Domain.Scoring.Score(criterion, 6, ""))).Sentence
        );
        Assert.Equal(
            "One criterion has two scores. Reload the score sheet and give it one score.",
            Assert.Single(await SaveAsync(new(criterion, 3, ""), new(criterion, 4, ""))).Sentence
        );
        Assert.Empty(await SaveAsync(new Domain.Scoring.Score(criterion, 3, "")));
    }

    private static void Score(BrowserPage sheet, int criterion, int points, string reason)
    {
        foreach (
            var radio in sheet
                .Document.QuerySelectorAll($"input[name='Scores[{criterion}].Value']")
                .Cast<AngleSharp.Html.Dom.IHtmlInputElement>()
        )
            radio.IsChecked = radio.Value == $"{points}";
        sheet.Fill($"Reason for your score for {Criteria[criterion]}", reason);
    }

    private async Task<string> LabelAsync(Guid application) =>
        (await host.Db.ScalarAsync<string>("select Reference from Application where Id = @application", new { application }))!
        + ": Safer Saturdays";

    private async Task<(Actor Assessor, Actor Other, Guid Round, Guid Application)> ClosedRoundAsync()
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var (assessor, other) = (await host.Scenario.PersonAsync(Role.PanelMember), await host.Scenario.PersonAsync(Role.PanelMember));
        var applicant = await host.Scenario.PersonAsync(Role.Applicant);
        var round = await host.Scenario.RoundAsync(officer, [assessor, other]);
        var application = await host.Scenario.ApplicationAsync(round, await host.Scenario.OrganisationAsync(applicant), applicant);
        host.Clock.MoveTo("2026-02-03 10:00");
        return (assessor, other, round, application);
    }
}
