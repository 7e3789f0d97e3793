using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Decisions;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.Applications;
using Commissioning.Features.Awards;
using Commissioning.Features.Decisions;
using Commissioning.Features.DueDiligence;
using Commissioning.Features.Payments;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Decisions;

public sealed class DecidePageTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task The_recommendation_paper_is_drawn_from_the_data_and_frozen()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var browser = await host.AsAsync(stages.Officer);
        var preview = await browser.OpenAsync(Links.Decisions.Recommend(stages.Round));
        preview.AssertSays(
            "The panel recommends 2 projects for grants that add up to £10,000.00, out of a pot of £50,000.00. £40,000.00 would stay unallocated."
        );
        var paper = await preview.PressAsync("Make the recommendation");
        paper.AssertSays("70% and above 2");
        paper.AssertSays("No panel member declared a conflict.");
        paper.AssertSays("Project C");
        (await browser.OpenAsync(Links.Decisions.Recommend(stages.Round))).AssertSays("The recommendation was made at");
        (await browser.OpenAsync(Links.Moderation.Application(stages.Applications[0].Id))).AssertSays(
            "you can no longer change agreed scores"
        );
        using var pdf = await browser.GetAsync(Links.Decisions.PaperPdf(stages.Round));
        Assert.Equal("%PDF", System.Text.Encoding.ASCII.GetString((await pdf.Content.ReadAsByteArrayAsync())[..4]));
    }

    [Fact]
    public async Task A_recommendation_waits_until_every_application_has_an_agreed_score()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("delete from AgreedScore where ApplicationId = @Id", new { stages.Applications[1].Id })
        );
        (await (await host.AsAsync(stages.Officer)).OpenAsync(Links.Decisions.Recommend(stages.Round))).AssertSays(
            "1 application has no agreed score yet"
        );
    }

    [Fact]
    public async Task A_decision_is_made_by_a_second_person_with_interests_and_a_reason_for_each_departure()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).RecommendedAsync();
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("insert into PersonRole (PersonId, Role) values (@Id, 'Approver')", new { stages.Officer.Id })
        );
        (await (await host.AsAsync(stages.Officer)).OpenAsync(Links.Decisions.Decide(stages.Round))).AssertSays(
            "You made the recommendation, so someone else must decide"
        );

        var browser = await host.AsAsync(stages.Approver);
        var page = await browser.OpenAsync(Links.Decisions.Decide(stages.Round));
        var references = await ReferencesAsync(stages);
        page = await page.PressAsync("Decide", HttpStatusCode.BadRequest);
        page.AssertError("Say whether you have an interest in any of these organisations");
        page.AssertError("Choose whether to decide as recommended");
        page = await page.PressAsync($"Change {references[1]}");
        page = await Pick(page, "Line.Choice", "Decline").PressAsync("Decide", HttpStatusCode.BadRequest);
        page.AssertError($"Say why you depart from the recommendation for {references[1]}");
        page = await page.Fill("Reason that the applicant reads", "Funded by the city this month").PressAsync("Save this line");
        page.AssertSays("As recommended, with 1 change: fund 1 for £5,000.00, decline 2. £45,000.00 of the pot is left");
        page = await Decided(page, "WithChanges").PressAsync("Decide");
        page.AssertSays("The decision is recorded");
        page.AssertSays("1 project, £5,000.00");
        await TallyAssert.MatchesAsync(host.Db, stages.Round);
        (await browser.OpenAsync(Links.Decisions.Decide(stages.Round))).AssertSays("This round was decided at");
        Assert.Equal(0, await host.Database.CountAsync("DecisionDraft", "PersonId = @Id", new { stages.Approver.Id }));
    }

    [Fact]
    public async Task A_decision_as_recommended_says_what_it_gives_and_refuses_changes_that_stand()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).RecommendedAsync();
        var references = await ReferencesAsync(stages);
        var page = await (await host.AsAsync(stages.Approver)).OpenAsync(Links.Decisions.Decide(stages.Round));
        page.AssertSays("I have none in these 3 organisations");
        page.AssertSays("As recommended: fund 2 for £10,000.00, decline 1. £40,000.00 of the pot is left");
        page.AssertSays("Recommended (2)");
        page.AssertSays("Not recommended (1)");
        page = await page.PressAsync($"Change {references[0]}");
        page = await page.Fill("A condition for this grant only (optional)", "Show the insurance").PressAsync("Save this line");
        page = await Decided(page, "AsRecommended").PressAsync("Decide", HttpStatusCode.BadRequest);
        page.AssertError($"You changed {references[0]}. Choose to decide with changes, or put it back as recommended");
        page = await page.PressAsync($"Change {references[0]}");
        page = await page.PressAsync("As recommended again");
        page = await Decided(page, "AsRecommended").PressAsync("Decide");
        page.AssertSays("2 projects, £10,000.00");
        page.AssertSays("Departures from the recommendation 0");
    }

    [Fact]
    public async Task A_decision_must_fit_the_pot()
    {
        var stages = await (
            await RoundInStages.ModeratedAsync(host, Scenario.Details() with { Pot = Money.FromPounds(12_000) })
        ).RecommendedAsync();
        var page = await (await host.AsAsync(stages.Approver)).OpenAsync(Links.Decisions.Decide(stages.Round));
        page = await page.PressAsync($"Change {(await ReferencesAsync(stages))[2]}");
        page = await Pick(page, "Line.Choice", "Fund").Fill("Reason that the applicant reads", "Needed").PressAsync("Save this line");
        page.AssertSays("3 funded, £15,000.00");
        page.AssertSays("£3,000.00 more than the pot of £12,000.00");
        page = await Decided(page, "WithChanges").PressAsync("Decide", HttpStatusCode.BadRequest);
        page.AssertError("The applications you chose add up to £15,000.00, which is £3,000.00 more than the £12,000.00 in the pot");
    }

    [Fact]
    public async Task An_application_with_an_interest_is_left_for_someone_else_who_alone_may_decide_it()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).RecommendedAsync();
        var (application, reference) = (stages.Applications[0].Id, (await ReferencesAsync(stages))[0]);
        var browser = await host.AsAsync(stages.Approver);
        var page = await browser.OpenAsync(Links.Decisions.Decide(stages.Round));
        page = Pick(Pick(page, "Form.HasInterests", "true"), "Form.Way", "AsRecommended");
        page = await page.Fill("Organisation", application.ToString()).PressAsync("Decide", HttpStatusCode.BadRequest);
        page.AssertError("Choose what kind of interest it is");
        page.AssertError("Say in a sentence whom and what it is about");
        page.AssertError("Enter the day by which someone else decides these");
        page.AssertSays("Someone else decides");
        page.AssertSays("1 funded, £5,000.00, 1 left for later");
        page = await Until(
                page.Fill("Kind", "I am related to, or a friend of, someone in it")
                    .Fill("Whom and what is it about?", "My sister chairs it."),
                "Form.OthersDecideBy"
            )
            .Choose(Reasons)
            .PressAsync("Decide");
        page.AssertSays("1 project, £5,000.00");
        page.AssertSays($"Group A ({reference}), \"I am related to, or a friend of, someone in it\": My sister chairs it");
        page.AssertSays("Deferred until 4 May 2026");
        await TallyAssert.MatchesAsync(host.Db, stages.Round);
        (await browser.OpenAsync(Links.Decisions.Deferred(application))).AssertSays(
            "You have declared an interest in this application, so someone else must decide it"
        );
        (await browser.OpenAsync(Links.Decisions.Correct(stages.Round, application))).AssertSays(
            "You have declared an interest in this application, so someone else must decide it"
        );
        var number = await host.Db.ScalarAsync<string>("select Number from Decision where RoundId = @Round", new { stages.Round });
        (await browser.OpenAsync(Links.Decisions.Notice(stages.Round, number!))).AssertSays(
            "Someone else decides this application, because the decision maker has declared an interest in it"
        );
        var someoneElse = await host.AsAsync(await host.Scenario.PersonAsync(Role.Approver));
        page = await someoneElse.OpenAsync(Links.Decisions.Deferred(application));
        page = await Pick(page, "Form.Choice", "Fund")
            .Choose("I have an interest, so someone else decides")
            .Fill("Why is it decided again? For the public notice", "The decision maker had an interest")
            .PressAsync("Record this decision", HttpStatusCode.BadRequest);
        page.AssertError($"Someone else must decide {reference}, because you have an interest in it");
        page = await page.Fill("Why is it decided again? For the public notice", "The decision maker had an interest")
            .Choose("I have none")
            .PressAsync("Record this decision");
        page.AssertSays("The decision maker had an interest");
        await TallyAssert.MatchesAsync(host.Db, stages.Round);

        // What was declared stands beside the next paper.
        var later = await (await RoundInStages.ModeratedAsync(host)).RecommendedAsync();
        (await browser.OpenAsync(Links.Decisions.Decide(later.Round))).AssertSays("My sister chairs it.");
    }

    [Fact]
    public async Task Of_two_decision_makers_the_first_decides_and_the_other_keeps_what_was_prepared()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).RecommendedAsync();
        var references = await ReferencesAsync(stages);
        var second = await host.Scenario.PersonAsync(Role.Approver);
        var browser = await host.AsAsync(second);
        var page = await (await browser.OpenAsync(Links.Decisions.Decide(stages.Round))).PressAsync($"Change {references[0]}");
        page = Decided(Pick(page, "Line.Choice", "Decline"), "WithChanges")
            .Fill("Reason that the applicant reads", "\u0634\u0643\u0631\u0627 for asking");
        Assert.Empty(
            await host.RefusalsAsync<DecideRound>(decide => decide.RunAsync(stages.Approver, stages.Round, DecideRound.AsRecommended))
        );
        page = await page.PressAsync("Decide", HttpStatusCode.BadRequest);
        Assert.Contains(
            $"by {stages.Approver.Name}",
            page.Document.QuerySelector(".govuk-error-summary")!.TextContent,
            StringComparison.Ordinal
        );
        page.AssertSays("None of this was recorded. It is kept here for you.");
        page.AssertSays("Not funded. \u0634\u0643\u0631\u0627 for asking");
        page = await browser.OpenAsync(Links.Decisions.Decide(stages.Round));
        page.AssertSays("Not funded. \u0634\u0643\u0631\u0627 for asking");
        Assert.Equal(1, await host.Database.CountAsync("Decision", "RoundId = @Round", new { stages.Round }));
    }

    [Fact]
    public async Task A_paper_taken_back_while_it_is_read_is_not_decided_and_loses_nothing()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).RecommendedAsync();
        var browser = await host.AsAsync(stages.Approver);
        var page = await browser.OpenAsync(Links.Decisions.Decide(stages.Round));
        var other = await (await host.AsAsync(await host.Scenario.PersonAsync(Role.Approver))).OpenAsync(
            Links.Decisions.Decide(stages.Round)
        );
        await host.Db.HousekeepAsync(async work =>
        {
            await work.ExecuteAsync("update Recommendation set WithdrawnAt = @Now where RoundId = @Round", new { stages.Round, work.Now });
            return await work.ExecuteAsync("update Round set RecommendedAt = null where Id = @Round", new { stages.Round });
        });
        page = await Decided(page, "AsRecommended")
            .Fill("Note on the decision (optional)", "A good round")
            .PressAsync("Decide", HttpStatusCode.BadRequest);
        page.AssertSays("This paper was sent back for changes at");
        page.AssertSays("Note A good round");

        // A new paper starts afresh, and leads to what was prepared on the old one.
        await stages.RecommendedAsync();
        other = await Decided(other, "AsRecommended").PressAsync("Decide", HttpStatusCode.BadRequest);
        other.AssertError("A new paper was made since you opened this page. Read it, and decide on that one");
        Assert.Equal(0, await host.Database.CountAsync("Decision", "RoundId = @Round", new { stages.Round }));
        page = await browser.OpenAsync(Links.Decisions.Decide(stages.Round));
        (await page.FollowAsync("What you had prepared on paper 1")).AssertSays("Note A good round");
    }

    [Fact]
    public async Task A_reason_of_20000_characters_is_kept_and_is_shortened_before_it_is_decided()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).RecommendedAsync();
        var reference = (await ReferencesAsync(stages))[0];
        var browser = await host.AsAsync(stages.Approver);
        var page = await (await browser.OpenAsync(Links.Decisions.Decide(stages.Round))).PressAsync($"Change {reference}");
        var long20 = string.Concat(Enumerable.Repeat("\u0645\u0631\u062d\u0628\u0627 all ", 2000)).TrimEnd();
        page = Pick(page, "Line.Choice", "Decline").Fill("Reason that the applicant reads", long20);
        Assert.Contains("\"version\":2", await page.PostAsync("Autosave"), StringComparison.Ordinal);
        page = await (await browser.OpenAsync(Links.Decisions.Decide(stages.Round))).PressAsync($"Change {reference}");
        Assert.Equal(long20, page.Value("Reason that the applicant reads"));
        page = await Decided(page, "WithChanges").PressAsync("Decide", HttpStatusCode.BadRequest);
        page.AssertError($"The reason for {reference} has {long20.Length:N0} characters. Shorten it to 1,000");
        Assert.Equal(long20, page.Value("Reason that the applicant reads"));
        page = await page.Fill("Reason that the applicant reads", "\u0645\u0631\u062d\u0628\u0627").PressAsync("Decide");
        page.AssertSays("1 project, £5,000.00");
        Assert.Equal(
            "\u0645\u0631\u062d\u0628\u0627",
            await host.Db.ScalarAsync<string>(
                "select l.Reason from DecisionLine l join Application a on a.Id = l.ApplicationId where a.Reference = @reference and a.RoundId = @Round",
                new { reference, stages.Round }
            )
        );
    }

    [Fact]
    public async Task A_draft_saved_on_another_screen_is_not_replaced_unseen()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).RecommendedAsync();
        var browser = await host.AsAsync(stages.Approver);
        var tablet = await browser.OpenAsync(Links.Decisions.Decide(stages.Round));
        var desk = await browser.OpenAsync(Links.Decisions.Decide(stages.Round));
        (await desk.Fill("Note on the decision (optional)", "From the desk").PressAsync("Save and come back")).AssertSays(
            "What you prepared is saved. Nothing is decided yet."
        );
        tablet = await tablet
            .Fill("Note on the decision (optional)", "From the tablet")
            .PressAsync("Save and come back", HttpStatusCode.BadRequest);
        tablet.AssertError(
            "You saved this decision on another screen since you opened it here. Check what is below, then save again to keep it"
        );
        Assert.Equal("From the tablet", tablet.Value("Note on the decision (optional)"));
        await tablet.PressAsync("Save and come back");
        Assert.Equal(
            "From the tablet",
            (await browser.OpenAsync(Links.Decisions.Decide(stages.Round))).Value("Note on the decision (optional)")
        );
    }

    [Fact]
    public async Task A_decision_is_put_off_to_a_day_with_what_it_waits_for_and_nothing_is_decided()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).RecommendedAsync();
        var browser = await host.AsAsync(stages.Approver);
        var page = await browser.OpenAsync(Links.Decisions.Decide(stages.Round));
        page = await Decided(page, "NotNow").PressAsync("Decide", HttpStatusCode.BadRequest);
        page.AssertError("Enter the day on which you mean to decide");
        page.AssertError("Say what you wait for, or what you ask for");
        page = await Until(page, "Form.PutOffUntil").Fill("What do you wait for, or ask for?", "Two accounts").PressAsync("Decide");
        page.AssertSays("The decision is put off until 4 May 2026");
        (await (await host.AsAsync(stages.Officer)).OpenAsync(Links.Decisions.Paper(stages.Round))).AssertSays(
            $"{stages.Approver.Name} put the decision off until 4 May 2026"
        );
        page = await browser.OpenAsync(Links.Decisions.Decide(stages.Round));
        page.AssertSays("Two accounts");
        Assert.Equal(0, await host.Database.CountAsync("Decision", "RoundId = @Round", new { stages.Round }));
        page = await Decided(page, "AsRecommended").PressAsync("Decide");
        page.AssertSays("The decision is recorded");
    }

    [Fact]
    public async Task An_application_withdrawn_after_the_recommendation_is_not_funded()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).RecommendedAsync();
        var page = await (await host.AsAsync(stages.Approver)).OpenAsync(Links.Decisions.Decide(stages.Round));
        var outcome = await host.WithAsync<WithdrawApplication, Result>(withdraw =>
            withdraw.RunAsync(stages.Applications[0].Applicant, stages.Applications[0].Id, "We have closed")
        );
        Assert.Null(outcome.FirstRefusal);
        page = await Decided(page, "AsRecommended").PressAsync("Decide");
        page.AssertSays("1 project, £5,000.00");
        await TallyAssert.MatchesAsync(host.Db, stages.Round);
    }

    [Fact]
    public async Task What_a_project_does_and_why_it_reduces_crime_is_written_by_an_officer_and_kept_with_the_grant()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var reference = (await ReferencesAsync(stages))[0];
        var officer = await host.AsAsync(stages.Officer);
        var page = await (await officer.OpenAsync(Links.Decisions.Recommend(stages.Round))).FollowAsync(
            "What each project does and why it reduces crime"
        );
        page = await page.Fill($"{reference}: Project A", new string('x', 501)).PressAsync("Save the sentences", HttpStatusCode.BadRequest);
        page.AssertError("Shorten this from 501 to 500 characters or fewer");
        page = await page.Fill($"{reference}: Project A", "Lights in the underpass, where half of the robberies were")
            .PressAsync("Save the sentences");
        await stages.RecommendedAsync();
        (await officer.OpenAsync(Links.Decisions.CrimeReasons(stages.Round))).AssertSays("its sentences can no longer be changed");
        var approver = await host.AsAsync(stages.Approver);
        page = await approver.OpenAsync(Links.Decisions.Decide(stages.Round));
        page.AssertSays("Lights in the underpass, where half of the robberies were");
        page.AssertSays("One is a draft in the application's own words: accept it");
        page.AssertSays("It serves the priority");
        await Decided(page, "AsRecommended").PressAsync("Decide");
        Assert.Equal(
            "Lights in the underpass, where half of the robberies were",
            await host.Db.ScalarAsync<string>(
                "select CrimeReductionReason from Award where ApplicationId = @Id",
                new { stages.Applications[0].Id }
            )
        );
    }

    [Fact]
    public async Task A_condition_of_a_check_becomes_the_grants_condition_and_holds_payment_until_it_is_met()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).RecommendedAsync();
        var (application, reference) = (stages.Applications[0].Id, (await ReferencesAsync(stages))[0]);
        var check = await host.Db.ReadAsync(async work => (await ApplicationChecks.GetAsync(work, application)).Checks[0]);
        Assert.Null(
            (
                await host.WithAsync<RecordCheck, Result>(record =>
                    record.RunAsync(
                        stages.Officer,
                        new(check.Id, check.Version, CheckStatus.Condition, "Renewal to be seen\nbefore payment", null, null, null)
                    )
                )
            ).FirstRefusal
        );
        var words = $"{check.Name}: Renewal to be seen before payment";
        var browser = await host.AsAsync(stages.Approver);
        var page = await browser.OpenAsync(Links.Decisions.Decide(stages.Round));
        page.AssertSays($"Condition: {words}");
        page = await page.PressAsync($"Change {reference}");
        Assert.Equal($"{words}.", page.Value("A condition for this grant only (optional)"));
        page = await page.PressAsync("Save this line");
        page.AssertSays("As recommended, with changes: press Change beside an application below");
        (await Decided(page, "AsRecommended").PressAsync("Decide")).AssertSays("The decision is recorded");
        var award = await host.Db.ScalarAsync<Guid>("select Id from Award where ApplicationId = @application", new { application });
        Assert.Contains(
            words,
            await host.Db.ScalarAsync<string>("select Conditions from Award where Id = @award", new { award }),
            StringComparison.Ordinal
        );
        var number = await host.Db.ScalarAsync<string>("select Number from Decision where RoundId = @Round", new { stages.Round });
        (await browser.OpenAsync(Links.Decisions.Notice(stages.Round, number!))).AssertSays($"{reference}: {words}");
        Assert.Contains($"The condition \"{words}\" is not met", await host.Db.ReadAsync(work => PaymentHolds.GetAsync(work, application)));
        var condition = await host.Db.ScalarAsync<Guid>("select Id from AwardCondition where AwardId = @award", new { award });
        Assert.Null(
            (
                await host.WithAsync<DecideCondition, Result>(decide =>
                    decide.RunAsync(stages.Officer, award, condition, 1, ConditionState.Accepted, "Seen the renewal")
                )
            ).FirstRefusal
        );
        Assert.DoesNotContain(
            await host.Db.ReadAsync(work => PaymentHolds.GetAsync(work, application)),
            hold => hold.Contains("Renewal", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_usual_reason_that_is_not_true_is_neither_offered_nor_accepted()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).RecommendedAsync();
        var reference = (await ReferencesAsync(stages))[0];
        var page = await (await host.AsAsync(stages.Approver)).OpenAsync(Links.Decisions.Decide(stages.Round));
        page = await page.PressAsync($"Change {reference}");
        var offered = page.Document.QuerySelectorAll("select[name='Line.Usual'] option").Select(option => option.TextContent).ToList();
        Assert.DoesNotContain(DeclineReasons.BelowThreshold, offered);
        Assert.DoesNotContain(DeclineReasons.FundSpent, offered);
        page = await Pick(page, "Line.Choice", "Decline")
            .Fill("Reason that the applicant reads", "It scored below the threshold.")
            .PressAsync("Save this line", HttpStatusCode.BadRequest);
        page.AssertError($"{reference} did not score below the threshold, so give another reason");
        page = await page.Fill("Reason that the applicant reads", DeclineReasons.FundSpent)
            .PressAsync("Save this line", HttpStatusCode.BadRequest);
        page.AssertError($"There is money left for {reference}, so give another reason");
    }

    [Fact]
    public async Task The_page_states_the_opinion_and_what_checks_say_since_the_paper()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).RecommendedAsync();
        var references = await ReferencesAsync(stages);
        var browser = await host.AsAsync(stages.Approver);
        var page = await browser.OpenAsync(Links.Decisions.Decide(stages.Round));
        page.AssertSays($"By deciding you hold this opinion, which the notice prints: {PaperRules.OpinionHeld(2)}");
        page.AssertDoesNotSay("Now: Fail");
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update Application set DueDiligence = 'Fail' where Id = @Id", new { stages.Applications[1].Id })
        );
        page = await browser.OpenAsync(Links.Decisions.Decide(stages.Round));
        page.AssertSays($"Now: Fail for {references[1]}");
        page = await page.PressAsync($"Change {references[2]}");
        page.AssertSays($"The notice will say, as your opinion: {PaperRules.OpinionHeld(1)}");
    }

    [Fact]
    public async Task Not_now_stands_until_something_else_is_chosen_and_the_page_says_so()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).RecommendedAsync();
        var reference = (await ReferencesAsync(stages))[0];
        var page = await (await host.AsAsync(stages.Approver)).OpenAsync(Links.Decisions.Decide(stages.Round));
        page = await Pick(page, "Form.Way", "NotNow").PressAsync($"Change {reference}");
        page = await Pick(page, "Line.Choice", "Decline")
            .Fill("Reason that the applicant reads", "Funded by the city")
            .PressAsync("Save this line");
        page.AssertSays($"{reference} is saved, and not decided yet. \"Not now\" still stands");
        page.AssertSays("0 funded, £0.00, 3 left for later");
    }

    [Fact]
    public async Task Of_two_windows_of_one_person_the_second_reads_that_it_is_decided_and_has_no_form()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).RecommendedAsync();
        var browser = await host.AsAsync(stages.Approver);
        var first = await (await browser.OpenAsync(Links.Decisions.Decide(stages.Round)))
            .Fill("Note on the decision (optional)", "Agreed")
            .PressAsync($"Change {(await ReferencesAsync(stages))[0]}");
        var second = await browser.OpenAsync(Links.Decisions.Decide(stages.Round));
        await Decided(first, "AsRecommended").PressAsync("Decide");
        second = await Decided(second, "AsRecommended").PressAsync("Decide", HttpStatusCode.BadRequest);
        Assert.Contains(
            $"by {stages.Approver.Name}",
            second.Document.QuerySelector(".govuk-error-summary")!.TextContent,
            StringComparison.Ordinal
        );
        second.AssertDoesNotSay("You saved this decision on another screen");
        Assert.Null(second.Document.QuerySelector("button[value='decide']"));
    }

    [Fact]
    public async Task No_award_is_made_before_the_decision_maker_states_why_each_grant_reduces_crime()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).RecommendedAsync();
        var (browser, reference) = (await host.AsAsync(stages.Approver), (await ReferencesAsync(stages))[0]);
        var page = await browser.OpenAsync(Links.Decisions.Decide(stages.Round));
        page.AssertSays("2 are drafts in the application's own words");
        page = await Pick(Pick(page, "Form.HasInterests", "false"), "Form.Way", "AsRecommended")
            .PressAsync("Decide", HttpStatusCode.BadRequest);
        page.AssertError("Say that you have read why each grant will reduce crime and disorder, and that these are your reasons");
        Assert.Equal(0, await host.Database.CountAsync("Award", "RoundId = @Round", new { stages.Round }));
        // A draft is rewritten in the line.
        page = await page.PressAsync($"Change {reference}");
        page.AssertSays("A draft from the application: accept it or write your own.");
        page = await page.Fill("Why the grant will reduce crime and disorder", " ").PressAsync("Save this line", HttpStatusCode.BadRequest);
        page.AssertError("Say why the grant will reduce crime and disorder");
        page = await page.Fill("Why the grant will reduce crime and disorder", "Lit paths see fewer robberies.")
            .PressAsync("Save this line");
        page.AssertSays("Own reason");
        page = await Decided(page, "WithChanges").PressAsync("Decide");
        page.AssertSays("The decision is recorded");
        Assert.Equal(
            ["Lit paths see fewer robberies."],
            await host.Db.QueryAsync<string>(
                "select w.CrimeReductionReason from Award w join Application a on a.Id = w.ApplicationId where a.Reference = @reference and a.RoundId = @Round",
                new { reference, stages.Round }
            )
        );
        Assert.Equal(
            2,
            await host.Database.CountAsync(
                "DecisionLine",
                "Funded = 1 and CrimeReason is not null and ApplicationId in (select a.Id from Application a where a.RoundId = @Round)",
                new { stages.Round }
            )
        );
    }

    private async Task<IReadOnlyList<string>> ReferencesAsync(RoundInStages stages) =>
        await host.Db.QueryAsync<string>("select Reference from Application where RoundId = @Round order by Number", new { stages.Round });

    /// <summary>No interests, and this choice for the whole paper.</summary>
    private static BrowserPage Decided(BrowserPage page, string way) =>
        Pick(Pick(page, "Form.HasInterests", "false"), "Form.Way", way).Choose(Reasons);

    internal const string Reasons = "I have read below why each grant that I fund will reduce crime and disorder, and these are my reasons";

    private static BrowserPage Until(BrowserPage page, string name) =>
        page.FillNamed($"{name}.Day", "4").FillNamed($"{name}.Month", "5").FillNamed($"{name}.Year", "2026");

    private static BrowserPage Pick(BrowserPage page, string name, string value)
    {
        foreach (var radio in page.Document.QuerySelectorAll($"input[name='{name}']").Cast<AngleSharp.Html.Dom.IHtmlInputElement>())
            radio.IsChecked = radio.Value == value;
        return page;
    }
}
