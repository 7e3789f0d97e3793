using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Features;
using Commissioning.Features.Applications;
using Commissioning.Platform.Data;
using Commissioning.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioning.Web.Tests.Applications;

public sealed class ApplicationPagesTests(PortalHost host) : IClassFixture<PortalHost>
{
    private static readonly string TooLong = new('x', AnswerRules.Longest + 1);
    private static readonly byte[] Pdf = SamplePdf.Of("a document");

    [Fact]
    public async Task An_answer_about_the_organisation_that_is_far_too_long_is_refused_and_the_rest_of_its_page_is_saved()
    {
        var draft = await StartedAsync();
        var address = Links.Applications.OrganisationPage(draft.Id, "group");
        var page = await draft.Browser.OpenAsync(address);
        page = await page.Choose("Yes")
            .Fill("What is the larger body called?", TooLong)
            .Fill("Policy 1", "Safeguarding")
            .Fill("Next review date, policy 1", "N/A")
            .PressAsync("Save and continue", HttpStatusCode.BadRequest);
        page.AssertError("This text is far too long to save. Cut it to a few pages.");
        page.AssertError("Say whether your group has written rules");
        Assert.Equal(TooLong, page.Value("What is the larger body called?"));
        // The rest of the page is saved.
        page = await draft.Browser.OpenAsync(address);
        Assert.Equal("Safeguarding", page.Value("Policy 1"));
        Assert.Equal("N/A", page.Value("Next review date, policy 1"));
    }

    [Fact]
    public async Task An_applicant_checks_eligibility_applies_and_gets_a_numbered_receipt()
    {
        var draft = await StartedAsync();
        await FillAsync(draft);
        var check = await draft.Browser.OpenAsync(Links.Applications.Check(draft.Id));
        Assert.DoesNotContain("Put these right", check.Text, StringComparison.Ordinal);
        check = await check.Fill("Your full name", "").PressAsync("Send the application", HttpStatusCode.BadRequest);
        check.AssertError("Confirm the declaration to send the application");
        check.AssertError("Enter your full name");
        var receipt = await check
            .Choose("What I have said is true, I may apply on behalf of the organisation, and it has read the conditions in the guidance")
            .Fill("Your full name", "Amira Khan")
            .PressAsync("Send the application");
        Assert.Equal("Application sent", receipt.Heading);
        receipt.AssertSays("TF-25-");
        receipt.AssertSays("Safer Saturdays in the park");
        receipt.AssertSays("£4,500.00");
        receipt.AssertSays("constitution.pdf");
        using (var pdf = await draft.Browser.GetAsync(Links.Applications.ReceiptPdf(draft.Id)))
            Assert.Equal("%PDF", System.Text.Encoding.ASCII.GetString((await pdf.Content.ReadAsByteArrayAsync())[..4]));
        using (
            var stranger = await (await host.AsAsync(await host.Scenario.PersonAsync(Role.Applicant))).GetAsync(
                Links.Applications.ReceiptPdf(draft.Id)
            )
        )
            Assert.Equal(HttpStatusCode.NotFound, stranger.StatusCode);

        var sent = await host.Db.FindAsync<SubmittedCopy.SubmittedApplication>(
            "select Id, RoundId, OrganisationId, Status, CopyJson, CopySha256, WithdrawReason from Application where Id = @Id",
            new { draft.Id }
        );
        Assert.Equal(ApplicationCopy.Sha256(sent.CopyJson!), sent.CopySha256);
        Assert.Equal(
            1,
            await host.Db.ScalarAsync<int>("select count(*) from OutboxEmail where SubjectId = @Id and Kind = 'Receipt'", new { draft.Id })
        );
        Assert.Equal(
            13,
            await host.Db.ScalarAsync<int>("select count(*) from DueDiligenceCheck where ApplicationId = @Id", new { draft.Id })
        );
        await TallyAssert.MatchesAsync(host.Db, draft.Round);

        // After sending, going back to a part of the form changes nothing.
        foreach (
            var part in new[]
            {
                Links.Applications.Project(draft.Id),
                Links.Applications.Section(draft.Id, "Need"),
                Links.Applications.Budget(draft.Id),
            }
        )
            Assert.Equal(Links.Applications.Receipt(draft.Id), (await draft.Browser.OpenAsync(part)).Address.AbsolutePath);
    }

    [Fact]
    public async Task An_application_is_written_by_a_colleague_and_sent_by_the_lead()
    {
        var draft = await StartedAsync();
        await FillAsync(draft);
        var colleague = await host.Scenario.PersonAsync(Role.Applicant);
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into OrganisationMember (OrganisationId, PersonId, JoinedAt) values (@Organisation, @Id, @Now)",
                new
                {
                    draft.Organisation,
                    colleague.Id,
                    work.Now,
                }
            )
        );
        var page = await draft.Browser.OpenAsync(Links.Organisations.Organisation(draft.Organisation));
        page = await page.PressAsync($"Let them send applications: {draft.Applicant.Name}");
        page.AssertSays("Sends applications");
        var other = await host.AsAsync(colleague);
        var check = await other.OpenAsync(Links.Applications.Check(draft.Id));
        check.AssertDoesNotSay("Send the application");
        check.AssertSays(
            $"{draft.Applicant.Name} sends the applications of Friends of Test Park. Everything is saved. Ask them to send it"
        );
        (
            await (await other.OpenAsync(Links.Organisations.Organisation(draft.Organisation))).PressAsync(
                $"Let them send applications: {colleague.Name}",
                HttpStatusCode.BadRequest
            )
        ).AssertSays($"Only {draft.Applicant.Name}, who sends the applications now, can name someone else");
        var own = await draft.Browser.OpenAsync(Links.Applications.Check(draft.Id));
        Assert.Equal(
            "Application sent",
            (
                await own.Choose(
                        "What I have said is true, I may apply on behalf of the organisation, and it has read the conditions in the guidance"
                    )
                    .Fill("Your full name", "Amira Khan")
                    .PressAsync("Send the application")
            ).Heading
        );
    }

    [Fact]
    public async Task Answers_asked_for_again_are_changed_and_both_versions_are_kept()
    {
        var draft = await StartedAsync();
        await FillAsync(draft);
        var check = await draft.Browser.OpenAsync(Links.Applications.Check(draft.Id));
        await check
            .Choose("What I have said is true, I may apply on behalf of the organisation, and it has read the conditions in the guidance")
            .Fill("Your full name", "Amira Khan")
            .PressAsync("Send the application");
        var sent = (await host.Db.ScalarAsync<string>("select CopySha256 from Application where Id = @Id", new { draft.Id }))!;
        await draft.Browser.OpenAsync(Links.Applications.Changes(draft.Id), HttpStatusCode.NotFound);

        var officer = await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        var ask = await (await officer.OpenAsync(Links.Applications.Submitted(draft.Id))).FollowAsync("Ask for changes");
        ask = await ask.FillNamed("Form.DueOn.Day", "20")
            .FillNamed("Form.DueOn.Month", "1")
            .FillNamed("Form.DueOn.Year", "2026")
            .Fill("What is missing or unclear?", "Which streets do you mean?")
            .PressAsync("Ask the applicant", HttpStatusCode.BadRequest);
        ask.AssertError("Choose what to ask for again");
        var application = await ask.Choose("What problem will the project deal with, and how do you know about it?")
            .PressAsync("Ask the applicant");
        application.AssertSays("Waiting for the applicant until 20 January 2026");
        Assert.Equal(
            1,
            await host.Db.ScalarAsync<int>(
                "select count(*) from OutboxEmail where SubjectId = @Id and Kind = 'ChangesAsked'",
                new { draft.Id }
            )
        );

        // Meanwhile the organisation moves; the frozen copy does not change.
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update Organisation set AddressLine = '99 New Street' where Id = @Organisation", new { draft.Organisation })
        );
        var changes = await (await draft.Browser.OpenAsync(Links.Applications.Mine)).FollowAsync(
            "Answer our questions by 20 January 2026 for Safer Saturdays in the park"
        );
        (await changes.PressAsync("Send the changes", HttpStatusCode.BadRequest)).AssertSays(
            "Check this answer first, even if you do not change it"
        );
        // Not asked for, so not open.
        await draft.Browser.OpenAsync(Links.Applications.ChangedAnswer(draft.Id, "value"), HttpStatusCode.NotFound);
        var answer = await changes.FollowAsync("What problem will the project deal with, and how do you know about it?");
        answer = await answer
            .Fill("What problem will the project deal with, and how do you know about it?", TooLong)
            .PressAsync("Save and continue", HttpStatusCode.BadRequest);
        answer.AssertError("This text is far too long to save. Cut it to a few pages.");
        Assert.Equal(TooLong, answer.Value("What problem will the project deal with, and how do you know about it?"));
        changes = await answer
            .Fill("What problem will the project deal with, and how do you know about it?", "Mill Lane and Ford Street.")
            .PressAsync("Save and continue");
        (await changes.PressAsync("Send the changes")).AssertSays("Mill Lane and Ford Street.");

        application = await officer.OpenAsync(Links.Applications.Submitted(draft.Id));
        application.AssertSays("What we say about Need.");
        application.AssertSays("Mill Lane and Ford Street.");
        application.AssertDoesNotSay("99 New Street");
        application.AssertSays($"Its SHA-256 is {sent}");
        var now = await host.Db.FindAsync<SubmittedCopy.SubmittedApplication>(
            "select Id, RoundId, OrganisationId, Status, CopyJson, CopySha256, WithdrawReason from Application where Id = @Id",
            new { draft.Id }
        );
        Assert.Equal(ApplicationCopy.Sha256(now.CopyJson!), now.CopySha256);
        Assert.NotEqual(sent, now.CopySha256);
        Assert.Equal(
            sent,
            ApplicationCopy.Sha256(
                (await host.Db.ScalarAsync<string>("select CopyBefore from ChangeRequest where ApplicationId = @Id", new { draft.Id }))!
            )
        );
        // Once the panel has agreed scores, it is too late.
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into Moderation (ApplicationId, Note, Present, Version) values (@Id, 'Agreed', 'Everybody', 1)",
                new { draft.Id }
            )
        );
        ask = await officer.OpenAsync(Links.Applications.Ask(draft.Id));
        Date(ask, "Form.DueOn", 20, 1, 2026);
        ask = await ask.Fill("What is missing or unclear?", "More")
            .Choose("The budget")
            .PressAsync("Ask the applicant", HttpStatusCode.BadRequest);
        ask.AssertError("The panel has agreed scores for this application, so it is too late to change it");
        // The same for a request that was open when the panel agreed.
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update ChangeRequest set AnsweredAt = null, AnsweredBy = null where ApplicationId = @Id", new { draft.Id })
        );
        (
            await (await draft.Browser.OpenAsync(Links.Applications.Changes(draft.Id))).PressAsync(
                "Send the changes",
                HttpStatusCode.BadRequest
            )
        ).AssertSays("The panel has agreed scores for this application, so it is too late to change it");
    }

    [Fact]
    public async Task A_budget_and_a_document_asked_for_again_are_shown_old_beside_new_to_everybody_who_reads_the_application()
    {
        var draft = await SentAsync();
        var assessor = new Actor(
            (await host.Db.QueryAsync<Guid>("select PersonId from PanelMember where RoundId = @Round", new { draft.Round }))[0],
            "Test Assessor"
        );
        host.Clock.MoveTo("2026-02-03 12:00"); // The round has closed, and assessors score.
        var scored = await host.Scenario.AssignedAsync(draft.Id, assessor, 4, 4, 4, 4, 4);
        var officer = await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        var ask = await officer.OpenAsync(Links.Applications.Ask(draft.Id));
        Date(ask, "Form.DueOn", 10, 2, 2026);
        await ask.Choose("The budget")
            .Choose("Governing document")
            .Fill("What is missing or unclear?", "The kit costs too much, and the constitution is not signed.")
            .PressAsync("Ask the applicant");
        (await (await host.AsAsync(assessor)).OpenAsync(Links.Scoring.Sheet(scored))).AssertSays("You submitted these scores at");

        var applicant = await host.AsAsync(draft.Applicant);
        var changes = await (await applicant.OpenAsync(Links.Applications.Mine)).FollowAsync(
            "Answer our questions by 10 February 2026 for Safer Saturdays in the park"
        );
        await applicant.OpenAsync(Links.Applications.ChangedPart(draft.Id, RequestedPart.Project), HttpStatusCode.NotFound);
        var budget = await changes.FollowAsync("Budget");
        budget.AssertSays("The kit costs too much, and the constitution is not signed.");
        Assert.Equal("Kit", budget.Value("Item 2"));
        changes = await budget.Fill("From this grant, line 2", "200").PressAsync("Save and continue");
        changes.AssertSays("Not sent.");
        var documents = await changes.FollowAsync("Documents");
        documents = await documents
            .Attach("Add Governing document", "signed.pdf", Pdf)
            .Fill("Which document does it replace?", "constitution.pdf")
            .PressAsync("Upload Governing document");
        documents.AssertSays("signed.pdf");
        documents.AssertDoesNotSay("constitution.pdf");
        changes = await documents.PressAsync("Continue");
        // Nobody else sees it before it is sent.
        (await officer.OpenAsync(Links.Applications.Submitted(draft.Id))).AssertDoesNotSay("signed.pdf");
        Assert.Equal(450_000, await AmountAsync(draft.Id));
        var receipt = await changes.PressAsync("Send the changes");
        Assert.Equal(420_000, await AmountAsync(draft.Id));
        await TallyAssert.MatchesAsync(host.Db, draft.Round);

        var sheet = await (await host.AsAsync(assessor)).OpenAsync(Links.Scoring.Sheet(scored));
        Assert.Equal("Because of what the application says.", sheet.Value("Reason for your score for Value for money"));
        foreach (var page in new[] { receipt, sheet, await officer.OpenAsync(Links.Applications.Submitted(draft.Id)) })
        {
            page.AssertSays("Asked for before: £4,500.00. Asked for now: £4,200.00.");
            Assert.Equal(
                ["removed: £500.00", "removed: constitution.pdf"],
                page.Document.QuerySelectorAll("del").Select(change => change.TextContent.Trim())
            );
            Assert.Equal(
                ["added: £200.00", "added: signed.pdf"],
                page.Document.QuerySelectorAll("ins").Select(change => change.TextContent.Trim())
            );
        }
        foreach (var (browser, page) in new[] { (applicant, receipt), (await host.AsAsync(assessor), sheet) })
        foreach (var link in page.Document.QuerySelectorAll("del a, ins a"))
        {
            using var file = await browser.GetAsync(link.GetAttribute("href")!);
            Assert.Equal(Pdf, await file.Content.ReadAsByteArrayAsync());
        }
        host.Clock.MoveTo("2026-01-05 12:00");
    }

    [Fact]
    public async Task Changes_sent_one_second_after_their_last_day_are_refused_until_an_officer_gives_more_time()
    {
        var draft = await SentAsync();
        var officer = await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        var ask = await officer.OpenAsync(Links.Applications.Ask(draft.Id));
        Date(ask, "Form.DueOn", 20, 1, 2026);
        await ask.Choose("Outcomes and measures").Fill("What is missing or unclear?", "From which year?").PressAsync("Ask the applicant");
        host.Clock.MoveTo("2026-01-20 23:59:59");
        var applicant = await host.AsAsync(draft.Applicant);
        var outcomes = await applicant.OpenAsync(Links.Applications.ChangedPart(draft.Id, RequestedPart.Outcomes));
        var changes = await outcomes.Fill("Where is it now? Outcome 1", "20 a month in 2025").PressAsync("Save and continue");
        host.Clock.MoveTo("2026-01-21 00:00");
        changes = await changes.PressAsync("Send the changes", HttpStatusCode.BadRequest);
        changes.AssertSays(
            "The last day to answer was 20 January 2026. Write to us if you still want to change your application: we can give you more time. What you entered is kept."
        );
        officer = await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        var application = await officer.OpenAsync(Links.Applications.Submitted(draft.Id));
        application.AssertSays("Not answered by 20 January 2026");
        application.AssertSays("Not sent");
        var request = await application.FollowAsync("Give more time, or close the request");
        Date(request, "More.DueOn", 22, 1, 2026);
        await request.Fill("Why do they need more time?", "You were ill.").PressAsync("Give more time");
        changes = await applicant.OpenAsync(Links.Applications.Changes(draft.Id));
        changes.AssertSays("Answer by the end of 22 January 2026");
        (await changes.PressAsync("Send the changes")).AssertSays("20 a month in 2025");
        host.Clock.MoveTo("2026-01-05 12:00");
    }

    [Fact]
    public async Task The_eligibility_check_ends_at_a_no_with_its_reason_and_asks_for_blanks()
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var round = await RoundAsync(officer);
        var page = await host.Visitor().OpenAsync(Links.Applications.Eligibility(round));
        (await page.PressAsync("Continue", HttpStatusCode.BadRequest)).AssertError(
            "Answer yes or no: Will the project take place in Leicester, Leicestershire or Rutland?"
        );
        page.AssertDoesNotSay("rather than one person");
        page.Choose("Unregistered group");
        for (var i = 0; i < 4; i++)
            Pick(page, i, i != 0);
        page = await page.PressAsync("Continue");
        Assert.Equal("This round is not right for the project", page.Heading);
        page.AssertSays("Look for the Police and Crime Commissioner of the area where the project takes place.");
    }

    [Fact]
    public async Task An_application_sent_one_second_after_closing_is_refused_and_its_draft_kept()
    {
        var draft = await StartedAsync();
        await FillAsync(draft);
        var check = await draft.Browser.OpenAsync(Links.Applications.Check(draft.Id));
        check
            .Choose("What I have said is true, I may apply on behalf of the organisation, and it has read the conditions in the guidance")
            .Fill("Your full name", "Amira Khan");
        host.Clock.MoveTo(Scenario.Utc(Scenario.Closes).AddSeconds(1));
        var refused = await check.PressAsync("Send the application", HttpStatusCode.BadRequest);
        refused.AssertError(
            $"This round closed at 5pm on 2 February 2026 (UK time). Your draft is kept, but it can no longer be changed or sent. {new Features.Office().WhenLate}"
        );
        (await draft.Browser.OpenAsync(Links.Applications.TaskList(draft.Id))).AssertSays("Done");
        Assert.Equal("Draft", await host.Db.ScalarAsync<string>("select Status from Application where Id = @Id", new { draft.Id }));
    }

    [Fact]
    public async Task An_application_sent_at_the_closing_time_is_accepted()
    {
        var draft = await StartedAsync();
        await FillAsync(draft);
        // A clock that stands still: the host's continues, and the second would be over on a busy machine.
        var submit = new SubmitApplication(
            new Db(host.Db.Dialect, new Still(Scenario.Utc(Scenario.Closes))),
            host.Services.GetRequiredService<Office>()
        );
        Assert.Null((await submit.RunAsync(draft.Applicant, draft.Id, "Amira Khan", true)).FirstRefusal);
    }

    private sealed class Still(DateTime utc) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(utc, TimeSpan.Zero);
    }

    [Fact]
    public async Task Two_tabs_on_one_part_of_the_form_warn_the_second_and_lose_no_text()
    {
        var draft = await StartedAsync();
        var first = await draft.Browser.OpenAsync(Links.Applications.Section(draft.Id, "Need"));
        var second = await draft.Browser.OpenAsync(Links.Applications.Section(draft.Id, "Need"));
        const string label = "What problem will the project deal with, and how do you know about it?";
        await first.Fill(label, "Words of the first tab").PressAsync("Save and come back later");
        var told = await second.Fill(label, "Words of the second tab").PressAsync("Save and come back later", HttpStatusCode.BadRequest);
        told.AssertSays("You saved this part at");
        told.AssertSays("Words of the first tab");
        Assert.Equal("Words of the second tab", told.Value(label));
        await told.PressAsync("Save and come back later");
        Assert.Equal("Words of the second tab", (await draft.Browser.OpenAsync(Links.Applications.Section(draft.Id, "Need"))).Value(label));
    }

    [Fact]
    public async Task Two_colleagues_on_different_parts_of_the_form_both_save()
    {
        var draft = await StartedAsync();
        var need = await draft.Browser.OpenAsync(Links.Applications.Section(draft.Id, "Need"));
        var budget = await draft.Browser.OpenAsync(Links.Applications.Budget(draft.Id));
        const string label = "What problem will the project deal with, and how do you know about it?";
        await need.Fill(label, "Our words").PressAsync("Save and continue");
        await budget.Fill("From this grant, line 1", "100").PressAsync("Save and come back later");
        Assert.Equal("Our words", (await draft.Browser.OpenAsync(Links.Applications.Section(draft.Id, "Need"))).Value(label));
        Assert.Equal(10_000, await host.Db.ScalarAsync<long>("select AmountRequested from Application where Id = @Id", new { draft.Id }));
    }

    [Fact]
    public async Task A_budget_is_added_up_and_everything_typed_is_kept_also_what_cannot_be_read()
    {
        var draft = await StartedAsync();
        var page = await draft.Browser.OpenAsync(Links.Applications.Budget(draft.Id));
        page = await page.Fill("Item 1", "Youth workers")
            .Fill("From this grant, line 1", "£12k")
            .PressAsync("Save and continue", HttpStatusCode.BadRequest);
        page.AssertError("You are asking for £12,000, and the most we can give is £10,000. Make a line smaller, by £2,000 in all.");
        page.AssertSays("You ask for £12,000");
        page = await page.Fill("Item 2", "Hall")
            .Fill("From this grant, line 2", "ten thousand pounds")
            .PressAsync("Save and continue", HttpStatusCode.BadRequest);
        page.AssertError("Enter the amount of line 2 in figures, such as 450 or 450.50");
        page = await page.Fill("From this grant, line 2", "6300,00").PressAsync("Save and come back later");
        Assert.Equal(Links.Applications.TaskList(draft.Id), page.Address.AbsolutePath);

        var again = await draft.Browser.OpenAsync(Links.Applications.Budget(draft.Id));
        Assert.Equal("6300,00", again.Value("From this grant, line 2"));
        Assert.Equal("Hall", again.Value("Item 2"));
        again = await again.PressAsync("Add another line");
        Assert.Equal("6300,00", again.Value("From this grant, line 2"));
        Assert.Equal("", again.Value("Item 4"));
        var check = await draft.Browser.OpenAsync(Links.Applications.Check(draft.Id));
        check.AssertSays("Budget: Enter the amount of line 2 in figures, such as 450 or 450.50. Did you mean £6,300.00?");
        check.AssertDoesNotSay("Send the application");
    }

    [Fact]
    public async Task A_project_keeps_a_date_that_cannot_be_read_and_takes_months_by_name()
    {
        var draft = await StartedAsync();
        var page = await draft.Browser.OpenAsync(Links.Applications.Project(draft.Id));
        page.Fill("Project name", "Safer Saturdays");
        page.FillNamed("Form.StartsOn.Day", "31").FillNamed("Form.StartsOn.Month", "9").FillNamed("Form.StartsOn.Year", "2026");
        page.FillNamed("Form.EndsOn.Day", "1").FillNamed("Form.EndsOn.Month", "may").FillNamed("Form.EndsOn.Year", "27");
        page = await page.PressAsync("Save and continue", HttpStatusCode.BadRequest);
        page.AssertError("The start date must be a real date: September 2026 has 30 days");
        page.AssertError("The end date must be a real date, with all four digits of the year. Did you mean 1 May 2027?");

        page = await draft.Browser.OpenAsync(Links.Applications.Project(draft.Id));
        Assert.Equal("Safer Saturdays", page.Value("Project name"));
        page.FillNamed("Form.StartsOn.Day", "").FillNamed("Form.StartsOn.Month", "sept");
        page.FillNamed("Form.EndsOn.Month", "Feb").FillNamed("Form.EndsOn.Year", "2027").FillNamed("Form.EndsOn.Day", "");
        page = await page.PressAsync("Save and come back later");
        page = await page.FollowAsync("Your project");
        Assert.Equal(
            ("1", "9", "28", "2"),
            (Part(page, "StartsOn.Day"), Part(page, "StartsOn.Month"), Part(page, "EndsOn.Day"), Part(page, "EndsOn.Month"))
        );
        static string? Part(BrowserPage page, string name) =>
            page.Document.QuerySelector($"input[name='Form.{name}']")!.GetAttribute("value");
    }

    [Fact]
    public async Task Outcomes_that_are_too_long_are_kept_whole_and_stop_the_sending()
    {
        var draft = await StartedAsync();
        var words = string.Concat(Enumerable.Repeat("words ", 100)).Trim();
        var page = await draft.Browser.OpenAsync(Links.Applications.Outcomes(draft.Id));
        page = await page.Fill("What will change? Outcome 1", words).PressAsync("Save and continue", HttpStatusCode.BadRequest);
        page.AssertError("Shorten this from 599 to 500 characters or fewer");
        page = await draft.Browser.OpenAsync(Links.Applications.Outcomes(draft.Id));
        Assert.Equal(words, page.Value("What will change? Outcome 1"));
        (await draft.Browser.OpenAsync(Links.Applications.Check(draft.Id))).AssertSays("Shorten this from 599 to 500 characters");
    }

    [Fact]
    public async Task An_answer_with_too_many_words_is_saved_whole_with_an_error()
    {
        var draft = await StartedAsync();
        var words = string.Join(' ', Enumerable.Repeat("word", 253));
        var page = await draft.Browser.OpenAsync(Links.Applications.Section(draft.Id, "Need"));
        page = await page.Fill("What problem will the project deal with, and how do you know about it?", words)
            .PressAsync("Save and continue", HttpStatusCode.BadRequest);
        page.AssertError("Your answer has 253 words and the limit is 250. Cut 3 before you send the application.");
        Assert.Equal(
            words,
            (await draft.Browser.OpenAsync(Links.Applications.Section(draft.Id, "Need"))).Value(
                "What problem will the project deal with, and how do you know about it?"
            )
        );
    }

    [Theory]
    [InlineData("empty.pdf", 0, "empty.pdf is empty. Check it on your device and choose it again.")]
    [InlineData(
        "game.pdf",
        1,
        "game.pdf does not contain what its name says. Open it, save it again as PDF, Word (.docx), Excel (.xlsx), JPEG or PNG, and choose that copy."
    )]
    [InlineData("game.exe", 1, "game.exe is not a kind of file we accept. Save it as PDF, Word (.docx), Excel (.xlsx), JPEG or PNG.")]
    [InlineData(
        "letter.docx",
        1,
        "letter.docx does not contain what its name says. Open it, save it again as PDF, Word (.docx), Excel (.xlsx), JPEG or PNG, and choose that copy."
    )]
    [InlineData("film.pdf", 11, "film.pdf is 11.0 MB; the limit is 10 MB. Save a smaller copy, or split it.")]
    public async Task An_upload_that_cannot_be_accepted_is_named_and_other_files_stay(string name, int megabytes, string sentence)
    {
        var draft = await StartedAsync();
        var page = await draft.Browser.OpenAsync(Links.Applications.Documents(draft.Id));
        page = await page.Attach("Add Governing document", "constitution.pdf", Pdf).PressAsync("Upload Governing document");
        byte[] content = megabytes switch
        {
            0 => [],
            1 => "MZ\u0090 a program"u8.ToArray(),
            _ => new byte[megabytes * 1024 * 1024],
        };
        page = await page.Attach("Add Safeguarding policy", name, content)
            .PressAsync("Upload Safeguarding policy", HttpStatusCode.BadRequest);
        page.AssertError(sentence);
        page.AssertSays("constitution.pdf");
        Assert.Equal(
            1,
            await host.Db.ScalarAsync<int>("select count(*) from ApplicationDocument where ApplicationId = @Id", new { draft.Id })
        );
    }

    [Fact]
    public async Task An_upload_during_a_storage_failure_shows_an_error_and_loses_no_file()
    {
        var draft = await StartedAsync();
        var page = await draft.Browser.OpenAsync(Links.Applications.Documents(draft.Id));
        page = await page.Attach("Add Governing document", "constitution.pdf", Pdf).PressAsync("Upload Governing document");
        var files = Path.Combine(host.Folder, "files");
        Directory.Move(files, files + "-away");
        await File.WriteAllTextAsync(files, "a file where the folder was");
        try
        {
            page = await page.Attach("Add Safeguarding policy", "policy.pdf", Pdf)
                .PressAsync("Upload Safeguarding policy", HttpStatusCode.ServiceUnavailable);
            page.AssertError(
                "The portal cannot store or read files at the moment. Nothing was saved, and what you typed is still here. The people who run the portal have been told. Choose the file again in a few minutes."
            );
            page.AssertSays("constitution.pdf");
            Assert.Equal(1, await host.Db.ScalarAsync<int>("select count(*) from Alert where Kind = 'FileStorage' and ClearedAt is null"));
        }
        finally
        {
            File.Delete(files);
            Directory.Move(files + "-away", files);
        }
        page = await page.Attach("Add Safeguarding policy", "policy.pdf", Pdf).PressAsync("Upload Safeguarding policy");
        page.AssertSays("policy.pdf"); // The alert stays until the watch job has not seen the fault for some minutes.
    }

    [Fact]
    public async Task A_document_is_replaced_in_one_step_and_previewed_as_pictures_of_its_pages()
    {
        var draft = await StartedAsync();
        using var form = await draft.Browser.GetAsync(
            Links.Applications.BlankFormPdf(
                await host.Db.ScalarAsync<Guid>("select RoundId from Application where Id = @Id", new { draft.Id })
            )
        );
        var real = await form.Content.ReadAsByteArrayAsync();
        var page = await draft.Browser.OpenAsync(Links.Applications.Documents(draft.Id));
        page = await page.Attach("Add Governing document", "old.pdf", Pdf).PressAsync("Upload Governing document");
        page = await page.Fill("Which document does it replace?", "old.pdf")
            .Attach("Add Governing document", "new.pdf", real)
            .PressAsync("Upload Governing document");
        Assert.Equal(
            1,
            await host.Db.ScalarAsync<int>("select count(*) from ApplicationDocument where ApplicationId = @Id", new { draft.Id })
        );
        var address = page.Document.QuerySelectorAll("main a").First(link => link.TextContent == "new.pdf").GetAttribute("href")!;
        var look = await page.FollowAsync("Preview: new.pdf");
        look.AssertSays("Pictures of its");
        Assert.Equal("Page 2 of new.pdf", look.Document.QuerySelectorAll("main img")[1].GetAttribute("alt"));
        using var picture = await draft.Browser.GetAsync(address + "?picture=1");
        Assert.Equal("image/png", picture.Content.Headers.ContentType!.MediaType);
        Assert.Equal([0x89, 0x50, 0x4e, 0x47], (await picture.Content.ReadAsByteArrayAsync())[..4]);
        using var beyond = await draft.Browser.GetAsync(address + "?picture=19");
        Assert.Equal(HttpStatusCode.NotFound, beyond.StatusCode);
        using var strange = await (await host.AsAsync(await host.Scenario.PersonAsync(Role.Applicant))).GetAsync(address + "?picture=1");
        Assert.Equal(HttpStatusCode.NotFound, strange.StatusCode);

        // What the list shows is small.
        using var thumbnail = await draft.Browser.GetAsync(address + "?picture=1&small=true");
        Assert.True((await thumbnail.Content.ReadAsByteArrayAsync()).Length < 20_000);
    }

    [Fact]
    public async Task A_document_downloads_unchanged_and_only_for_its_organisation()
    {
        var draft = await StartedAsync();
        var page = await draft.Browser.OpenAsync(Links.Applications.Documents(draft.Id));
        page = await page.Attach("Add Governing document", "constitution.pdf", Pdf).PressAsync("Upload Governing document");
        var address = page.Document.QuerySelectorAll("main a").First(link => link.TextContent == "constitution.pdf").GetAttribute("href")!;
        using var mine = await draft.Browser.GetAsync(address);
        Assert.Equal(Pdf, await mine.Content.ReadAsByteArrayAsync());
        Assert.Equal("attachment", mine.Content.Headers.ContentDisposition!.DispositionType);
        var stranger = await host.AsAsync(await host.Scenario.PersonAsync(Role.Applicant));
        foreach (
            var path in new[]
            {
                address,
                Links.Applications.TaskList(draft.Id),
                Links.Applications.Receipt(draft.Id),
                Links.Applications.Budget(draft.Id),
            }
        )
        {
            using var answer = await stranger.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
        page = await page.PressAsync("Remove constitution.pdf");
        page.AssertSays("Document removed");
    }

    [Fact]
    public async Task A_draft_is_withdrawn_and_the_organisation_may_start_again()
    {
        var draft = await StartedAsync();
        var page = await draft.Browser.OpenAsync(Links.Applications.Withdraw(draft.Id));
        Assert.Equal("Application withdrawn", (await page.PressAsync("Withdraw the application")).Heading);
        await TallyAssert.MatchesAsync(host.Db, draft.Round);
        var again = await host.WithAsync<StartApplication, Result<Guid>>(async start =>
            await start.RunAsync(draft.Applicant, draft.Round, draft.Organisation, await host.Scenario.EligibleAsync(draft.Round))
        );
        Assert.Null(again.FirstRefusal);
        var twice = await host.WithAsync<StartApplication, Result<Guid>>(async start =>
            await start.RunAsync(draft.Applicant, draft.Round, draft.Organisation, await host.Scenario.EligibleAsync(draft.Round))
        );
        Assert.NotNull(twice.FirstRefusal);
    }

    [Fact]
    public async Task The_eligibility_check_is_answered_once_for_each_organisation_and_kept_with_its_draft()
    {
        var draft = await StartedAsync();
        await host.Scenario.OrganisationAsync(draft.Applicant, "Second Group");
        // The first one's answers are used up, and an address cannot stand for them.
        var page = await draft.Browser.OpenAsync(Links.Applications.Start(draft.Round) + "?eligible=yes");
        Assert.Equal("Check if you can apply", page.Heading);
        page.Choose("Charity");
        for (var i = 0; i < 4; i++)
            Pick(page, i, true);
        page = await page.PressAsync("Continue");
        Assert.Equal("Start an application", page.Heading);
        await page.Choose("Second Group").PressAsync("Start");
        // Another round's questions are its own.
        var other = await RoundAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        Assert.Equal("Check if you can apply", (await draft.Browser.OpenAsync(Links.Applications.Start(other))).Heading);
        await FillAsync(draft);
        var check = await draft.Browser.OpenAsync(Links.Applications.Check(draft.Id));
        await check
            .Choose("What I have said is true, I may apply on behalf of the organisation, and it has read the conditions in the guidance")
            .Fill("Your full name", "Amira Khan")
            .PressAsync("Send the application");
        var officer = await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        var sent = await officer.OpenAsync(Links.Applications.Submitted(draft.Id));
        sent.AssertSays("Will the project take place in Leicester, Leicestershire or Rutland?");
        sent.AssertSays($"Answered by {draft.Applicant.Name} at");
    }

    private sealed record Started(Browser Browser, Actor Applicant, Guid Organisation, Guid Round, Guid Id);

    private async Task<Guid> RoundAsync(Actor officer) =>
        await host.Scenario.RoundAsync(
            officer,
            [await host.Scenario.PersonAsync(Role.PanelMember), await host.Scenario.PersonAsync(Role.PanelMember)]
        );

    private async Task<Started> StartedAsync()
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var round = await RoundAsync(officer);
        var applicant = await host.Scenario.PersonAsync(Role.Applicant);
        var organisation = await host.Scenario.OrganisationAsync(applicant);
        var browser = await host.AsAsync(applicant);
        var page = await browser.OpenAsync(Links.Applications.Eligibility(round));
        page.Choose("Charity");
        for (var i = 0; i < 4; i++)
            Pick(page, i, true);
        page = await page.PressAsync("Continue");
        return new(browser, applicant, organisation, round, Guid.Parse(page.Address.Segments[^1]));
    }

    private static void Pick(BrowserPage page, int question, bool yes)
    {
        foreach (
            var radio in page.Document.QuerySelectorAll($"input[name='Answers[{question}]']").Cast<AngleSharp.Html.Dom.IHtmlInputElement>()
        )
            radio.IsChecked = radio.Value == (yes ? "yes" : "no");
    }

    private async Task FillAsync(Started draft)
    {
        await host.Scenario.ConfirmProfileAsync(draft.Id);
        var page = await draft.Browser.OpenAsync(Links.Applications.Project(draft.Id));
        page.Fill("Project name", "Safer Saturdays in the park")
            .Fill("The project in a sentence or two", "Football and mentoring for young people.")
            .Choose("Neighbourhood Crime");
        Date(page, "Form.StartsOn", 1, 5, 2026);
        Date(page, "Form.EndsOn", 31, 3, 2027);
        await page.PressAsync("Save and continue");
        foreach (var section in new[] { "Need", "What you will do", "Difference", "Delivery", "Value" })
        {
            page = await draft.Browser.OpenAsync(Links.Applications.Section(draft.Id, section));
            page.Document.QuerySelector("textarea")!.TextContent = $"What we say about {section}.";
            await page.PressAsync("Save and continue");
        }
        page = await draft.Browser.OpenAsync(Links.Applications.Section(draft.Id, "Other funders"));
        await page.Choose("No").PressAsync("Save and continue");
        page = await draft.Browser.OpenAsync(Links.Applications.Budget(draft.Id));
        await page.Fill("Item 1", "Youth workers")
            .Fill("From this grant, line 1", "4000")
            .Fill("Item 2", "Kit")
            .Fill("From this grant, line 2", "500")
            .Fill("From others, line 2", "120.50")
            .PressAsync("Save and continue");
        page = await draft.Browser.OpenAsync(Links.Applications.Outcomes(draft.Id));
        await page.Fill("What will change? Outcome 1", "Fewer incidents")
            .Fill("How will you measure it? Outcome 1", "Police reports")
            .Fill("Where is it now? Outcome 1", "20 a month")
            .Fill("What should it reach? Outcome 1", "10 a month")
            .PressAsync("Save and continue");
        page = await draft.Browser.OpenAsync(Links.Applications.Documents(draft.Id));
        await page.Attach("Add Governing document", "constitution.pdf", Pdf).PressAsync("Upload Governing document");
    }

    private async Task<Started> SentAsync()
    {
        var draft = await StartedAsync();
        await FillAsync(draft);
        var check = await draft.Browser.OpenAsync(Links.Applications.Check(draft.Id));
        await check
            .Choose("What I have said is true, I may apply on behalf of the organisation, and it has read the conditions in the guidance")
            .Fill("Your full name", "Amira Khan")
            .PressAsync("Send the application");
        return draft;
    }

    private Task<long> AmountAsync(Guid application) =>
        host.Db.ScalarAsync<long>("select AmountRequested from Application where Id = @application", new { application });

    private static void Date(BrowserPage page, string name, int day, int month, int year) =>
        page.FillNamed(name + ".Day", $"{day}").FillNamed(name + ".Month", $"{month}").FillNamed(name + ".Year", $"{year}");
}
