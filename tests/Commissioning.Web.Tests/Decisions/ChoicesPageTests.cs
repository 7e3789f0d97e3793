using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Decisions;
using Commissioning.Features.Awards;
using Commissioning.Features.Decisions;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Decisions;

/// <summary>What can be decided besides the recommendation: another amount, a deferral, a usual reason; and a review after the
/// letters.</summary>
public sealed class ChoicesPageTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task An_approver_gives_another_amount_defers_one_and_declines_with_a_usual_reason()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).RecommendedAsync();
        var browser = await host.AsAsync(stages.Approver);
        var page = await (await browser.OpenAsync(Links.Decisions.Decide(stages.Round))).PressAsync(
            $"Change {await ReferenceAsync(stages, 0)}"
        );
        page = await page.Fill("Youth workers", "3500").PressAsync("Save this line", HttpStatusCode.BadRequest);
        page.AssertError("Youth workers asked for £3,000.00, so it cannot get £3,500.00");
        page = await page.Fill("Youth workers", "2500").PressAsync("Save this line", HttpStatusCode.BadRequest);
        page.AssertError($"Say why you decide another amount than was recommended for {await ReferenceAsync(stages, 0)}");
        page = await page.Fill("Reason that the applicant reads", "Two evenings are enough").PressAsync("Save this line");
        page.AssertSays("2 funded, £9,500.00");
        page = await page.PressAsync($"Change {await ReferenceAsync(stages, 1)}");
        page = await Until(Pick(page, "Line.Choice", "Defer"), "Line.DeferUntil", 22, 2)
            .Fill("Reason that the applicant reads", "We wait for the council")
            .PressAsync("Save this line", HttpStatusCode.BadRequest);
        page.AssertError("The day until which a decision is deferred must be after today");
        page = await Until(page, "Line.DeferUntil", 4, 5).PressAsync("Save this line");
        page = await page.PressAsync($"Change {await ReferenceAsync(stages, 2)}");
        page = await Pick(page, "Line.Choice", "Decline")
            .Fill("A usual reason not to fund it", DeclineReasons.All[2])
            .PressAsync("Save this line");
        page.AssertSays("1 funded, £4,500.00, 1 left for later");
        page = await Pick(page, "Form.HasInterests", "false").Choose(DecidePageTests.Reasons).PressAsync("Decide");
        page.AssertSays("1 project, £4,500.00");
        page.AssertSays("Deferred until 4 May 2026");
        await TallyAssert.MatchesAsync(host.Db, stages.Round);
        Assert.Equal(
            [450000, 0, 0],
            await host.Db.QueryAsync<long>(
                "select l.Amount from DecisionLine l join Application a on a.Id = l.ApplicationId where a.RoundId = @Round order by a.Number",
                new { stages.Round }
            )
        );
        var number = await host.Db.ScalarAsync<string>("select Number from Decision where RoundId = @Round", new { stages.Round });
        var notice = await browser.OpenAsync(Links.Decisions.Notice(stages.Round, number!));
        notice.AssertSays("funded with £4,500.00, not £5,000.00. Two evenings are enough");
        notice.AssertSays("Financial implications");
        notice.AssertSays("This decision commits £4,500.00 from the pot of");
        notice.AssertDoesNotSay("would be committed");
        notice.AssertSays("Legal implications");
        (await (await host.AsAsync(stages.Officer)).OpenAsync(Links.Casework.Decision(stages.Applications[0].Id))).AssertSays(
            "Fund, £4,500.00"
        );

        // The letters follow: part of the amount, a deferral, a refusal with the reason.
        await AnnounceAsync(stages);
        Assert.Equal(
            ["PartAward", "Deferred", "Decline"],
            await host.Db.QueryAsync<string>(
                "select l.Kind from Letter l join Application a on a.Id = l.ApplicationId where a.RoundId = @Round order by a.Number",
                new { stages.Round }
            )
        );
        (await MyLetterAsync(stages, 0)).AssertSays("You asked for £5,000.00. We can offer part of that. Two evenings are enough");
        (await MyLetterAsync(stages, 1)).AssertSays("We will decide by 4 May 2026. We wait for the council.");
        (await MyLetterAsync(stages, 2)).AssertSays("It is outside the fund's priorities.");

        // On its day the deferred one is decided, and the applicant is told.
        host.Clock.MoveTo("2026-05-05 10:00");
        (await browser.OpenAsync(Links.Casework.Work)).AssertSays("Deferred application to decide");
        page = await browser.OpenAsync(Links.Decisions.Deferred(stages.Applications[1].Id));
        page = await Pick(page, "Form.Choice", "Fund")
            .Fill("Why is it decided again? For the public notice", "The council has agreed")
            .Choose("I have none")
            .PressAsync("Record this decision");
        page.AssertSays("The council has agreed");
        await TallyAssert.MatchesAsync(host.Db, stages.Round);
        Assert.Equal(
            1,
            await host.Database.CountAsync(
                "Letter",
                "ApplicationId = @Id and Kind = 'Award' and State <> 'Sent'",
                new { stages.Applications[1].Id }
            )
        );
        (await browser.OpenAsync(Links.Decisions.Deferred(stages.Applications[1].Id))).AssertSays(
            "The decision on this application is not deferred"
        );
    }

    [Fact]
    public async Task The_letter_of_a_grant_against_the_paper_says_why_and_an_interested_person_signs_no_letter()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).RecommendedAsync();
        var browser = await host.AsAsync(stages.Approver);
        var page = await (await browser.OpenAsync(Links.Decisions.Decide(stages.Round))).PressAsync(
            $"Change {await ReferenceAsync(stages, 2)}"
        );
        page = await Pick(page, "Line.Choice", "Fund")
            .Fill("Reason that the applicant reads", "No other group works on this estate")
            .PressAsync("Save this line");
        page = Pick(page, "Form.HasInterests", "true")
            .Fill("Organisation", stages.Applications[1].Id.ToString())
            .Fill("Kind", "I am related to, or a friend of, someone in it")
            .Fill("Whom and what is it about?", "My sister chairs it.");
        await Until(page, "Form.OthersDecideBy", 4, 5).Choose(DecidePageTests.Reasons).PressAsync("Decide");
        await AnnounceAsync(stages);
        (await MyLetterAsync(stages, 2)).AssertSays("No other group works on this estate.");
        var deferred = await MyLetterAsync(stages, 1);
        deferred.AssertSays("The commissioning team");
        deferred.AssertDoesNotSay(stages.Approver.Name);
    }

    [Fact]
    public async Task A_correction_keeps_the_conditions_and_changes_the_amount()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).RecommendedAsync();
        var application = stages.Applications[0].Id;
        var settle = await (await (await host.AsAsync(stages.Approver)).OpenAsync(Links.Decisions.Decide(stages.Round))).PressAsync(
            $"Change {await ReferenceAsync(stages, 0)}"
        );
        settle = await settle.Fill("A condition for this grant only (optional)", "Show the insurance").PressAsync("Save this line");
        settle.AssertSays("Own condition");
        await Pick(settle, "Form.HasInterests", "false").Choose(DecidePageTests.Reasons).PressAsync("Decide");
        var page = await (await host.AsAsync(stages.Approver)).OpenAsync(Links.Decisions.Correct(stages.Round, application));
        page = await page.Fill("Venue hire", "1500")
            .Fill("Reason that the applicant reads", "The hall is cheaper")
            .Fill("Why is it decided again? For the public notice", "The price of the hall was wrong")
            .Choose("I have none")
            .PressAsync("Record this decision");
        page.AssertSays("The price of the hall was wrong");
        await TallyAssert.MatchesAsync(host.Db, stages.Round);
        var conditions = await host.Db.ScalarAsync<string>(
            "select Conditions from Award where ApplicationId = @application",
            new { application }
        );
        Assert.Equal("Show the insurance", conditions);
        Assert.Equal(
            450000,
            await host.Db.ScalarAsync<long>("select Amount from Award where ApplicationId = @application", new { application })
        );
        Assert.Contains(
            "Amount: £5,000.00 -> £4,500.00",
            await host.Db.ScalarAsync<string>(
                "select Detail from AuditEntry where Action = @Action and SubjectId = @application",
                new { Action = nameof(AuditAction.DecisionCorrected), application }
            ),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_correction_before_the_letter_is_sent_makes_the_letter_again_in_its_batch()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).LettersMadeAsync();
        var application = stages.Applications[0];
        var browser = await host.AsAsync(stages.Approver);
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update AgreedScore set Reason = null where ApplicationId = @Id", new { application.Id })
        );
        (await (await host.AsAsync(stages.Officer)).OpenAsync(Links.Decisions.OpenReview(application.Id))).AssertSays(
            "The letter about this decision has not been sent yet, so correct the decision itself"
        );
        var page = await browser.OpenAsync(Links.Decisions.Correct(stages.Round, application.Id));
        page = await Pick(page, "Form.Choice", "Decline")
            .Fill("A usual reason not to fund it", DeclineReasons.All[4])
            .Fill("Why is it decided again? For the public notice", "It is paid for already")
            .Choose("I have none")
            .PressAsync("Record this decision", HttpStatusCode.BadRequest);
        page.AssertError(
            "Say in your own words why it is not funded. The panel gave no reason, and the letter would give only a usual one."
        );
        (await page.Fill("Reason that the applicant reads", "The council pays for it.").PressAsync("Record this decision")).AssertSays(
            "It is paid for already"
        );
        await TallyAssert.MatchesAsync(host.Db, stages.Round);
        Assert.Equal(
            ["Decline", "Award", "Decline"],
            await host.Db.QueryAsync<string>(
                "select l.Kind from LetterBatch b join Letter l on l.BatchId = b.Id join Application a on a.Id = l.ApplicationId where b.RoundId = @Round and b.Letters = 3 order by a.Number",
                new { stages.Round }
            )
        );
        await RoundInStages.MakeLettersAsync(host, stages.Round);
        // The other refusal counted the grants before the correction.
        await stages.SendChangedLettersAsync();
        var letter = await MyLetterAsync(stages, 0);
        letter.AssertSays("The council pays for it.");
        letter.AssertDoesNotSay("panel recommended");
        letter.AssertDoesNotSay("pays for it..");
        (await browser.OpenAsync(Links.Decisions.Correct(stages.Round, application.Id))).AssertSays(
            "The letter about this decision has been sent, so review the decision or change the award"
        );
        (await (await host.AsAsync(stages.Officer)).OpenAsync(Links.Decisions.OpenReview(application.Id))).AssertDoesNotSay(
            "correct the decision itself"
        );
    }

    [Fact]
    public async Task A_letter_names_what_the_application_did_not_pass_and_why()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).DecidedAsync();
        var row = new
        {
            Criterion = Guid.CreateVersion7(),
            stages.Round,
            stages.Applications[2].Id,
            By = stages.Officer.Id,
            Now = host.Clock.GetUtcNow().UtcDateTime,
        };
        await host.Db.HousekeepAsync(async work =>
        {
            await work.ExecuteAsync(
                "insert into PassFailCriterion (Id, RoundId, Position, Name, Guidance) values (@Criterion, @Round, 1, 'Eligible', 'Works in the area')",
                row
            );
            await work.ExecuteAsync(
                "insert into AgreedPassFail (ApplicationId, PassFailCriterionId, Passed, Reason, AgreedBy, AgreedAt) values (@Id, @Criterion, 0, 'It works elsewhere', @By, @Now)",
                row
            );
            return await work.ExecuteAsync("update RecommendationLine set Result = 'FailedPassFail' where ApplicationId = @Id", row);
        });
        await AnnounceAsync(stages);
        var letter = await MyLetterAsync(stages, 2);
        letter.AssertSays("did not pass the criterion below. Every application must pass it, whatever its score.");
        letter.AssertSays("Eligible: It works elsewhere.");
    }

    [Fact]
    public async Task A_decision_is_reviewed_after_its_letters_and_an_upheld_complaint_leads_to_an_award()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).AnnouncedAsync();
        var application = stages.Applications[2];
        var officer = await host.AsAsync(stages.Officer);
        var page = await (await officer.OpenAsync(Links.Casework.Decision(application.Id))).FollowAsync(
            "Review the decision, after a complaint or a request"
        );
        page = await page.PressAsync("Record it", HttpStatusCode.BadRequest);
        page.AssertError("Choose whether it is a complaint or a request");
        var today = DateOnly.FromDateTime(LondonTime.ToLondon(host.Clock.GetUtcNow().UtcDateTime));
        page = await Until(Pick(page, "Kind", "Complaint"), "ReceivedOn", today.Day, today.Month, today.Year)
            .Fill("From whom?", "The applicant")
            .Fill("What does it say is wrong?", "The panel read an older budget")
            .PressAsync("Record it");
        var review = await host.Db.ScalarAsync<Guid>("select Id from DecisionReview where ApplicationId = @Id", new { application.Id });

        // Not by the person who decided; late once its day has passed.
        (await (await host.AsAsync(stages.Approver)).OpenAsync(Links.Decisions.Review(review))).AssertSays(
            "You made the decision, so someone else must review it"
        );
        (await officer.OpenAsync(Links.Casework.Work)).AssertSays("Decision to review");
        host.Clock.MoveTo(
            host.Clock.GetUtcNow().AddDays(40).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture)
        );
        (await officer.OpenAsync(Links.Decisions.Reviews)).AssertSays("Late");
        var reviewer = await host.Scenario.PersonAsync(Role.Approver);
        var browser = await host.AsAsync(reviewer);
        page = await browser.OpenAsync(Links.Decisions.Review(review));
        page = await Pick(page, "Outcome", "Upheld").Fill("Reasons", "The newer budget was not read").PressAsync("Record the outcome");
        await SendDayAsync(stages);
        (await (await host.AsAsync(application.Applicant)).OpenAsync(Links.Awards.MyLetters(application.Id))).AssertSays(
            "Review of a decision"
        );
        var letter = await host.Db.ScalarAsync<string>(
            "select DocumentJson from Letter where ApplicationId = @Id and Kind = 'Review' and State = 'Sent'",
            new { application.Id }
        );
        Assert.Contains("The newer budget was not read", letter, StringComparison.Ordinal);
        Assert.Contains("We uphold it.", letter, StringComparison.Ordinal);

        // The reviewer did not make the first decision, so may decide again; with less than was asked.
        page = await page.FollowAsync("Decide the application again");
        page = await page.Fill("Venue hire", "1000")
            .Fill("Reason that the applicant reads", "The hall is cheaper")
            .Fill("Why is it decided again? For the public notice", "The review upheld the complaint")
            .Choose("I have none")
            .PressAsync("Record this decision");
        page.AssertSays("Decided again");
        await TallyAssert.MatchesAsync(host.Db, stages.Round);
        Assert.Equal(1, await host.Database.CountAsync("Decision", "ReviewId = @review and CorrectsId is not null", new { review }));
        await SendDayAsync(stages);
        (await MyLetterAsync(stages, 2)).AssertSays("The hall is cheaper");
        Assert.Null((await stages.AcceptAsync(2)).FirstRefusal);
        (await browser.OpenAsync(Links.Decisions.DecideAfterReview(review))).AssertSays("was decided again after this review");
    }

    private async Task AnnounceAsync(RoundInStages stages)
    {
        Assert.Null(
            (await host.WithAsync<StartLetters, Result>(start => start.RunAsync(stages.Officer, stages.Round, anyway: true))).FirstRefusal
        );
        await RoundInStages.MakeLettersAsync(host, stages.Round);
        Assert.Null((await host.WithAsync<ReleaseLetters, Result>(release => release.RunAsync(stages.Officer, stages.Round))).FirstRefusal);
    }

    /// <summary>Makes the day's letters and sends them; an offer whose dates have passed first gets those proposed.</summary>
    private async Task SendDayAsync(RoundInStages stages)
    {
        var batch = await host.Db.ScalarAsync<Guid>(
            "select Id from LetterBatch where RoundId is null and ReleasedAt is null order by StartedAt, Id"
        );
        // Other tests' letters wait in the same batch, perhaps for too long.
        Assert.Null((await host.WithAsync<MakeLettersAgain, Result>(again => again.RunAsync(stages.Officer, batch))).FirstRefusal);
        await MakeAsync(batch);
        var held = await host.Db.ReadAsync(work => HeldOffers.OfRoundAsync(work, stages.Round));
        if (held.Count > 0)
        {
            Assert.Null(
                (
                    await host.WithAsync<ShiftOfferDates, Result>(shift =>
                        shift.RunAsync(stages.Officer, stages.Round, [.. held.Select(offer => offer.Award)], "It was decided late")
                    )
                ).FirstRefusal
            );
            await MakeAsync(batch);
        }
        Assert.Null((await host.WithAsync<ReleaseLetters, Result>(release => release.RunBatchAsync(stages.Officer, batch))).FirstRefusal);
    }

    private async Task MakeAsync(Guid batch)
    {
        while (await host.Database.CountAsync("Letter", "State = 'Waiting' and BatchId = @batch", new { batch }) > 0)
            await host.WithAsync<MakeLetters, int>(make => make.RunAsync("test"));
    }

    private async Task<BrowserPage> MyLetterAsync(RoundInStages stages, int application) =>
        await (await host.AsAsync(stages.Applications[application].Applicant)).OpenAsync(
            Links.Awards.MyLetter(stages.Applications[application].Id)
        );

    private async Task<string> ReferenceAsync(RoundInStages stages, int application) =>
        (
            await host.Db.ScalarAsync<string>(
                "select Reference from Application where Id = @Id",
                new { stages.Applications[application].Id }
            )
        )!;

    private static BrowserPage Until(BrowserPage page, string name, int day, int month, int year = 2026) =>
        page.FillNamed($"{name}.Day", $"{day}").FillNamed($"{name}.Month", $"{month}").FillNamed($"{name}.Year", $"{year}");

    private static BrowserPage Pick(BrowserPage page, string name, string value)
    {
        foreach (var radio in page.Document.QuerySelectorAll($"input[name='{name}']").Cast<AngleSharp.Html.Dom.IHtmlInputElement>())
            radio.IsChecked = radio.Value == value;
        return page;
    }
}
