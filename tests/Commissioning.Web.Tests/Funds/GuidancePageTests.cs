using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Features.Awards;
using Commissioning.Features.Funds;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Funds;

public sealed class GuidancePageTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    private static readonly GuidancePart[] Parts = Enum.GetValues<GuidancePart>();

    [Fact]
    public async Task Figures_of_earlier_rounds_are_exact_and_shown_once_their_letters_are_out()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host, null, 5000, 3000, 2000)).LettersMadeAsync();
        var next = (
            await host.WithAsync<ImportRound, Result<Guid>>(import => import.CopyAsync(stages.Officer, stages.Round, "Round 2"))
        ).Value;
        await PublishAsync(stages.Officer, next);
        var visitor = host.Visitor();
        var how = Links.Funds.Guidance(next, GuidancePart.HowWeChoose);
        (await visitor.OpenAsync(how)).AssertDoesNotSay("Earlier rounds");
        // The refusal names the next round, which was published after it was made.
        await stages.SendChangedLettersAsync();
        (await visitor.OpenAsync(how)).AssertDoesNotSay("Earlier rounds");
        // An offer that nobody has accepted is no public figure, nor is a grant that is not published.
        Assert.Null((await stages.AcceptAsync(0)).FirstRefusal);
        await stages.PublishGrantsAsync();
        (await visitor.OpenAsync(how)).AssertSays("1 grant so far from 3 applications. 1 more offered and not published yet.");
        Assert.Null((await stages.AcceptAsync(1)).FirstRefusal);
        var waiting = await visitor.OpenAsync(how);
        waiting.AssertSays("1 grant so far from 3 applications. 1 more offered and not published yet.");
        waiting.AssertDoesNotSay("The lowest score funded");
        await stages.PublishGrantsAsync();
        (await visitor.OpenAsync(how)).AssertSays(
            "Round 1, 2025-26 2 grants from 3 applications. The lowest score funded was 80.0%. Grants were from £3,000 to £5,000, and half of them £4,000 or less."
        );
        // A declined offer is no funded project, there or in the published list.
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update Award set EndedHow = 'Declined' where RoundId = @Round and Amount = 300000", new { stages.Round })
        );
        (await visitor.OpenAsync(how)).AssertSays("1 grant from 3 applications. The lowest score funded was 100.0%. The grant was £5,000.");
        (await visitor.OpenAsync(Links.Funds.Guidance(stages.Round, GuidancePart.HowWeChoose))).AssertDoesNotSay("Earlier rounds");
    }

    [Fact]
    public async Task Every_page_of_guidance_leads_on_to_the_eligibility_check_while_the_round_is_open()
    {
        var round = await host.Scenario.RoundAsync(
            await host.Scenario.PersonAsync(Role.CommissioningOfficer),
            [await host.Scenario.PersonAsync(Role.PanelMember), await host.Scenario.PersonAsync(Role.PanelMember)]
        );
        foreach (var part in Parts)
            Assert.Equal(
                "Check if you can apply",
                (await (await host.Visitor().OpenAsync(Links.Funds.Guidance(round, part))).FollowAsync("Check if you can apply")).Heading
            );
    }

    [Fact]
    public async Task Guidance_words_are_saved_with_before_and_after_copied_and_fixed_from_publication()
    {
        var (officer, draft) = await DraftAsync();
        var browser = await host.AsAsync(officer);
        var page = await (await browser.OpenAsync(Links.Funds.Round(draft))).FollowAsync("Guidance for applicants");
        page.Fill("Address of a video about the round (optional)", "www.example.org/video");
        (await page.PressAsync("Save", HttpStatusCode.BadRequest)).AssertError(
            "Enter the whole address of the video, beginning with https://"
        );
        page.Fill("Who can apply, in words (optional)", "Groups with a constitution.");
        page.Fill("What we fund (optional)", "Coaches\nHalls");
        page.Fill("What we never fund (optional)", "Fireworks");
        page.Fill("Address of a video about the round (optional)", "https://example.org/video");
        page.Fill("Name (optional)", "Priya Shah");
        page.Fill("Phone (optional)", "0116 496 0123");
        (await page.PressAsync("Save")).AssertSays("Guidance saved");
        var copy = (await host.WithAsync<ImportRound, Result<Guid>>(import => import.CopyAsync(officer, draft, "Round 9"))).Value;
        Assert.Equal(await GuidanceAsync(draft), await GuidanceAsync(copy));
        Assert.Equal(
            1,
            await host.Database.CountAsync(
                "AuditEntry",
                "SubjectId = @draft and Action = 'GuidanceChanged' and Detail like '%What we never fund%Fireworks%'",
                new { draft }
            )
        );

        await PublishAsync(officer, draft);
        var visitor = host.Visitor();
        (await visitor.OpenAsync(Links.Funds.Guidance(draft))).AssertSays("Ring Priya Shah on 0116 496 0123");
        (await visitor.OpenAsync(Links.Funds.Guidance(draft, GuidancePart.WhoCanApply))).AssertSays("Groups with a constitution.");
        (await visitor.OpenAsync(Links.Funds.Guidance(draft, GuidancePart.WhatWeFund))).AssertSays("We never fund Fireworks");
        (await visitor.OpenAsync(Links.Funds.Guidance(draft, GuidancePart.WhatToHave))).AssertSays("Watch the video about this round");
        (await visitor.OpenAsync(Links.Funds.Guidance(draft, GuidancePart.All))).AssertSays("Groups with a constitution.");
        (await browser.OpenAsync(Links.Funds.EditGuidance(draft))).AssertSays("The words are fixed");
        Assert.Single(
            await host.RefusalsAsync<SaveGuidance>(save => save.RunAsync(officer, draft, new RoundGuidance { WhatWeFund = "More" }))
        );
    }

    [Fact]
    public async Task Guidance_file_is_checked_dated_after_publication_and_taken_down()
    {
        var (officer, round) = await DraftAsync();
        var (browser, visitor) = (await host.AsAsync(officer), host.Visitor());
        var page = await browser.OpenAsync(Links.Funds.EditGuidance(round));
        page.Fill("What the file is", "Tips for the budget").Attach("File", "tips.pdf", "no pdf"u8.ToArray());
        (await page.PressAsync("Add the file", HttpStatusCode.BadRequest)).AssertError(
            "tips.pdf does not contain what its name says. Open it, save it again as PDF, Word (.docx), Excel (.xlsx), JPEG or PNG, and choose that copy."
        );
        var tips = SamplePdf.Of("tips");
        page.Attach("File", "tips.pdf", tips);
        (await page.PressAsync("Add the file")).AssertSays("The file is added");
        var file = await host.Db.ScalarAsync<Guid>("select Id from GuidanceFile where RoundId = @round", new { round });
        // As the round, its files are not public before publication.
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(Links.Funds.GuidanceFile(round, file))).StatusCode);
        await PublishAsync(officer, round);
        var answer = await visitor.GetAsync(Links.Funds.GuidanceFile(round, file));
        Assert.Equal(tips, await answer.Content.ReadAsByteArrayAsync());
        var have = Links.Funds.Guidance(round, GuidancePart.WhatToHave);
        (await visitor.OpenAsync(have)).AssertDoesNotSay("added on");
        host.Clock.MoveTo("2026-01-06 10:00");
        page = await browser.OpenAsync(Links.Funds.EditGuidance(round));
        page.Fill("What the file is", "A map").Attach("File", "map.pdf", SamplePdf.Of("map"));
        await page.PressAsync("Add the file");
        (await visitor.OpenAsync(have)).AssertSays("A map (PDF, 1 kB, added on 6 January 2026)");
        (await (await browser.OpenAsync(Links.Funds.EditGuidance(round))).PressAsync("Take down Tips for the budget")).AssertSays(
            "The file is taken down"
        );
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(Links.Funds.GuidanceFile(round, file))).StatusCode);
    }

    [Fact]
    public async Task Public_answer_is_published_corrected_and_taken_down_by_officers_only_and_the_trail_keeps_every_wording()
    {
        var (officer, round) = await DraftAsync();
        var browser = await host.AsAsync(officer);
        var page = await browser.OpenAsync(Links.Funds.Answers(round));
        page.Fill("Question", "May we pay a coach?").Fill("Answer", "Yes.");
        (await page.PressAsync("Publish", HttpStatusCode.BadRequest)).AssertError(
            "Publish the round first. Until then, put it into the guidance itself"
        );
        await PublishAsync(officer, round);
        page = await browser.OpenAsync(Links.Funds.Answers(round));
        (await page.PressAsync("Publish", HttpStatusCode.BadRequest)).AssertError("Enter the answer");
        page.Fill("Question", "May we pay a coach?").Fill("Answer", "Yes.");
        (await page.PressAsync("Publish")).AssertSays("Published");
        var (visitor, questions) = (host.Visitor(), Links.Funds.Guidance(round, GuidancePart.Questions));
        (await visitor.OpenAsync(questions)).AssertSays("May we pay a coach? Yes. Added on 5 January 2026");

        foreach (var role in new[] { Role.Applicant, Role.PanelMember })
        {
            var other = await host.AsAsync(await host.Scenario.PersonAsync(role));
            await other.OpenAsync(Links.Funds.Answers(round), HttpStatusCode.Forbidden);
            await other.OpenAsync(Links.Funds.EditGuidance(round), HttpStatusCode.Forbidden);
        }

        host.Clock.MoveTo("2026-01-07 10:00");
        page = await (await browser.OpenAsync(Links.Funds.Answers(round))).FollowAsync("Correct or take down: May we pay a coach?");
        Assert.Equal("Yes.", page.Value("Answer"));
        (await page.Fill("Answer", "Only by the hour.").PressAsync("Save the correction")).AssertSays("Corrected");
        (await visitor.OpenAsync(questions)).AssertSays("Only by the hour. Added on 5 January 2026, corrected on 7 January 2026");
        page = await (await browser.OpenAsync(Links.Funds.Answers(round))).FollowAsync("Correct or take down: May we pay a coach?");
        (await page.PressAsync("Take it down")).AssertSays("Taken down");
        (await visitor.OpenAsync(questions)).AssertSays("No question has been published yet.");
        var trail = await host.Db.QueryAsync<string>(
            "select Detail from AuditEntry where SubjectId = @round and Action in (@Published, @Corrected, @Down) order by Sequence",
            new
            {
                round,
                Published = AuditAction.AnswerPublished,
                Corrected = AuditAction.AnswerCorrected,
                Down = AuditAction.AnswerTakenDown,
            }
        );
        Assert.Equal(3, trail.Count);
        Assert.Contains("Yes.", trail[1], StringComparison.Ordinal);
        Assert.Contains("Only by the hour.", trail[1], StringComparison.Ordinal);
        Assert.Contains("Only by the hour.", trail[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tell_me_page_answers_alike_for_a_known_an_unknown_and_a_waiting_address()
    {
        var (officer, round) = await DraftAsync();
        await PublishAsync(officer, round);
        host.Clock.MoveTo("2026-01-02 12:00");
        var known = await host.Db.ScalarAsync<string>("select Email from Person where Id = @Id", new { officer.Id });
        var words = new List<string>();
        foreach (var email in new[] { known!, "stranger@test.example", "stranger@test.example" })
        {
            var page = await (await host.Visitor().OpenAsync(Links.Funds.Guidance(round))).FollowAsync("Tell me when it opens");
            (await page.Fill("Your e-mail address", "nobody").PressAsync("Tell me", HttpStatusCode.BadRequest)).AssertError(
                "Enter an e-mail address in the right form, such as name@example.com"
            );
            words.Add((await page.Fill("Your e-mail address", email).PressAsync("Tell me")).Text);
        }
        Assert.Single(words.Distinct());
        Assert.Equal(1, await host.Database.CountAsync("OutboxEmail", "ToAddress = 'stranger@test.example'"));
        var text = await host.Db.ScalarAsync<string>("select TextBody from OutboxEmail where ToAddress = 'stranger@test.example'");
        var link = text!.Split('\n').Single(line => line.Contains("/tell-me/", StringComparison.Ordinal));
        var path = link[link.IndexOf("/tell-me/", StringComparison.Ordinal)..].Trim();
        var visitor = host.Visitor();
        // Opening it does nothing, because mail scanners open links.
        var opened = await visitor.OpenAsync(path);
        Assert.Equal(0, await host.Database.CountAsync("OpeningAlert", "ConfirmedAt is not null"));
        opened = await opened.PressAsync("Yes, tell me");
        opened.AssertSays("Confirmed. We will write to you once.");
        (await opened.PressAsync("Stop, and delete my address")).AssertSays("Your address is deleted.");
        Assert.Equal(0, await host.Database.CountAsync("OpeningAlert", "Email = 'stranger@test.example'"));
        (await visitor.OpenAsync(path, HttpStatusCode.BadRequest)).AssertError(OpeningAlerts.Unknown.Sentence);
    }

    [Fact]
    public async Task Public_pages_say_no_default_and_no_empty_pence()
    {
        var (officer, round) = await DraftAsync();
        await PublishAsync(officer, round);
        var visitor = host.Visitor();
        foreach (
            var path in Parts
                .Select(part => Links.Funds.Guidance(round, part))
                .Concat([Links.Home, Links.Funds.OpenRounds, Links.Help, Links.Privacy, Links.Accessibility, Links.Funds.TellMe()])
        )
        {
            var page = await visitor.OpenAsync(path);
            page.AssertDoesNotSay("OPCC policy");
            page.AssertDoesNotSay(".00");
            page.AssertDoesNotSay("of some applicants");
        }
        await visitor.OpenAsync(Links.Funds.Guidance(round) + "/nothing", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Criteria_name_the_questions_that_they_judge()
    {
        var (officer, round) = await DraftAsync();
        await PublishAsync(officer, round);
        var setup = await host.Db.ReadAsync(work => RoundReader.GetSetupAsync(work, round));
        var question = setup.Questions.First(one => one.Settings.Criterion is not null);
        var criterion = setup.Criteria.Single(one => one.Code == question.Settings.Criterion);
        var page = await host.Visitor().OpenAsync(Links.Funds.Guidance(round, GuidancePart.HowWeChoose));
        var card = page
            .Document.QuerySelectorAll(".app-card")
            .Single(one => one.TextContent.Contains(criterion.Guidance, StringComparison.Ordinal));
        Assert.Contains($"{criterion.Name}: {criterion.Weight}%", card.TextContent, StringComparison.Ordinal);
        Assert.Contains(question.Wording, card.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Home_offers_a_person_with_a_draft_to_continue_and_a_stranger_to_check()
    {
        var (officer, round) = await DraftAsync();
        await PublishAsync(officer, round);
        host.Clock.MoveTo("2026-01-31 12:00");
        var applicant = await host.Scenario.PersonAsync(Role.Applicant);
        var draft = await host.Scenario.CompleteDraftAsync(round, await host.Scenario.OrganisationAsync(applicant), applicant);
        var mine = await (await host.AsAsync(applicant)).OpenAsync(Links.Home);
        mine.AssertSays("Continue your application Safer Saturdays: 2 days left");
        Assert.NotNull(mine.Document.QuerySelector($"a[href='{Links.Applications.TaskList(draft)}']"));
        var strange = await host.Visitor().OpenAsync(Links.Home);
        strange.AssertDoesNotSay("Continue your application");
        strange.AssertSays("Up to £10,000, 2 days left Closes 5pm on 2 February 2026 The form takes about");
    }

    private Task<RoundGuidance> GuidanceAsync(Guid round) => host.Db.ReadAsync(work => RoundReader.GuidanceAsync(work, round));

    private async Task<(Actor Officer, Guid Round)> DraftAsync()
    {
        host.Clock.MoveTo("2026-01-01 12:00");
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var made = await host.WithAsync<CreateRound, Result<Guid>>(create =>
            create.RunAsync(officer, new($"Fund {Guid.NewGuid():N}"[..20], "GF", Scenario.Details()))
        );
        return (officer, made.Value);
    }

    private async Task PublishAsync(Actor officer, Guid round)
    {
        Guid[] panel = [(await host.Scenario.PersonAsync(Role.PanelMember)).Id, (await host.Scenario.PersonAsync(Role.PanelMember)).Id];
        Assert.Empty(await host.RefusalsAsync<SavePanel>(save => save.RunAsync(officer, round, panel)));
        Assert.Empty(await host.RefusalsAsync<PublishRound>(publish => publish.RunAsync(officer, round)));
        if (host.Clock.UtcNow() < Scenario.Utc(Scenario.Opens))
            host.Clock.MoveTo("2026-01-05 12:00");
    }
}
