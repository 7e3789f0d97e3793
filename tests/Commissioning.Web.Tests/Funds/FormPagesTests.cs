using System.Net;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Messages;
using Commissioning.Features.Funds;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Funds;

/// <summary>An officer builds a form with every kind of question on screen, and a volunteer answers it.</summary>
public sealed class FormPagesTests(PortalHost host) : IClassFixture<PortalHost>
{
    private async Task<(Browser Desk, Guid Round)> NewRoundAsync()
    {
        host.Clock.MoveTo("2026-01-01 12:00");
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var round = (
            await host.WithAsync<CreateRound, Domain.Result<Guid>>(create =>
                create.RunAsync(officer, new($"Form Fund {Guid.NewGuid():N}"[..20], "FF", Scenario.Details()))
            )
        ).Value;
        await host.WithAsync<SavePanel, Domain.Result>(async save =>
            await save.RunAsync(
                officer,
                round,
                [(await host.Scenario.PersonAsync(Role.PanelMember)).Id, (await host.Scenario.PersonAsync(Role.PanelMember)).Id]
            )
        );
        return (await host.AsAsync(officer), round);
    }

    private static async Task<BrowserPage> AddAsync(
        Browser desk,
        Guid round,
        string kind,
        string wording,
        Action<BrowserPage>? fill = null,
        HttpStatusCode expected = HttpStatusCode.OK
    )
    {
        var page = await desk.OpenAsync(Links.Funds.Form(round));
        page = await desk.OpenAsync($"/rounds/{round}/form/question?kind={kind}&section=Practical");
        page.Fill("Question", wording);
        fill?.Invoke(page);
        return await page.PressAsync("Save the question", expected);
    }

    /// <summary>A round whose section Practical asks a question of every kind.</summary>
    private async Task<(Browser Desk, Guid Round)> BuiltAsync()
    {
        var (desk, round) = await NewRoundAsync();
        await AddAsync(desk, round, "YesNo", "Will you put up a structure?");
        await AddAsync(
            desk,
            round,
            "ShortText",
            "Which highways officer approved it?",
            page =>
                page.Fill("Asked only if the answer to, line 1 (optional)", "Will you put up a structure?").Fill("Value of line 1", "Yes")
        );
        await AddAsync(
            desk,
            round,
            "Number",
            "How many people will you reach?",
            page => page.Fill("Value of check 1", "10").Fill("What we tell the applicant if check 1 is not met", "Reach at least 10 people")
        );
        await AddAsync(desk, round, "Money", "What does the whole project cost?");
        await AddAsync(desk, round, "Date", "When does it begin?");
        await AddAsync(desk, round, "OneOf", "Where will it be?", page => page.Fill("Choices, one a line", "Indoors\nOutdoors"));
        await AddAsync(desk, round, "ManyOf", "Who is it for?", page => page.Fill("Choices, one a line", "Children\nAdults\nOlder people"));
        await AddAsync(desk, round, "Postcode", "What is its postcode?");
        await AddAsync(desk, round, "Address", "Where can we visit?");
        await AddAsync(desk, round, "Person", "Who leads it?");
        await AddAsync(
            desk,
            round,
            "Table",
            "What are the milestones?",
            page => page.Fill("Column 1", "What").Fill("Column 2", "When").Fill("Kind of column 2", "Date")
        );
        await AddAsync(desk, round, "Declaration", "Our trustees have agreed to this project");
        return (desk, round);
    }

    /// <summary>The same, published and begun by an applicant.</summary>
    private async Task<(Browser Phone, Guid Draft)> StartedAsync()
    {
        var (desk, round) = await BuiltAsync();
        await (await desk.OpenAsync(Links.Funds.Publish(round))).PressAsync("Publish the round");
        host.Clock.MoveTo("2026-01-05 12:00");
        var applicant = await host.Scenario.PersonAsync(Role.Applicant);
        var draft = (
            await host.WithAsync<Features.Applications.StartApplication, Domain.Result<Guid>>(async start =>
                await start.RunAsync(
                    applicant,
                    round,
                    await host.Scenario.OrganisationAsync(applicant),
                    await host.Scenario.EligibleAsync(round)
                )
            )
        ).Value;
        var phone = await host.AsAsync(applicant);
        return (phone, draft);
    }

    [Fact]
    public async Task A_question_with_choices_needs_at_least_two_of_them()
    {
        var (desk, round) = await NewRoundAsync();
        (await AddAsync(desk, round, "OneOf", "Where will it be?", expected: HttpStatusCode.BadRequest)).AssertSays(
            "Give \"Where will it be?\" from 2 to 60 different choices"
        );
    }

    [Fact]
    public async Task A_form_with_every_kind_of_question_shows_its_conditions_and_tries_an_answer()
    {
        var (desk, round) = await BuiltAsync();
        var form = await desk.OpenAsync(Links.Funds.Form(round));
        form.AssertSays("only if the answer to \"Will you put up a structure?\" is Yes");
        var preview = await desk.OpenAsync(Links.Funds.PreviewQuestion(round, "how-many-people-will"));
        (await preview.Fill("How many people will you reach?", "9").PressAsync("Try this answer", HttpStatusCode.BadRequest)).AssertError(
            "Reach at least 10 people"
        );
    }

    [Fact]
    public async Task A_question_for_a_file_is_written_shown_and_imported_with_its_limits()
    {
        var (desk, round) = await NewRoundAsync();
        (await desk.OpenAsync(Links.Funds.Form(round))).AssertSays("A file");
        var wrong = await AddAsync(
            desk,
            round,
            "File",
            "What does the site look like?",
            page => page.Fill("Kinds of file", ".pdf .exe").Fill("Largest size", "11"),
            HttpStatusCode.BadRequest
        );
        wrong.AssertError(".exe is not a kind of file that we accept. Choose from .pdf, .docx, .xlsx, .jpg, .jpeg, .png");
        wrong.AssertError("Enter a size from 1 to 10");
        await wrong.Fill("Kinds of file", ".pdf, .PNG").Fill("Largest size", "5").PressAsync("Save the question");
        (await desk.OpenAsync(Links.Funds.Form(round))).AssertSays("A file, .pdf, .png, up to 5 MB");
        (await desk.OpenAsync(Links.Funds.PreviewQuestion(round, "what-does-the-site"))).AssertSays(
            "Kinds of file: .pdf, .png. Up to 5 MB. The preview takes no files."
        );
        (await desk.OpenAsync(Links.Applications.TestForm(round))).AssertSays("A file would be added: What does the site look like?");
        (await desk.OpenAsync(Links.Applications.BlankForm(round))).AssertSays("Attach: What does the site look like?");
        using var file = await desk.GetAsync(Links.Funds.Export(round));
        var imported = await (await desk.OpenAsync(Links.Funds.Import))
            .Attach("Import a round", "round.json", await file.Content.ReadAsByteArrayAsync())
            .PressAsync("Import");
        (await imported.FollowAsync("The form")).AssertSays("A file, .pdf, .png, up to 5 MB");
    }

    [Fact]
    public async Task The_form_list_shows_rough_numbers_and_what_a_total_adds_up_and_nobody_must_answer_a_total()
    {
        var (desk, round) = await NewRoundAsync();
        await AddAsync(
            desk,
            round,
            "Number",
            "How many people will come?",
            page => page.Choose("A rough number is enough, such as about 40 or 40 to 50")
        );
        await AddAsync(desk, round, "Number", "How many will help?");
        await AddAsync(desk, round, "Money", "What do you give yourselves?");
        var mixed = await AddAsync(
            desk,
            round,
            "Total",
            "How many is that?",
            page => page.Choose("How many people will come?").Choose("What do you give yourselves?"),
            HttpStatusCode.BadRequest
        );
        mixed.AssertSays("\"How many is that?\" would add up numbers and amounts of money together.");
        mixed.AssertDoesNotSay("Must be answered");
        await AddAsync(
            desk,
            round,
            "Total",
            "How many is that?",
            page => page.Choose("How many people will come?").Choose("How many will help?")
        );
        var form = await desk.OpenAsync(Links.Funds.Form(round));
        form.AssertSays("Number, a rough one is enough");
        form.AssertSays("Sum of: How many people will come?; How many will help?");
        form.AssertSays("Added up by the portal");
    }

    [Fact]
    public async Task A_blank_form_and_its_PDF_are_shown_to_staff_before_publication()
    {
        var (desk, round) = await BuiltAsync();
        var blank = await desk.OpenAsync(Links.Applications.BlankForm(round));
        blank.AssertSays("Which highways officer approved it?");
        using (var hidden = await host.Visitor().GetAsync(Links.Applications.BlankForm(round)))
            Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        using (var pdf = await desk.GetAsync(Links.Applications.BlankFormPdf(round)))
            Assert.Equal("application/pdf", pdf.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_round_is_exported_imported_and_frozen_by_publication()
    {
        var (desk, round) = await BuiltAsync();
        using (var file = await desk.GetAsync(Links.Funds.Export(round)))
        {
            var import = await desk.OpenAsync(Links.Funds.Import);
            (
                await import.Attach("Import a round", "round.json", await file.Content.ReadAsByteArrayAsync()).PressAsync("Import")
            ).AssertSays("The round is imported.");
            (
                await import.Attach("Import a round", "round.json", "{}"u8.ToArray()).PressAsync("Import", HttpStatusCode.BadRequest)
            ).AssertError("format: must be text and not empty");
            // Two programs could read different values of a key that is there twice.
            var twice = "{\n\"format\":\"1\",\n\"format\":\"2\"}"u8.ToArray();
            (await import.Attach("Import a round", "round.json", twice).PressAsync("Import", HttpStatusCode.BadRequest)).AssertSays(
                "The file has the key \"format\" twice in the same braces"
            );
        }
        await (await desk.OpenAsync(Links.Funds.Publish(round))).PressAsync("Publish the round");
        (await desk.OpenAsync(Links.Funds.Form(round))).AssertSays("the form is frozen");
    }

    [Fact]
    public async Task A_form_with_every_kind_of_question_is_answered_and_checked_page_by_page()
    {
        var (phone, draft) = await StartedAsync();
        var page = await phone.OpenAsync(Links.Applications.Section(draft, "Practical"));
        page.AssertSays("page 1 of 6");
        page = await page.PressAsync("Save and continue", HttpStatusCode.BadRequest);
        page.AssertError("Choose yes or no: Will you put up a structure?");
        page = await page.Choose("No").PressAsync("Save and continue", HttpStatusCode.BadRequest);
        page.AssertError("Enter a number: How many people will you reach?");
        page = await page.Choose("Yes").PressAsync("Save and continue");
        Assert.Equal("Which highways officer approved it?", page.Heading);
        page.AssertSays("page 2 of 7");
        page = await page.Fill("Which highways officer approved it?", "Siân O’Neill, ગીતા")
            .Fill("How many people will you reach?", "about 40")
            .Fill("What does the whole project cost?", "£12,000.50")
            .FillNamed("Questions[3].Form.Date.Day", "29")
            .FillNamed("Questions[3].Form.Date.Month", "2")
            .FillNamed("Questions[3].Form.Date.Year", "2027")
            .PressAsync("Save and continue", HttpStatusCode.BadRequest);
        page.AssertError("Enter one number of 0 or more, such as 25. Did you mean 40?");
        page.AssertError("Enter a real date, such as 27 3 2027");
        Assert.Matches(@"Saved \S+", page.Text); // Faulty answers are saved too, and the page says so.
        Assert.Equal("about 40", page.Value("How many people will you reach?"));
        page = await page.Fill("How many people will you reach?", "1,200")
            .FillNamed("Questions[3].Form.Date.Day", "28")
            .PressAsync("Save and continue");
        page = await page.Choose("Outdoors")
            .Choose("Children")
            .Choose("Older people")
            .Fill("What is its postcode?", "le1 9zz")
            .PressAsync("Save and continue");
        page = await page.Fill("Address line 1", "1 High Street").PressAsync("Save and continue", HttpStatusCode.BadRequest);
        page.AssertError("Enter the town or city");
        page = await page.Fill("Town or city", "Leicester").Fill("Postcode", "LE1 9ZZ").PressAsync("Save and continue");
        page = await page.Fill("Full name", "Amira Khan").Fill("E-mail address", "amira@example.org").PressAsync("Save and continue");
        page = await page.Fill("What, row 1", "Fence")
            .Fill("When, row 1", "soon")
            .Fill("Rows to add", "Railings\t1/5/2026\nPaint\t2/6/2026")
            .PressAsync("Save and continue", HttpStatusCode.BadRequest);
        page.AssertError("When in row 1: enter a date, such as 27/3/2027, or a month, such as June 2027");
        Assert.Equal("Railings", page.Value("What, row 2"));
        page = await page.Fill("When, row 1", "1/4/2026").PressAsync("Save and continue");
        page = await page.Choose("Our trustees have agreed to this project").PressAsync("Save and continue");
        Assert.Equal("How much money do you need?", page.Heading);

        var check = await phone.OpenAsync(Links.Applications.Check(draft));
        foreach (
            var words in new[]
            {
                "Siân O’Neill, ગીતા",
                "£12,000.50",
                "28 February 2027",
                "Older people",
                "1 High Street",
                "amira@example.org",
                "Paint",
            }
        )
            check.AssertSays(words);
        // An answer that hides another question removes it from the copy; changing it brings it back.
        page = await (await check.FollowAsync("Change your answer to: Will you put up a structure?"))
            .Choose("No")
            .PressAsync("Save and come back later");
        (await phone.OpenAsync(Links.Applications.Check(draft))).AssertDoesNotSay("Siân O’Neill");
    }

    [Fact]
    public async Task Answers_are_saved_automatically_and_a_stranger_cannot_save_them()
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var round = await host.Scenario.RoundAsync(
            officer,
            [await host.Scenario.PersonAsync(Role.PanelMember), await host.Scenario.PersonAsync(Role.PanelMember)]
        );
        var applicant = await host.Scenario.PersonAsync(Role.Applicant);
        var draft = (
            await host.WithAsync<Features.Applications.StartApplication, Domain.Result<Guid>>(async start =>
                await start.RunAsync(
                    applicant,
                    round,
                    await host.Scenario.OrganisationAsync(applicant),
                    await host.Scenario.EligibleAsync(round)
                )
            )
        ).Value;
        var browser = await host.AsAsync(applicant);
        var page = await browser.OpenAsync(Links.Applications.Section(draft, "Need"));
        page.AssertSays("Need and evidence: 25% of the total score");
        var saved = await page.Fill("What problem will the project deal with, and how do you know about it?", "Half a sentence")
            .PostAsync("Autosave");
        Assert.Matches("\"versions\":\\{\"Questions\\[0\\].Form.Version\":1\\}.*\"message\":\"Saved \\S+\"", saved);
        // An old version is reported, not lost.
        Assert.Contains(
            "saved this part at",
            await page.Fill("What problem will the project deal with, and how do you know about it?", "Other words").PostAsync("Autosave"),
            StringComparison.Ordinal
        );
        Assert.Equal(
            "Half a sentence",
            (await browser.OpenAsync(Links.Applications.Section(draft, "Need"))).Value(
                "What problem will the project deal with, and how do you know about it?"
            )
        );
    }

    [Fact]
    public async Task The_rate_limit_on_one_person_does_not_shut_out_another()
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var round = await host.Scenario.RoundAsync(
            officer,
            [await host.Scenario.PersonAsync(Role.PanelMember), await host.Scenario.PersonAsync(Role.PanelMember)]
        );
        async Task<(Browser Browser, string Check)> DraftAsync()
        {
            var applicant = await host.Scenario.PersonAsync(Role.Applicant);
            var draft = (
                await host.WithAsync<Features.Applications.StartApplication, Domain.Result<Guid>>(async start =>
                    await start.RunAsync(
                        applicant,
                        round,
                        await host.Scenario.OrganisationAsync(applicant),
                        await host.Scenario.EligibleAsync(round)
                    )
                )
            ).Value;
            return (await host.AsAsync(applicant), Links.Applications.Check(draft));
        }
        var (eager, check) = await DraftAsync();
        async Task<HttpStatusCode> TryAsync()
        {
            using var answer = await eager.PostAsync(new Uri(host.Address, check), new FormUrlEncodedContent([]));
            return answer.StatusCode;
        }
        // 120 per minute of the machine's clock. If the next minute begins in between, more are let through, never fewer.
        var (tries, last) = (0, HttpStatusCode.BadRequest);
        while ((last = await TryAsync()) == HttpStatusCode.BadRequest)
            tries++;
        Assert.Equal(HttpStatusCode.TooManyRequests, last);
        Assert.True(tries >= 120, $"Shut out after {tries} tries");
        var (other, another) = await DraftAsync();
        using var answered = await other.PostAsync(new Uri(host.Address, another), new FormUrlEncodedContent([]));
        Assert.Equal(HttpStatusCode.BadRequest, answered.StatusCode);
    }

    [Fact]
    public async Task An_application_on_paper_is_entered_and_sent_and_the_organisation_gets_the_receipt()
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var round = await host.Scenario.RoundAsync(
            officer,
            [await host.Scenario.PersonAsync(Role.PanelMember), await host.Scenario.PersonAsync(Role.PanelMember)]
        );
        var desk = await host.AsAsync(officer);
        var page = await (await desk.OpenAsync(Links.Funds.Round(round))).FollowAsync("Type in an application that came on paper");
        page = await page.FollowAsync("This is a new organisation");
        page = await page.PressAsync("Start typing it in", HttpStatusCode.BadRequest);
        page.AssertError("Choose how it arrived");
        page.AssertError("Enter the organisation's name");
        page.AssertError("Say what the paper answers: Will the project take place in Leicester, Leicestershire or Rutland?");
        foreach (var radio in page.Document.QuerySelectorAll("input[name^='Eligibility[']").Cast<AngleSharp.Html.Dom.IHtmlInputElement>())
            radio.IsChecked = radio.Value == "unsaid";
        page = await page.Choose("On paper")
            .FillNamed("ReceivedOn.Day", "5")
            .FillNamed("ReceivedOn.Month", "1")
            .FillNamed("ReceivedOn.Year", "2026")
            .Fill("Applicant's e-mail address (optional)", "Paper.Group@Test.Example")
            .Fill("Name of the organisation", "Paper Group")
            .Choose("Unregistered group")
            .Fill("Address", "1 Test Street")
            .Fill("Town or city", "Leicester")
            .Fill("Postcode", "LE1 9ZZ")
            .Fill("Where does the organisation mainly work?", "Leicester")
            .Fill("Phone number", "0116 496 0001")
            .PressAsync("Start typing it in");
        page.AssertSays("Received by the office: On paper.");
        var draft = Guid.Parse(page.Address.Segments[^1]);
        page = await desk.OpenAsync(Links.Applications.Project(draft));
        page.Fill("Project name", "Safer Saturdays")
            .Fill("The project in a sentence or two", "Football and mentoring.")
            .Choose("Neighbourhood Crime");
        foreach (var (name, day, month, year) in new[] { ("StartsOn", "1", "5", "2026"), ("EndsOn", "31", "3", "2027") })
            page.FillNamed($"Form.{name}.Day", day).FillNamed($"Form.{name}.Month", month).FillNamed($"Form.{name}.Year", year);
        await page.PressAsync("Save and continue");
        foreach (var section in new[] { "Need", "What you will do", "Difference", "Delivery", "Value" })
        {
            page = await desk.OpenAsync(Links.Applications.Section(draft, section));
            page.Document.QuerySelector("textarea")!.TextContent = "As written.";
            await page.PressAsync("Save and continue");
        }
        page = await desk.OpenAsync(Links.Applications.Section(draft, "Other funders"));
        await page.Choose("No").PressAsync("Save and continue");
        await (await desk.OpenAsync(Links.Applications.Budget(draft)))
            .Fill("Item 1", "Kit")
            .Fill("From this grant, line 1", "500")
            .PressAsync("Save and continue");
        await (await desk.OpenAsync(Links.Applications.Outcomes(draft)))
            .Fill("What will change? Outcome 1", "Fewer incidents")
            .Fill("How will you measure it? Outcome 1", "Reports")
            .Fill("Where is it now? Outcome 1", "20")
            .Fill("What should it reach? Outcome 1", "10")
            .PressAsync("Save and continue");
        await host.Scenario.ConfirmProfileAsync(draft);
        await host.Scenario.AddRequiredDocumentsAsync(draft);
        page = await desk.OpenAsync(Links.Applications.Check(draft));
        page = await page.Choose(
                "What I have said is true, I may apply on behalf of the organisation, and it has read the conditions in the guidance"
            )
            .Fill("Your full name", "Ann Paper")
            .PressAsync("Send the application");
        page.AssertSays("The receipt went to the applicant's e-mail address, if one was given.");
        page.AssertDoesNotSay("Tell us who the project reaches");
        Assert.Equal(
            1,
            await host.Db.ScalarAsync<int>(
                "select count(*) from OutboxEmail where SubjectId = @draft and ToAddress = 'paper.group@test.example'",
                new { draft }
            )
        );
        (await desk.OpenAsync(Links.Applications.Submitted(draft))).AssertSays(
            "On paper Received on 5 January 2026 and typed in by the office."
        );
        (await desk.OpenAsync(Links.Applications.EqualitySummary(round))).AssertSays("0 of 1 applicants answered.");
        await TallyAssert.MatchesAsync(host.Db, round);
    }

    [Fact]
    public async Task A_form_sent_after_the_session_expired_is_kept_for_its_writer_and_saved_after_sign_in()
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var round = await host.Scenario.RoundAsync(
            officer,
            [await host.Scenario.PersonAsync(Role.PanelMember), await host.Scenario.PersonAsync(Role.PanelMember)]
        );
        var applicant = await host.Scenario.PersonAsync(Role.Applicant);
        var draft = (
            await host.WithAsync<Features.Applications.StartApplication, Domain.Result<Guid>>(async start =>
                await start.RunAsync(
                    applicant,
                    round,
                    await host.Scenario.OrganisationAsync(applicant),
                    await host.Scenario.EligibleAsync(round)
                )
            )
        ).Value;
        var address = Links.Applications.Question(draft, "Need", "need");
        var words = "Ten lines, with a quotation score \" and Siân’s ગીતા";
        using var signedOut = new Browser(host.Address, await Sessions.CookieAsync(host.Services, applicant, expired: true));
        using var answer = await signedOut.PostAsync(
            new Uri(host.Address, address),
            new FormUrlEncodedContent(
                new Dictionary<string, string> { ["Questions[0].Form.Version"] = "0", ["Questions[0].Form.Text"] = words }
            )
        );
        var signIn = answer.RequestMessage!.RequestUri!;
        Assert.Equal("/sign-in", signIn.AbsolutePath);
        var held = System.Web.HttpUtility.ParseQueryString(signIn.Query)["returnUrl"]!;
        Assert.StartsWith("/saved-forms/", held, StringComparison.Ordinal);
        Assert.Equal(0, await host.Db.ScalarAsync<int>("select count(*) from SavedForm where Encrypted like '%quotation%'"));

        await (await host.AsAsync(await host.Scenario.PersonAsync(Role.Applicant))).OpenAsync(held, HttpStatusCode.NotFound);
        var again = await host.AsAsync(applicant);
        await (await again.OpenAsync(held)).PressAsync("Save what I typed");
        Assert.Equal(words, await host.Db.ScalarAsync<string>("select Wording from Answer where ApplicationId = @draft", new { draft }));
        // A visitor without a session of ours leaves nothing stored.
        var before = await host.Db.ScalarAsync<int>("select count(*) from SavedForm");
        using var stranger = await host.Visitor()
            .PostAsync(
                new Uri(host.Address, address),
                new FormUrlEncodedContent(new Dictionary<string, string> { ["Questions[0].Form.Text"] = "junk" })
            );
        Assert.Equal(before, await host.Db.ScalarAsync<int>("select count(*) from SavedForm"));
    }

    [Fact]
    public async Task A_fund_is_renamed_and_succeeded_and_its_rounds_keep_their_published_name()
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var round = await host.Scenario.RoundAsync(
            officer,
            [await host.Scenario.PersonAsync(Role.PanelMember), await host.Scenario.PersonAsync(Role.PanelMember)]
        );
        var fund = await host.Db.ScalarAsync<Guid>("select FundId from Round where Id = @round", new { round });
        var old = (await host.Db.ScalarAsync<string>("select Name from Fund where Id = @fund", new { fund }))!;
        var desk = await host.AsAsync(officer);
        var page = await (await desk.OpenAsync(Links.Funds.Fund(fund))).FollowAsync("Rename this fund");
        (
            await page.Fill("New name", old)
                .Fill("Why are you renaming it?", "Because")
                .PressAsync("Rename the fund", HttpStatusCode.BadRequest)
        ).AssertError($"There is already a fund called {old}");
        var name = $"Action Fund {Guid.NewGuid():N}"[..20];
        page = await page.Fill("New name", name)
            .Fill("Why are you renaming it?", "Restructured in September")
            .PressAsync("Rename the fund");
        Assert.Equal(name, page.Heading);
        page.AssertSays($"Called {old} until");
        page.AssertSays($"{old}, Round 1, 2025-26");
        (await desk.OpenAsync(Links.Funds.Round(round))).AssertSays($"{old}, Round 1");
        page = await page.FollowAsync("Create a fund that follows this one");
        (
            await page.Fill("Name of the new fund", "Next")
                .Fill("Letters for its references", "x")
                .PressAsync("Create the new fund", HttpStatusCode.BadRequest)
        ).AssertError("Enter from 2 to 10 capital letters for the references, such as CAF");
        page = await page.Fill("Name of the new fund", $"Next {name}")
            .Fill("Letters for its references", "NXT")
            .PressAsync("Create the new fund");
        page.AssertSays($"It follows {name}.");
        page.AssertSays($"{old}, Round 1, 2025-26");
    }

    [Fact]
    public async Task A_funds_own_messages_are_checked_previewed_and_sent()
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var round = await host.Scenario.RoundAsync(
            officer,
            [await host.Scenario.PersonAsync(Role.PanelMember), await host.Scenario.PersonAsync(Role.PanelMember)]
        );
        var fund = await host.Db.ScalarAsync<Guid>("select FundId from Round where Id = @round", new { round });
        var desk = await host.AsAsync(officer);
        var page = await (await desk.OpenAsync(Links.Funds.Fund(fund))).FollowAsync("Everything we send: letters and messages");
        page.AssertSays("Receipt of an application");
        page.AssertSays("When the office changes the day by which it expects to decide a round");
        page = await page.FollowAsync("New date for a decision");
        page.AssertSays("a default, not OPCC policy");
        (
            await page.Fill("Subject", "A new date")
                .Fill("Message", "For {{porject}}, it is {{decision}} because {{reason}}")
                .PressAsync("Preview", HttpStatusCode.BadRequest)
        ).AssertSays("{{porject}} is not a field of this message.");
        page = await page.Fill("Message", "For {{project}}, it is {{decision}} because {{reason}}").PressAsync("Preview");
        page.AssertSays("For Safer Saturdays, it is 30 March 2027 because More applications than we planned for");
        page.AssertSays("Large print, Easy Read or another language");
        page = await page.PressAsync("Save as a new version");
        page.AssertSays("Someone else must approve it before it is used.");
        (await page.PressAsync("Approve version 1", HttpStatusCode.BadRequest)).AssertError(
            "You wrote this version, so someone else must approve it"
        );
        var message = Links.Messages.Message(fund, MessageKind.DecisionDateChanged);
        var second = await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        (await (await second.OpenAsync(message)).PressAsync("Approve version 1")).AssertSays("The version is approved and in use");
        var applicant = await host.Scenario.PersonAsync(Role.Applicant);
        var application = await host.Scenario.ApplicationAsync(round, await host.Scenario.OrganisationAsync(applicant), applicant);
        var date = await desk.OpenAsync(Links.Applications.DecisionDate(round));
        await date.FillNamed("Form.Date.Day", "30")
            .FillNamed("Form.Date.Month", "3")
            .FillNamed("Form.Date.Year", "2026")
            .Fill("Why is the date changing?", "of {{project}}")
            .PressAsync("Change the date and tell applicants");
        var text = await host.Db.ScalarAsync<string>(
            "select TextBody from OutboxEmail where SubjectId = @application",
            new { application }
        );
        Assert.StartsWith($"{MessageRules.Greeting(applicant.Name)}\n\nFor ", text, StringComparison.Ordinal);
        Assert.Contains("it is 30 March 2026 because of {{project}}", text, StringComparison.Ordinal);
        (await desk.OpenAsync(Links.Applications.Submitted(application))).AssertSays("New date for a decision");
        (await (await desk.OpenAsync(message)).PressAsync("Back to the portal's words")).AssertSays("Version 1 is in use");
    }
}
