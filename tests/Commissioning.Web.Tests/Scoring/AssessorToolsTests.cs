using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Scoring;
using Commissioning.Features.Scoring;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Scoring;

/// <summary>What an assessor reads and writes beside the scores, and what the office prepares for the panel.</summary>
public sealed class AssessorToolsTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task Advice_to_the_meeting_is_saved_with_the_sheet_and_read_by_the_panel_once_it_is_submitted()
    {
        var (assessor, _, _, applications) = await ClosedRoundAsync();
        var browser = await host.AsAsync(assessor);
        var sheet = await browser.OpenAsync(Links.Scoring.Sheet(await SheetAsync(assessor, applications[0])));
        var over = await sheet
            .Choose("Maybe")
            .Fill("The amount you would award", "900000")
            .Fill("A condition that should be met before payment", "شرط واحد")
            .Fill("A question for the meeting", "Who runs the kitchen?")
            .PressAsync("Save and come back later", HttpStatusCode.BadRequest);
        Assert.Contains("which is what was asked for", over.Text, StringComparison.Ordinal);
        Assert.Equal("Who runs the kitchen?", over.Value("A question for the meeting"));
        await over.Fill("The amount you would award", "£3,000").PressAsync("Save and come back later");
        Assert.Empty(await AdviceAsync(applications[0]));

        sheet = await browser.OpenAsync(sheet.Address.PathAndQuery);
        Assert.Equal("3000.00", sheet.Value("The amount you would award"));
        // Typed text takes its own direction.
        Assert.Equal("auto", sheet.Document.QuerySelector("textarea[name='Advice.Condition']")!.GetAttribute("dir"));
        await Scored(sheet).PressAsync("Submit my scores");
        var given = Assert.Single(await AdviceAsync(applications[0]));
        Assert.Equal(new AssessorAdvice(FundAdvice.Maybe, Money.FromPounds(3_000), "شرط واحد", "Who runs the kitchen?"), given.Advice);
    }

    [Fact]
    public async Task A_reason_of_20_000_characters_is_refused_with_its_limit_and_nothing_is_lost()
    {
        var (assessor, _, _, applications) = await ClosedRoundAsync();
        var id = await SheetAsync(assessor, applications[0]);
        var sheet = await (await host.AsAsync(assessor)).OpenAsync(Links.Scoring.Sheet(id));
        sheet.AssertSays("Give a reason of up to 2,000 characters");
        var reason = new string('x', 20_000);
        var refused = await Scored(sheet)
            .Fill("Reason for your score for Need and evidence", reason)
            .PressAsync("Submit my scores", HttpStatusCode.BadRequest);
        refused.AssertError("Shorten the reason for Need and evidence from 20,000 to 2,000 characters or fewer");
        Assert.Equal(reason, refused.Value("Reason for your score for Need and evidence"));
        // It is listed beside what else is missing.
        refused = await refused
            .Fill("Reason for your score for Value for money", "")
            .PressAsync("Submit my scores", HttpStatusCode.BadRequest);
        refused.AssertError("Shorten the reason for Need and evidence from 20,000 to 2,000 characters or fewer");
        refused.AssertError("Give a reason for your score for Value for money");
    }

    [Fact]
    public async Task An_autosave_saves_what_it_can_and_says_what_stays_on_the_device()
    {
        var (assessor, _, _, applications) = await ClosedRoundAsync();
        var id = await SheetAsync(assessor, applications[0]);
        var sheet = await (await host.AsAsync(assessor)).OpenAsync(Links.Scoring.Sheet(id));
        var answer = await Scored(sheet)
            .Fill("Reason for your score for Need and evidence", new string('x', 2_001))
            .Fill("The amount you would award", "900000")
            .Fill("A condition that should be met before payment", "A permit")
            .PostAsync("Autosave");
        Assert.Contains("\"partly\":true", answer, StringComparison.Ordinal);
        Assert.Contains(
            "Shorten the reason for Need and evidence from 2,001 to 2,000 characters or fewer",
            answer,
            StringComparison.Ordinal
        );
        Assert.Contains("which is what was asked for", answer, StringComparison.Ordinal);
        sheet = await (await host.AsAsync(assessor)).OpenAsync(Links.Scoring.Sheet(id));
        Assert.Equal("Reason 4", sheet.Value("Reason for your score for Value for money"));
        Assert.Equal("A permit", sheet.Value("A condition that should be met before payment"));
        Assert.Equal("", sheet.Value("Reason for your score for Need and evidence"));
        Assert.Equal("", sheet.Value("The amount you would award"));
    }

    [Fact]
    public async Task A_sheet_that_is_taken_from_its_assessor_while_open_gives_back_what_was_typed()
    {
        var (assessor, _, round, applications) = await ClosedRoundAsync();
        var id = await SheetAsync(assessor, applications[0]);
        var (out1, moved) = (
            await (await host.AsAsync(assessor)).OpenAsync(Links.Scoring.Sheet(id)),
            await (await host.AsAsync(assessor)).OpenAsync(Links.Scoring.Sheet(await SheetAsync(assessor, applications[1])))
        );
        var other = await host.Scenario.PersonAsync(Role.PanelMember);
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update ScoringAssignment set Conflict = 'Recused', Version = Version + 1 where Id = @id", new { id })
        );
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update ScoringAssignment set AssessorId = @Id where RoundId = @round and ApplicationId = @application and AssessorId = @assessor",
                new
                {
                    other.Id,
                    round,
                    application = applications[1],
                    assessor = assessor.Id,
                }
            )
        );
        var shut = await Scored(out1).PressAsync("Submit my scores", HttpStatusCode.Forbidden);
        shut.AssertSays("The office has recused you from this application");
        shut.AssertSays("Reason 4");
        shut.AssertDoesNotSay("Our answer about need.");
        var gone = await Scored(moved)
            .Choose("Maybe")
            .Fill("The amount you would award", "£3,000")
            .PressAsync("Submit my scores", HttpStatusCode.NotFound);
        gone.AssertSays("What you typed was not saved");
        gone.AssertSays("Need and evidence: 4");
        gone.AssertSays("Would you fund it? Maybe");
        gone.AssertSays("£3,000");
        gone.AssertSays("Reason 4");
        gone.AssertDoesNotSay("Our answer about need.");
    }

    [Fact]
    public async Task A_sheet_sent_after_the_session_was_lost_says_after_signing_in_that_it_was_not_submitted()
    {
        var (assessor, _, _, applications) = await ClosedRoundAsync();
        var address = Links.Scoring.Sheet(await SheetAsync(assessor, applications[0]));
        using var form = new FormUrlEncodedContent([new("submitNow", "true")]);
        using var answer = await host.Visitor().PostAsync(new Uri(host.Address, address), form);
        Assert.Contains($"{address}?lost=form", Uri.UnescapeDataString(answer.RequestMessage!.RequestUri!.Query), StringComparison.Ordinal);
        (await (await host.AsAsync(assessor)).OpenAsync($"{address}?lost=form")).AssertSays(
            "Your scores were not submitted, because you were signed out. Check them and submit them again."
        );
    }

    [Fact]
    public async Task Score_next_on_the_first_page_opens_the_next_sheet()
    {
        var (assessor, _, _, _) = await ClosedRoundAsync();
        var next = await (await host.AsAsync(assessor)).OpenAsync(Links.Casework.Next(Domain.Casework.WaitingKind.Sheet));
        Assert.StartsWith("/scoring/sheet/", next.Address.AbsolutePath, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_criterion_stands_with_its_answers_and_the_rest_is_read_once()
    {
        var (assessor, _, _, applications) = await ClosedRoundAsync();
        var sheet = await (await host.AsAsync(assessor)).OpenAsync(Links.Scoring.Sheet(await SheetAsync(assessor, applications[0])));
        var blocks = sheet.Document.QuerySelectorAll(".app-judge");
        Assert.Contains("Our answer about need.", blocks[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("Score for Need and evidence", blocks[0].TextContent, StringComparison.Ordinal);
        Assert.Single(sheet.Text.Split("Our answer about need.").Skip(1));
        Assert.Contains(
            "What will change",
            blocks.First(block => block.TextContent.Contains("Score for Outcomes", StringComparison.Ordinal)).TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "From this grant",
            blocks.First(block => block.TextContent.Contains("Score for Value for money", StringComparison.Ordinal)).TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_later_application_asks_only_for_its_own_declaration()
    {
        var (assessor, _, round, applications) = await ClosedRoundAsync();
        var browser = await host.AsAsync(assessor);
        (await browser.OpenAsync(Links.Scoring.Conflicts(round))).AssertSays("You have declared for every application assigned to you");
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update ScoringAssignment set Conflict = 'NotDeclared' where ApplicationId = @application and AssessorId = @Id",
                new { application = applications[1], assessor.Id }
            )
        );
        var queue = await browser.OpenAsync(Links.Scoring.Queue(round));
        queue.AssertSays("1 application waits for that");
        // What is declared can be scored meanwhile.
        queue.AssertSays("Next of 2");
        var list = await queue.FollowAsync("Declare your conflicts of interest");
        list.AssertSays("Group 1");
        list.AssertDoesNotSay("Group 0");
    }

    [Fact]
    public async Task The_queue_shows_what_is_open_first_and_one_part_on_request()
    {
        var (assessor, _, round, applications) = await ClosedRoundAsync();
        var browser = await host.AsAsync(assessor);
        var first = await host.Db.ScalarAsync<Guid>(
            "select Id from ScoringAssignment where RoundId = @round and AssessorId = @Id and Position = 1",
            new { round, assessor.Id }
        );
        await Scored(await browser.OpenAsync(Links.Scoring.Sheet(first))).PressAsync("Submit my scores");
        var queue = await browser.OpenAsync(Links.Scoring.Queue(round));
        queue.AssertSays("Scoring closes in 17 days, at 5pm on 20 February 2026");
        var order = queue.Document.QuerySelectorAll("tbody tr td:first-child").Select(cell => cell.TextContent.Trim()).ToList();
        Assert.Equal(["2", "1"], order);
        queue = await queue.FollowAsync("Submitted (1)");
        Assert.Single(queue.Document.QuerySelectorAll("tbody tr"));
        Assert.Equal(2, applications.Count);
    }

    [Fact]
    public async Task One_question_is_read_across_every_application_that_the_assessor_may_read_with_their_own_score()
    {
        var (assessor, _, round, applications) = await ClosedRoundAsync();
        var browser = await host.AsAsync(assessor);
        await Scored(await browser.OpenAsync(Links.Scoring.Sheet(await SheetAsync(assessor, applications[0]))))
            .PressAsync("Save and come back later");
        var page = await browser.OpenAsync(Links.Scoring.Answers(round, "need"));
        page.AssertSays("Project 0, your score 4 of 5");
        page.AssertSays("Project 1, not scored yet");
        Assert.Equal(2, page.Text.Split("Our answer about need.").Length - 1);
        await host.Scenario.PersonAsync(Role.PanelMember);
        await host.WithAsync<DeclareConflict, Result>(async declare =>
            await declare.RunAsync(assessor, new(await SheetAsync(assessor, applications[1]), DeclareConflict.Kinds[0], "I work there"))
        );
        (await browser.OpenAsync(Links.Scoring.Answers(round, "need"))).AssertDoesNotSay("Project 1");
        (await browser.OpenAsync(Links.Scoring.Answers(round, AnswersAcross.Budget))).AssertSays("From this grant");
        await (await host.AsAsync(await host.Scenario.PersonAsync(Role.PanelMember))).OpenAsync(
            Links.Scoring.Answers(round, "need"),
            HttpStatusCode.NotFound
        );
    }

    [Fact]
    public async Task The_readers_pack_holds_what_its_reader_may_read_in_their_order_with_their_name_on_each_page()
    {
        var (assessor, _, round, applications) = await ClosedRoundAsync();
        await host.WithAsync<DeclareConflict, Result>(async declare =>
            await declare.RunAsync(assessor, new(await SheetAsync(assessor, applications[1]), DeclareConflict.Kinds[0], "I work there"))
        );
        var browser = await host.AsAsync(assessor);
        using var answer = await browser.GetAsync(Links.Scoring.Pack(round));
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType?.MediaType);
        var pdf = await answer.Content.ReadAsByteArrayAsync();
        Assert.Contains("/StructTreeRoot", Encoding.Latin1.GetString(pdf), StringComparison.Ordinal);
        var pages = (await TextOfAsync(pdf)).Split('\f', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(pages.Length >= 2, $"{pages.Length} pages");
        Assert.All(pages, page => Assert.Contains($"Copy of {assessor.Name}, 3 February 2026", page, StringComparison.Ordinal));
        Assert.Contains("Project 0", pages[0], StringComparison.Ordinal);
        Assert.Contains(pages.Skip(1), page => page.Contains("Our answer about need.", StringComparison.Ordinal));
        Assert.DoesNotContain(pages, page => page.Contains("Project 1", StringComparison.Ordinal));
        Assert.Equal(
            1,
            await host.Db.ScalarAsync<int>(
                "select count(*) from AuditEntry where Action = 'ReaderPackDownloaded' and SubjectId = @round and ActorId = @Id",
                new { round, assessor.Id }
            )
        );
    }

    [Fact]
    public async Task The_office_writes_the_practice_applications_of_a_round_until_one_is_scored()
    {
        var (assessor, officer, round, _) = await ClosedRoundAsync();
        // A score of an invented one does not keep the office from writing its own, and goes with it.
        var mine = await host.AsAsync(assessor);
        var invented = await mine.OpenAsync(Links.Scoring.Practice(round, 1));
        foreach (var radio in invented.Document.QuerySelectorAll("main input[type=radio]").Cast<AngleSharp.Html.Dom.IHtmlInputElement>())
            radio.IsChecked = radio.Value == "5";
        await invented.PressAsync("See how the others scored it");
        var desk = await host.AsAsync(officer);
        var list = await desk.OpenAsync(Links.Scoring.PracticeList(round));
        list.AssertSays("The office has written none");
        var form = await list.FollowAsync("Write a practice application");
        form = await form.Fill("Title", "Late Night Bus").PressAsync("Save the practice application", HttpStatusCode.BadRequest);
        form.AssertError("Answer at least one question");
        form.AssertError("Choose the office’s score for Need and evidence, from 0 to 5");
        var answer = form.Document.QuerySelector("textarea[name='Answers[0].Text']")!;
        form.FillNamed(answer.GetAttribute("name")!, "Students wait alone at the bridge.");
        for (var i = 0; i < 5; i++)
        {
            foreach (
                var radio in form
                    .Document.QuerySelectorAll($"input[name='Scores[{i}].Value']")
                    .Cast<AngleSharp.Html.Dom.IHtmlInputElement>()
            )
                radio.IsChecked = radio.Value == "3";
            form.FillNamed($"Scores[{i}].Reason", $"The office says {i}");
        }
        (await form.PressAsync("Save the practice application")).AssertSays("1. Late Night Bus");

        var practice = await mine.OpenAsync(Links.Scoring.Practice(round, 1));
        practice.AssertSays("Students wait alone at the bridge.");
        practice.AssertDoesNotSay("How the panel scored it");
        practice.AssertDoesNotSay("The office says");
        foreach (var radio in practice.Document.QuerySelectorAll("main input[type=radio]").Cast<AngleSharp.Html.Dom.IHtmlInputElement>())
            radio.IsChecked = radio.Value == "4";
        (await practice.PressAsync("See how the others scored it")).AssertSays("3. The office says 0");
        practice = await mine.OpenAsync(Links.Scoring.Practice(round, 1));
        practice.AssertDoesNotSay("You are far from another");
        foreach (var radio in practice.Document.QuerySelectorAll("main input[type=radio]").Cast<AngleSharp.Html.Dom.IHtmlInputElement>())
            radio.IsChecked = radio.Value == "5";
        (await practice.PressAsync("See how the others scored it")).AssertSays("You are far from another on Need and evidence");
        await mine.OpenAsync(Links.Scoring.Practice(round, 2), HttpStatusCode.NotFound);
        (await desk.OpenAsync(Links.Scoring.PracticeList(round))).AssertSays("so they stay as they are");
    }

    private static async Task<string> TextOfAsync(byte[] pdf)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, pdf);
        using var reader = Process.Start(new ProcessStartInfo("pdftotext", ["-layout", file, "-"]) { RedirectStandardOutput = true })!;
        var text = await reader.StandardOutput.ReadToEndAsync();
        await reader.WaitForExitAsync();
        File.Delete(file);
        return text;
    }

    private Task<IReadOnlyList<AdviceQueries.GivenAdvice>> AdviceAsync(Guid application) =>
        host.Db.ReadAsync(work => AdviceQueries.OfApplicationAsync(work, application));

    private static BrowserPage Scored(BrowserPage sheet)
    {
        for (var i = 0; i < 5; i++)
        {
            foreach (
                var radio in sheet
                    .Document.QuerySelectorAll($"input[name='Scores[{i}].Value']")
                    .Cast<AngleSharp.Html.Dom.IHtmlInputElement>()
            )
                radio.IsChecked = radio.Value == "4";
            sheet.FillNamed($"Scores[{i.ToString(CultureInfo.InvariantCulture)}].Reason", $"Reason {i}");
        }
        return sheet;
    }

    private Task<Guid> SheetAsync(Actor assessor, Guid application) =>
        host.Db.ScalarAsync<Guid>(
            "select Id from ScoringAssignment where ApplicationId = @application and AssessorId = @Id",
            new { application, assessor.Id }
        );

    /// <summary>Two applications; the assessor has no conflict with either.</summary>
    private async Task<(Actor Assessor, Actor Officer, Guid Round, IReadOnlyList<Guid> Applications)> ClosedRoundAsync()
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var assessor = await host.Scenario.PersonAsync(Role.PanelMember);
        var round = await host.Scenario.RoundAsync(officer, [assessor, await host.Scenario.PersonAsync(Role.PanelMember)]);
        var applications = new List<Guid>();
        for (var i = 0; i < 2; i++)
        {
            var applicant = await host.Scenario.PersonAsync(Role.Applicant);
            applications.Add(
                await host.Scenario.ApplicationAsync(
                    round,
                    await host.Scenario.OrganisationAsync(applicant, $"Group {i}"),
                    applicant,
                    $"Project {i}"
                )
            );
        }
        host.Clock.MoveTo("2026-02-03 10:00");
        await host.WithAsync<ScoringQueue, ScoringQueue.ScoringQueuePage>(queue => queue.GetAsync(assessor, round));
        await host.Scenario.DeclareNoConflictAsync(assessor, round);
        return (assessor, officer, round, applications);
    }
}
