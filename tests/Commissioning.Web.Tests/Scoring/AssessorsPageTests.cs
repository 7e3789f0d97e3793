using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Scoring;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Scoring;

public sealed class AssessorsPageTests(PortalHost host) : IClassFixture<PortalHost>
{
    private Actor officer = null!;
    private readonly List<Actor> panel = [];
    private Guid round;
    private Guid application;

    [Fact]
    public async Task A_conflict_found_after_submission_takes_the_sheet_out_of_the_count_and_the_quorum_and_into_the_paper()
    {
        await ScoredAsync([5, 5, 5, 5, 5], [3, 3, 3, 3, 3], [3, 3, 3, 3, 3]);
        var asOfficer = await host.AsAsync(officer);
        (await AllPresent(await asOfficer.OpenAsync(Links.Moderation.Application(application))).PressAsync("Save and next")).AssertSays(
            "is agreed at 73.3%"
        );
        var sheet = await SheetAsync(0);
        var assessor = await host.AsAsync(panel[0]);
        var page = await (await assessor.OpenAsync(Links.Scoring.Sheet(sheet))).FollowAsync("I have found a conflict of interest");
        page.AssertSays("You have submitted scores for this application. If you declare a conflict, they no longer count");
        await page.Choose("I am related to, or a friend of, someone in it")
            .Fill("Describe it in a sentence", "The chair is my sister")
            .PressAsync("Declare this conflict");

        var moderation = await asOfficer.OpenAsync(Links.Moderation.Application(application));
        moderation.AssertSays("60.0% 60.0% 60.0% 0.0 Not yet");
        moderation.AssertSays("Earlier versions of score sheets");
        moderation.AssertSays("5 of 5. Because of what the application says.");
        // The member with the conflict cannot be ticked, and is refused when posted.
        Assert.Null(moderation.Document.QuerySelector($"input[name=Present][value='{panel[0].Id}']"));
        moderation = await AllPresent(moderation).PressAsync("Save and next");
        moderation.AssertSays("is agreed at 60.0%");
        var present = await host.Db.ScalarAsync<string>(
            "select Present from Moderation where ApplicationId = @application",
            new { application }
        );
        Assert.DoesNotContain(await NameAsync(0), present!, StringComparison.Ordinal);
        await TallyAssert.MatchesAsync(host.Db, round);

        await (await asOfficer.OpenAsync(Links.Moderation.Line(round) + "?threshold=50")).PressAsync("Set the threshold to 50.0%");
        var paper = await (await asOfficer.OpenAsync(Links.Decisions.Recommend(round))).PressAsync("Make the recommendation");
        paper.AssertSays("out of the count since");
        // After the recommendation it is too late for another conflict, and the sentence says what to do.
        var late = await (await host.AsAsync(panel[1])).OpenAsync(Links.Scoring.Conflict(await SheetAsync(1)));
        (
            await late.Choose("Something else")
                .Fill("Describe it in a sentence", "x")
                .PressAsync("Declare this conflict", HttpStatusCode.BadRequest)
        ).AssertSays("A sign-off can require changes");
    }

    [Fact]
    public async Task One_score_left_by_conflicts_is_agreed_only_with_a_reason_that_the_paper_prints_and_with_a_quorum()
    {
        await ScoredAsync([4, 4, 4, 4, 4], [2, 2, 2, 2, 2], [3, 3, 3, 3, 3]);
        var asOfficer = await host.AsAsync(officer);
        var page = await asOfficer.OpenAsync(Links.Scoring.Assessors(round));
        page = await Recuse(page, await NameAsync(0), "Trustee of the organisation").PressAsync("Recuse", HttpStatusCode.BadRequest);
        page = await page.Choose(Read).PressAsync("Recuse");
        page.AssertSays("Recused. The paper will say so.");
        page = await Recuse(page, await NameAsync(1), "His wife works there").PressAsync("Recuse", HttpStatusCode.BadRequest);
        page = await page.Choose(Read).PressAsync("Recuse");
        // The last one who can score it stays.
        (await Recuse(page, await NameAsync(2), "Neighbour").PressAsync("Recuse", HttpStatusCode.BadRequest)).AssertSays(
            "is the only one left to score"
        );
        await TallyAssert.MatchesAsync(host.Db, round);
        (await (await host.AsAsync(panel[0])).OpenAsync(Links.Scoring.Sheet(await SheetAsync(0)), HttpStatusCode.Forbidden)).AssertSays(
            "The office has recused you from this application"
        );
        var moderation = await asOfficer.OpenAsync(Links.Moderation.Application(application));
        moderation = await AllPresent(moderation).PressAsync("Save and next", HttpStatusCode.BadRequest);
        moderation.AssertSays("1 member without a conflict of interest is present, and the round needs 2");
        moderation.AssertSays("1 assessor has scored this application, and the round asks for 2");
    }

    [Fact]
    public async Task A_conflict_declared_by_mistake_is_withdrawn_by_the_office_and_the_sheet_counts_as_it_was()
    {
        await ScoredAsync([5, 4, 3, 2, 1], [3, 3, 3, 3, 3], [3, 3, 3, 3, 3]);
        var asOfficer = await host.AsAsync(officer);
        var page = await (await asOfficer.OpenAsync(Links.Scoring.Assessors(round)))
            .Fill("Who is recused?", await NameAsync(0))
            .Fill("From which application?", await ReferenceAsync())
            .Fill("Why are they recused?", "Mixed up two groups")
            .PressAsync("Recuse");
        (await page.PressAsync("Withdraw it", HttpStatusCode.BadRequest)).AssertError("Choose whose conflict or recusal is withdrawn");
        page = await page.Fill("Whose, and for which application?", $"{await NameAsync(0)}, {await ReferenceAsync()}")
            .PressAsync("Withdraw it", HttpStatusCode.BadRequest);
        page.AssertError("Say in up to 1,000 characters why it is withdrawn");
        (await page.Fill("Why is it withdrawn?", "It was another group").PressAsync("Withdraw it")).AssertSays(
            "Nobody has declared a conflict of interest"
        );
        Assert.Equal(
            [5, 4, 3, 2, 1],
            await host.Db.QueryAsync<int>(
                "select x.Value from Score x join Criterion c on c.Id = x.CriterionId where x.AssignmentId = @Sheet order by c.Position",
                new { Sheet = await SheetAsync(0) }
            )
        );
        await TallyAssert.MatchesAsync(host.Db, round);
    }

    [Fact]
    public async Task A_correction_of_a_submitted_sheet_is_a_new_version_and_the_earlier_one_stays()
    {
        await ScoredAsync([5, 5, 5, 5, 5], [3, 3, 3, 3, 3], [3, 3, 3, 3, 3]);
        host.Clock.MoveTo("2026-02-15 10:00");
        var sheet = await SheetAsync(0);
        var asked = await (await host.AsAsync(panel[0])).OpenAsync(Links.Scoring.Sheet(sheet));
        await asked.Fill("Why do your scores need to change?", "I read the wrong budget").PressAsync("Ask to reopen the score sheet");
        var list = await (await host.AsAsync(officer)).OpenAsync(Links.Moderation.List(round));
        await list.PressAsync($"Reopen the score sheet for {await ReferenceAsync()}");
        Assert.Equal(
            ("I read the wrong budget", 500),
            (
                await host.Db.ScalarAsync<string>("select Reason from EarlierSheet where AssignmentId = @sheet", new { sheet }),
                await host.Db.ScalarAsync<int>("select Total from EarlierSheet where AssignmentId = @sheet", new { sheet })
            )
        );
        await TallyAssert.MatchesAsync(host.Db, round);
    }

    [Fact]
    public async Task An_earlier_version_stays_with_its_assessor_when_another_takes_over_the_sheet()
    {
        await ScoredAsync([5, 5, 5, 5, 5], [3, 3, 3, 3, 3]);
        host.Clock.MoveTo("2026-02-15 10:00");
        var stand = await host.Scenario.PersonAsync(Role.PanelMember);
        var sheet = await SheetAsync(0);
        Assert.Null(
            (
                await host.WithAsync<RequestCorrection, Result>(request => request.RunAsync(panel[0], sheet, "I read the wrong budget"))
            ).FirstRefusal
        );
        await (await (await host.AsAsync(officer)).OpenAsync(Links.Moderation.List(round))).PressAsync(
            $"Reopen the score sheet for {await ReferenceAsync()}"
        );
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into PanelMember (RoundId, PersonId, Assigned, AssignedTo, Conflicted, Submitted, JoinedAt) values (@round, @Id, 0, 9, 0, 0, @Now)",
                new
                {
                    round,
                    stand.Id,
                    work.Now,
                }
            )
        );
        var reference = (await ReferenceAsync()).ToLowerInvariant();
        var moved = await host.WithAsync<MoveSheets, Result<int>>(move =>
            move.RunAsync(officer, round, new(panel[0].Id, stand.Id, reference, "Away"))
        );
        Assert.Equal(1, moved.Value);
        Assert.Equal(
            await NameAsync(0),
            Assert.Single(await host.Db.ReadAsync(work => SheetVersions.OfApplicationAsync(work, application))).Assessor
        );
        await TallyAssert.MatchesAsync(host.Db, round);
    }

    [Fact]
    public async Task A_sheet_that_comes_after_the_scores_are_agreed_is_refused()
    {
        await ScoredAsync([4, 4, 4, 4, 4], [4, 4, 4, 4, 4]);
        var late = await host.Scenario.PersonAsync(Role.PanelMember);
        panel.Add(late);
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into PanelMember (RoundId, PersonId, Assigned, AssignedTo, Conflicted, Submitted) values (@round, @Id, 0, 9, 0, 0)",
                new { round, late.Id }
            )
        );
        var sheet = await host.Scenario.AssignedAsync(application, late);
        await AllPresent(await (await host.AsAsync(officer)).OpenAsync(Links.Moderation.Application(application)))
            .PressAsync("Save and next");
        host.Clock.MoveTo("2026-02-20 10:00");
        await host.Scenario.DeclareNoConflictAsync(late, round);
        var view = await host.WithAsync<ScoringSheet, ScoringSheet.ScoreSheet>(sheets => sheets.GetAsync(late, sheet));
        var refused = await host.WithAsync<SaveScores, Result>(save =>
            save.RunAsync(
                late,
                new(
                    sheet,
                    view.Assignment.Version,
                    view.Criteria.Select(criterion => new Domain.Scoring.Score(criterion.Id, 0, "Because")).ToList(),
                    [],
                    Submit: true
                )
            )
        );
        Assert.StartsWith("The panel has agreed the scores of this application", refused.FirstRefusal!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recusing_from_the_whole_round_is_confirmed_keeps_what_was_agreed_as_a_draft_and_is_undone_as_one_act()
    {
        await ScoredAsync([5, 4, 3, 2, 1], [3, 3, 3, 3, 3], [3, 3, 3, 3, 3]);
        var asOfficer = await host.AsAsync(officer);
        var moderation = AllPresent(await asOfficer.OpenAsync(Links.Moderation.Application(application)));
        await moderation
            .Fill("Agreed score for Need and evidence", "4.5")
            .Fill("Reason for Need and evidence", "The panel read the log again")
            .Fill("Note of the discussion (optional)", "Half an hour")
            .PressAsync("Save and next");
        async Task<IReadOnlyList<string>> AgreedAsync() =>
            await host.Db.QueryAsync<string>(
                "select Reason from AgreedScore where ApplicationId = @application and Numerator = 9 and Denominator = 2",
                new { application }
            );
        var page = Recuse(await asOfficer.OpenAsync(Links.Scoring.Assessors(round)), await NameAsync(0), "Trustee");
        page = await page.PressAsync("Recuse", HttpStatusCode.BadRequest);
        page.AssertError(
            $"1 sheet of {await NameAsync(0)} would no longer count, and the panel would agree 1 application again. To go on, tick that you have read this."
        );
        Assert.Single(await AgreedAsync());
        page = await page.Choose(Read).PressAsync("Recuse");
        Assert.Empty(await AgreedAsync());
        moderation = await asOfficer.OpenAsync(Links.Moderation.Application(application));
        moderation.AssertSays("A sheet left the count after this was agreed.");
        Assert.Equal(
            ("4.50", "The panel read the log again", "Half an hour"),
            (
                moderation.Value("Agreed score for Need and evidence"),
                moderation.Value("Reason for Need and evidence"),
                moderation.Value("Note of the discussion (optional)")
            )
        );
        page = await page.Fill("Who comes back?", await NameAsync(0))
            .Fill("Why do they come back?", "Another group")
            .PressAsync("Bring them back");
        page.AssertSays("Back on the panel. Sheets put back: 1. Applications agreed as before: 1.");
        Assert.Equal("The panel read the log again", Assert.Single(await AgreedAsync()));
        await TallyAssert.MatchesAsync(host.Db, round);
    }

    [Fact]
    public async Task A_member_who_leaves_the_meeting_keeps_their_scores_in_the_count()
    {
        await ScoredAsync([5, 5, 5, 5, 5], [3, 3, 3, 3, 3], [3, 3, 3, 3, 3]);
        var asOfficer = await host.AsAsync(officer);
        await AllPresent(await asOfficer.OpenAsync(Links.Moderation.Application(application))).PressAsync("Save and next");
        var page = await asOfficer.OpenAsync(Links.Scoring.Assessors(round));
        page = await page.Fill("Who leaves?", await NameAsync(0)).Fill("Why do they leave?", "Taken ill").PressAsync("They leave");
        page.AssertSays("They have left the panel. Their scores count as before.");
        var moderation = await asOfficer.OpenAsync(Links.Moderation.Application(application));
        moderation.AssertSays("saved 73.3%");
        Assert.Null(moderation.Document.QuerySelector($"input[name=Present][value='{panel[0].Id}']"));
        await TallyAssert.MatchesAsync(host.Db, round);
    }

    private const string Read = "I have read how many sheets no longer count and how many applications are agreed again";

    private static BrowserPage Recuse(BrowserPage page, string name, string reason) =>
        page.Fill("Who is recused?", name).Choose("From the whole round, which they leave").Fill("Why are they recused?", reason);

    private Task<Guid> SheetAsync(int member) =>
        host.Db.ScalarAsync<Guid>(
            "select Id from ScoringAssignment where ApplicationId = @application and AssessorId = @Id",
            new { application, panel[member].Id }
        );

    private async Task<string> NameAsync(int member) =>
        (await host.Db.ScalarAsync<string>("select DisplayName from Person where Id = @Id", new { panel[member].Id }))!;

    private async Task<string> ReferenceAsync() =>
        (await host.Db.ScalarAsync<string>("select Reference from Application where Id = @application", new { application }))!;

    private static BrowserPage AllPresent(BrowserPage page) =>
        page
            .Document.QuerySelectorAll("input[name=Present]")
            .Aggregate(page, (filled, box) => filled.Choose(page.Document.QuerySelector($"label[for='{box.Id}']")!.TextContent.Trim()));

    private async Task ScoredAsync(params int[][] scores)
    {
        officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        for (var i = 0; i < scores.Length; i++)
            panel.Add(await host.Scenario.PersonAsync(Role.PanelMember));
        var applicant = await host.Scenario.PersonAsync(Role.Applicant);
        round = await host.Scenario.RoundAsync(officer, panel);
        application = await host.Scenario.ApplicationAsync(round, await host.Scenario.OrganisationAsync(applicant), applicant);
        for (var i = 0; i < scores.Length; i++)
            await host.Scenario.AssignedAsync(application, panel[i], scores[i]);
        host.Clock.MoveTo("2026-02-21 10:00");
    }
}
