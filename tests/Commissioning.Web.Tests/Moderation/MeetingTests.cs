using System.Net;
using AngleSharp.Dom;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Moderation;
using Commissioning.Features.Moderation;
using Commissioning.Features.Scoring;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Moderation;

/// <summary>The moderation meeting: its order, its pace, its flags, and what happens when people and networks come and go.</summary>
public sealed class MeetingTests(PortalHost host) : IClassFixture<PortalHost>
{
    private readonly List<Actor> panel = [];
    private Actor officer = null!;
    private Guid round;

    [Fact]
    public async Task Twenty_four_flagged_applications_take_at_most_thirty_page_loads()
    {
        var applications = await MeetingAsync(Enumerable.Repeat(Wide, 24).ToArray());
        var loads = 0;
        async Task<BrowserPage> Load(Task<BrowserPage> page)
        {
            loads++;
            return await page;
        }
        var browser = await host.AsAsync(officer);
        var page = await Load(browser.OpenAsync(Links.Moderation.List(round)));
        page = await Load(page.FollowAsync("Start with the first that is left"));
        page = AllPresent(page);
        foreach (var _ in applications)
            page = await Load(page.PressAsync("Save and next"));
        page.AssertSays("Every application of this round has agreed scores.");
        Assert.Equal(24, await host.Db.ScalarAsync<int>("select Moderated from RoundTally where RoundId = @round", new { round }));
        Assert.True(loads <= 30, $"{loads} loads");
    }

    [Fact]
    public async Task The_meeting_goes_on_in_the_order_of_its_address_and_comes_back_to_what_was_passed_over()
    {
        var applications = await MeetingAsync([
            [3, 3, 3],
            [5, 4, 5],
            [1, 5, 3],
        ]);
        var browser = await host.AsAsync(officer);
        // By rank: the second, then the first and the third, which share a mean.
        var list = await browser.OpenAsync(Links.Moderation.InOrder(round, MeetingOrder.Rank));
        var page = await list.FollowAsync("Start with the first that is left");
        Assert.StartsWith((await ReferenceAsync(applications[1]))!, page.Heading, StringComparison.Ordinal);
        page.AssertSays("Rank on the means: 1 of 3 (provisional)");
        page = await page.PressAsync("Come back to it");
        Assert.StartsWith((await ReferenceAsync(applications[0]))!, page.Heading, StringComparison.Ordinal);
        page = await AllPresent(page).PressAsync("Save and next");
        page.AssertSays("2 applications are left.");
        Assert.StartsWith((await ReferenceAsync(applications[2]))!, page.Heading, StringComparison.Ordinal);
        page = await page.PressAsync("Save and next");
        Assert.StartsWith((await ReferenceAsync(applications[1]))!, page.Heading, StringComparison.Ordinal);
        // By disagreement: the one that is spread most comes first, and an agreed one is not opened again.
        list = await browser.OpenAsync(Links.Moderation.List(round));
        page = await list.FollowAsync("Start with the first that is left");
        Assert.StartsWith((await ReferenceAsync(applications[1]))!, page.Heading, StringComparison.Ordinal);
        list.AssertSays("Rank, provisional, on the means");
    }

    [Fact]
    public async Task A_meeting_of_flagged_applications_goes_on_to_flagged_ones_only()
    {
        var applications = await MeetingAsync([Wide, [3, 3, 3], Wide]);
        var list = await (await host.AsAsync(officer)).OpenAsync(Links.Moderation.InOrder(round, MeetingOrder.Number, flagged: true));
        var page = AllPresent(await list.FollowAsync("Start with the first that is left"));
        Assert.StartsWith((await ReferenceAsync(applications[0]))!, page.Heading, StringComparison.Ordinal);
        page = await page.PressAsync("Save and next");
        Assert.StartsWith((await ReferenceAsync(applications[2]))!, page.Heading, StringComparison.Ordinal);
        (await page.PressAsync("Save and next")).AssertSays("1 application is left.");
    }

    [Fact]
    public async Task A_flag_that_a_member_raised_has_an_owner_stays_on_the_list_and_is_named_until_it_is_settled()
    {
        var applications = await MeetingAsync([
            [3, 3, 3],
            [4, 4, 4],
        ]);
        var member = await host.AsAsync(panel[0]);
        var page = await member.OpenAsync(Links.Moderation.Application(applications[0]));
        page = await page.Fill("Who looks after it?", officer.Id.ToString()).PressAsync("Raise the flag", HttpStatusCode.BadRequest);
        page.AssertError("Say in up to 1,000 characters what must be settled");
        page = await page.Fill("What must be settled, or how was it settled?", "Is the hall insured?").PressAsync("Raise the flag");
        page.AssertSays("The flag is raised");
        page.AssertSays($"Is the hall insured? {panel[0].Name} {officer.Name} Open");
        var desk = await host.AsAsync(officer);
        (await desk.OpenAsync(Links.Casework.Work)).AssertSays("Moderation flag that you look after");
        var list = await desk.OpenAsync(Links.Moderation.List(round));
        list.AssertSays("1 open flag");
        list.AssertSays($"Is the hall insured? ({officer.Name})");
        // It is not agreed with many others, but one by one.
        (await AllPresent(list).PressAsync("Agree the mean for applications without a flag")).AssertSays(
            "1 application agreed at its mean"
        );
        var own = await desk.OpenAsync(Links.Moderation.Application(applications[0]));
        await AllPresent(own).PressAsync("Save and next");
        await (await desk.OpenAsync(Links.Moderation.Line(round) + "?threshold=50")).PressAsync("Set the threshold to 50.0%");
        var reference = await ReferenceAsync(applications[0]);
        (await desk.OpenAsync(Links.Decisions.Recommend(round))).AssertSays(
            $"A flag is open on {reference}. Settle it first, or recommend knowing that it is open."
        );
        // Another member may not settle it; its owner may.
        var flag = (await host.Db.ReadAsync(work => FlagQueries.OfApplicationAsync(work, applications[0])))[0].Id;
        Assert.Equal(
            "Only the flag's owner, the person who raised it or an officer may settle it",
            (
                await host.WithAsync<SettleFlag, Result>(flags =>
                    flags.RunAsync(panel[1], applications[0], flag, null, "Yes", records: false)
                )
            )
                .FirstRefusal!
                .Sentence
        );
        Assert.Equal(
            "Only the flag's owner, the person who raised it or an officer may name another owner",
            (
                await host.WithAsync<GiveFlag, Result>(flags =>
                    flags.RunAsync(panel[1], applications[0], flag, null, panel[1].Id, records: false)
                )
            )
                .FirstRefusal!
                .Sentence
        );
        Assert.Equal(
            "This flag is about another application. Choose one of this application",
            (await host.WithAsync<SettleFlag, Result>(flags => flags.RunAsync(officer, applications[1], flag, null, "Yes", records: true)))
                .FirstRefusal!
                .Sentence
        );
        // Who only reads raises none.
        var reader = await (await host.AsAsync(await host.Scenario.PersonAsync(Role.Auditor))).OpenAsync(
            Links.Moderation.Application(applications[0])
        );
        reader.AssertDoesNotSay("Raise a flag");
        page = await desk.OpenAsync(Links.Moderation.Application(applications[0]));
        page = await page.Fill("Which flag?", "Is the hall insured?")
            .Fill("What must be settled, or how was it settled?", "The council insures it.")
            .PressAsync("Settle it");
        page.AssertSays($"by {officer.Name} on");
        page.AssertSays("The council insures it.");
        (await desk.OpenAsync(Links.Decisions.Recommend(round))).AssertDoesNotSay("A flag is open");
        Assert.Equal(
            1,
            await host.Db.ScalarAsync<int>(
                "select count(*) from AuditEntry where SubjectId = @Id and Action = @Action",
                new { Id = applications[0], Action = nameof(AuditAction.ModerationFlagResolved) }
            )
        );
    }

    [Fact]
    public async Task A_flag_of_the_scores_gets_an_owner_by_name_and_is_settled_by_the_agreed_scores()
    {
        var applications = await MeetingAsync([Wide]);
        var desk = await host.AsAsync(officer);
        var page = await desk.OpenAsync(Links.Moderation.Application(applications[0]));
        page.AssertSays("The scores The meeting Open");
        page = await page.Fill("Which flag?", "Scores spread 80 points")
            .Fill("Who looks after it?", panel[2].Id.ToString())
            .PressAsync("Name the owner");
        page.AssertSays($"The scores {panel[2].Name} Open");
        await AllPresent(page).PressAsync("Save and next");
        page = await desk.OpenAsync(Links.Moderation.Application(applications[0]));
        page.AssertSays($"by the agreed scores, which {officer.Name} recorded on");
    }

    [Fact]
    public async Task A_conflict_declared_during_the_meeting_changes_the_means_and_loses_nothing_that_was_typed()
    {
        var applications = await MeetingAsync([
            [5, 3, 2],
        ]);
        var page = await (await host.AsAsync(officer)).OpenAsync(Links.Moderation.Application(applications[0]));
        page = AllPresent(page)
            .Fill("Reason for Need and evidence", "The panel read the log again")
            .Fill("Note of the discussion (optional)", "Half an hour");
        var sheet = await host.Db.ScalarAsync<Guid>(
            "select Id from ScoringAssignment where ApplicationId = @Id and AssessorId = @Assessor",
            new { Id = applications[0], Assessor = panel[0].Id }
        );
        Assert.Empty(
            await host.RefusalsAsync<DeclareConflict>(declare =>
                declare.RunAsync(panel[0], new(sheet, "Something else", "My sister chairs it"))
            )
        );
        page = await page.PressAsync("Save and next", HttpStatusCode.BadRequest);
        page.AssertSays($"The assessors' scores have changed since you opened this page: {panel[0].Name} has a conflict of interest");
        Assert.Equal("The panel read the log again", page.Value("Reason for Need and evidence"));
        Assert.Equal("Half an hour", page.Value("Note of the discussion (optional)"));
        Assert.Null(page.Document.QuerySelector($"input[name=Present][value='{panel[0].Id}']"));
        (await page.PressAsync("Save and next")).AssertSays("is agreed at 50.0%");
    }

    [Fact]
    public async Task A_member_who_leaves_in_the_middle_is_present_for_what_was_agreed_before_and_the_quorum_holds()
    {
        var applications = await MeetingAsync([Wide, Wide, Wide]);
        var page = AllPresent(
            await (await host.AsAsync(officer)).OpenAsync(Links.Moderation.InMeeting(applications[0], MeetingOrder.Number))
        );
        page = await page.PressAsync("Save and next");
        page = await page.Fill(panel[2].Name, "off").PressAsync("Save and next");
        // Those who stayed are ticked for the next, and one alone is no quorum.
        page = await page.Fill(panel[1].Name, "off").PressAsync("Save and next", HttpStatusCode.BadRequest);
        page.AssertSays("1 member without a conflict of interest is present, and the round needs 2");
        var present = await host.Db.QueryAsync<int>(
            "select count(p.PersonId) from Application a left join ModerationPresent p on p.ApplicationId = a.Id where a.RoundId = @round group by a.Number order by a.Number",
            new { round }
        );
        Assert.Equal([3, 2, 0], present);
    }

    [Fact]
    public async Task A_member_with_a_conflict_in_one_application_is_ticked_again_for_the_next()
    {
        var applications = await MeetingAsync([Wide, Wide, Wide]);
        var sheet = await SheetOf(applications[1], panel[2]);
        Assert.Empty(
            await host.RefusalsAsync<DeclareConflict>(declare =>
                declare.RunAsync(panel[2], new(sheet, "Something else", "My sister chairs it"))
            )
        );
        var browser = await host.AsAsync(officer);
        var page = AllPresent(await browser.OpenAsync(Links.Moderation.InMeeting(applications[0], MeetingOrder.Number)));
        page = await page.PressAsync("Save and next");
        Assert.Equal(2, page.Document.QuerySelectorAll("input[name=Present][checked]").Length);
        page = await page.PressAsync("Save and next");
        Assert.Equal(3, page.Document.QuerySelectorAll("input[name=Present][checked]").Length);
    }

    private Task<Guid> SheetOf(Guid application, Actor assessor) =>
        host.Db.ScalarAsync<Guid>(
            "select Id from ScoringAssignment where ApplicationId = @application and AssessorId = @Id",
            new { application, assessor.Id }
        );

    [Fact]
    public async Task A_reason_of_twenty_thousand_characters_and_right_to_left_text_stay_as_typed()
    {
        var applications = await MeetingAsync([Wide]);
        var page = AllPresent(await (await host.AsAsync(officer)).OpenAsync(Links.Moderation.Application(applications[0])));
        var (long20, arabic) = (new string('x', 20_000), "المشروع يخدم الحي كله");
        page = await page.Fill("Reason for Need and evidence", long20).PressAsync("Save and next", HttpStatusCode.BadRequest);
        page.AssertSays("Shorten this from 20,000");
        Assert.Equal(long20, page.Value("Reason for Need and evidence"));
        Assert.Equal("auto", page.Document.QuerySelector("#Lines_0__Reason")!.GetAttribute("dir"));
        await page.Fill("Reason for Need and evidence", arabic).PressAsync("Save and next");
        Assert.Equal(
            arabic,
            await host.Db.ScalarAsync<string>(
                "select Reason from AgreedScore where ApplicationId = @Id and Reason = @arabic",
                new { Id = applications[0], arabic }
            )
        );
    }

    [Fact]
    public async Task An_assessors_reason_is_taken_from_the_list_without_a_script()
    {
        var applications = await MeetingAsync([Wide]);
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update Score set Reason = 'The log is convincing' where Value = 5 and AssignmentId in (select Id from ScoringAssignment where RoundId = @round)",
                new { round }
            )
        );
        var page = AllPresent(await (await host.AsAsync(officer)).OpenAsync(Links.Moderation.Application(applications[0])));
        await page.Fill("Agreed score for Need and evidence", "4.5")
            .Fill("Take an assessor's reason for Need and evidence", "The log is convincing")
            .PressAsync("Save and next");
        Assert.Equal(
            1,
            await host.Db.ScalarAsync<int>(
                "select count(*) from AgreedScore where ApplicationId = @Id and Reason = 'The log is convincing'",
                new { Id = applications[0] }
            )
        );
    }

    [Fact]
    public async Task The_list_names_applications_whose_letters_would_carry_stock_words_only()
    {
        var applications = await MeetingAsync([
            [3, 3, 3],
            [3, 3, 3],
        ]);
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update Score set Reason = '' where AssignmentId in (select Id from ScoringAssignment where ApplicationId = @Id)",
                new { Id = applications[1] }
            )
        );
        var list = await (await host.AsAsync(officer)).OpenAsync(Links.Moderation.List(round));
        list.AssertSays($"Nobody wrote a reason for {await ReferenceAsync(applications[1])}.");
        list.AssertSays("Stock words only");
    }

    [Fact]
    public async Task The_shared_screen_goes_along_with_the_meeting_and_is_told_of_each_change()
    {
        var applications = await MeetingAsync([Wide, Wide]);
        var browser = await host.AsAsync(officer);
        var page = await browser.OpenAsync(Links.Moderation.InMeeting(applications[0], MeetingOrder.Number));
        page = await page.PressAsync("Show it on the shared screen");
        var changes = host.Services.GetService(typeof(MeetingChanges)) as MeetingChanges;
        var before = await changes!.StateAsync(round);
        var waits = changes.WaitAsync(round, before, CancellationToken.None);
        await AllPresent(page).PressAsync("Save and next");
        Assert.NotNull(await waits);
        var screen = await (await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer))).OpenAsync(
            Links.Moderation.Live(round)
        );
        screen.AssertSays((await ReferenceAsync(applications[1]))!);
        screen.AssertSays($"Agreed last: {await ReferenceAsync(applications[0])}, Project 0, 60.0%. Every score is the mean.");
        screen.AssertSays("Because of what the application says."); // The reasons stand on the screen too.
        Assert.Null(screen.Document.QuerySelector("header"));
        // A member of another panel is told nothing.
        var other = await host.AsAsync(await host.Scenario.PersonAsync(Role.PanelMember));
        using var told = await other.GetAsync(Links.Moderation.Live(round) + "?handler=Changes&state=x");
        Assert.Equal(HttpStatusCode.NotFound, told.StatusCode);
    }

    [Fact]
    public async Task What_was_tried_is_kept_for_the_minutes_with_who_and_what_would_have_followed()
    {
        await MeetingAsync([
            [5, 5, 5],
            [3, 3, 3],
        ]);
        var browser = await host.AsAsync(officer);
        var page = await browser.OpenAsync(Links.Moderation.Line(round) + "?threshold=60&pot=5000&part%5B2%5D=2000");
        page.AssertSays("Provisional, on the means");
        page = await page.Fill("What was said to it? (optional)", "Only if the second can do with less")
            .PressAsync("Keep this for the minutes");
        page.AssertSays("Kept for the minutes");
        var kept = Assert.Single(await host.Db.ReadAsync(work => TriedThresholds.OfRoundAsync(work, round)));
        Assert.Equal(
            (new Fraction(60, 1), 1, Money.FromPounds(5_000), Money.FromPounds(5_000)),
            (kept.Threshold, kept.Funded, kept.Awarded, kept.Pot)
        );
        Assert.Equal((2, officer.Name), (kept.OnMeans, kept.ByName));
        Assert.Contains("Pot £5,000.00 instead of £50,000.00.", kept.Moved, StringComparison.Ordinal);
        Assert.Contains("at £2,000.00 instead of £5,000.00.", kept.Moved, StringComparison.Ordinal);
        page.AssertSays("Only if the second can do with less");
        // It can be shown again, and changed nothing.
        (await browser.OpenAsync(Links.Moderation.Line(round) + "?" + kept.Address)).AssertSays("£5,000.00 of the pot");
        Assert.Null(await host.Db.ScalarAsync<long?>("select ThresholdNumerator from Round where Id = @round", new { round }));
        (await browser.OpenAsync(Links.Moderation.Line(round) + "?threshold=60&pot=much", HttpStatusCode.BadRequest)).AssertError(
            "Enter an amount in pounds and pence, such as 500 or 500.50"
        );
    }

    [Fact]
    public async Task What_cannot_be_is_refused_with_words_when_it_is_tried()
    {
        await MeetingAsync([
            [5, 5, 5],
            [3, 3, 3],
        ]);
        var browser = await host.AsAsync(officer);
        Task<BrowserPage> Try(string query) =>
            browser.OpenAsync($"{Links.Moderation.Line(round)}?threshold=50&{query}", HttpStatusCode.BadRequest);
        (await Try("Part%5B1%5D=9000")).AssertError("Enter £5,000.00 or less: that is what was asked for");
        (await Try("Part%5B1%5D=0")).AssertError("Enter an amount above £0, or leave the box empty");
        (await Try("BestValue=true&Limits%5B0%5D.Applications=1")).AssertError(
            "Best value cannot be combined with limits by area, priority or organisation. Empty the limits, or go by rank."
        );
        // An address that names one kind of limit only.
        await browser.OpenAsync($"{Links.Moderation.Line(round)}?threshold=50&Limits%5B0%5D.Applications=0");
    }

    [Fact]
    public async Task An_assessors_reason_that_only_stood_there_does_not_explain_the_panels_score_and_a_chosen_one_does()
    {
        var applications = await MeetingAsync([Wide]);
        var page = AllPresent(await (await host.AsAsync(officer)).OpenAsync(Links.Moderation.Application(applications[0])));
        page = await page.Fill("Agreed score for Need and evidence", "5").PressAsync("Save and next", HttpStatusCode.BadRequest);
        page.AssertError(
            "The panel agreed 5.0 for Need and evidence when the mean was 3.00. This is one assessor's own reason. Choose it from the list, or write the panel's."
        );
        page = await page.Fill("Take an assessor's reason for Need and evidence", "Because of what the application says.")
            .PressAsync("Save and next");
        page.AssertSays("is agreed at");
    }

    private static readonly int[] Wide = [5, 1, 3];

    /// <summary>A round after scoring, with three assessors, each giving one score to all criteria of an application.</summary>
    private async Task<IReadOnlyList<Guid>> MeetingAsync(int[][] scores)
    {
        officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        for (var i = 0; i < 3; i++)
            panel.Add(await host.Scenario.PersonAsync(Role.PanelMember));
        round = await host.Scenario.RoundAsync(officer, panel);
        var applicant = await host.Scenario.PersonAsync(Role.Applicant);
        var applications = new List<Guid>();
        foreach (var (i, given) in scores.Index())
        {
            applications.Add(
                await host.Scenario.ApplicationAsync(
                    round,
                    await host.Scenario.OrganisationAsync(applicant, $"Group {i}"),
                    applicant,
                    $"Project {i}"
                )
            );
            for (var a = 0; a < panel.Count; a++)
                await host.Scenario.AssignedAsync(applications[i], panel[a], [.. Enumerable.Repeat(given[a], 5)]);
        }
        host.Clock.MoveTo("2026-02-21 10:00");
        return applications;
    }

    private Task<string?> ReferenceAsync(Guid application) =>
        host.Db.ScalarAsync<string>("select Reference from Application where Id = @application", new { application });

    private static BrowserPage AllPresent(BrowserPage page) =>
        page
            .Document.QuerySelectorAll("input[name=Present]")
            .Aggregate(page, (filled, box) => filled.Choose(page.Document.QuerySelector($"label[for='{box.Id}']")!.TextContent.Trim()));
}
