using System.Net;
using System.Text.RegularExpressions;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Monitoring;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Monitoring;

/// <summary>The one page that a small grant reports on, its diary, and what stops a slip.</summary>
public sealed class ShortReturnTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    private const string Spent = "What have you spent so far, in all?",
        People = "How many different people have taken part so far?",
        Send = "Send the return";

    /// <summary>A grant of this size with the ready forms, over since 30 April 2027; its last return.</summary>
    private async Task<(RoundInStages Stages, Guid Return)> DueAsync(decimal pounds = 3000, AwardPolicy? policy = null)
    {
        var stages = await RoundInStages.ModeratedAsync(host, null, pounds);
        await stages.UseAsync(policy ?? new());
        var award = await stages.AcceptedAsync();
        host.Clock.MoveTo("2027-05-03 10:00");
        return (
            stages,
            await host.Db.ScalarAsync<Guid>("select Id from MonitoringReturn where AwardId = @award and Kind = 'Final'", new { award })
        );
    }

    private async Task<BrowserPage> OpenAsync(RoundInStages stages, Guid id) =>
        await (await host.AsAsync(stages.Applications[0].Applicant)).OpenAsync(Links.Monitoring.Return(id));

    private static BrowserPage Fill(BrowserPage page) =>
        page.Fill(Spent, "2990")
            .Fill(People, "43")
            .Fill("What happened?", "Ten evenings in the hall")
            .Fill("One thing you learned", "Start with tea");

    private Task<ReturnReader.MonitoringReturn> ViewAsync(Guid id) =>
        host.WithAsync<ReturnReader, ReturnReader.MonitoringReturn>(reader => reader.GetAsync(id));

    [Fact]
    public async Task A_grant_of_three_thousand_pounds_reports_in_twelve_boxes_and_250_words()
    {
        var (stages, id) = await DueAsync();
        var browser = await host.AsAsync(stages.Applications[0].Applicant);
        using var answer = await browser.GetAsync(Links.Monitoring.Part(id, "all"));
        var main = Regex.Match(await answer.Content.ReadAsStringAsync(), "<main.*?</main>", RegexOptions.Singleline).Value;
        var boxes = Regex
            .Matches(main, "<(input|textarea|select)\\b[^>]*>")
            .Count(box => !box.Value.Contains("type=\"hidden\"", StringComparison.Ordinal));
        var words = Regex.Count(WebUtility.HtmlDecode(Regex.Replace(main, "<[^>]+>", " ")), "[\\w£'’.,-]*\\w[\\w£'’.,-]*");
        Assert.InRange(boxes, 5, 12);
        Assert.InRange(words, 50, 250);
    }

    [Fact]
    public async Task A_short_return_is_sent_from_its_page_with_a_photograph()
    {
        var (stages, id) = await DueAsync();
        var page = await OpenAsync(stages, id);
        page = await Fill(page)
            .Attach("A photograph (optional)", "a.png", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1])
            .Fill("What does it show? (optional)", "The hall")
            .PressAsync(Send);
        page.AssertSays("The return is sent. Thank you.");
        var view = await ViewAsync(id);
        Assert.Equal((Money.FromPounds(2990), 43, ReturnStatus.Submitted), (view.Spent, view.Return.PeopleNew, view.Return.Status));
        Assert.Equal("The hall", Assert.Single(view.Photos).Caption);
        Assert.Equal("Short", view.Return.Form!.Name);
        // Sent twice, with the page that is still open elsewhere.
        Assert.Equal(
            "This return has been sent and is waiting for review",
            (await host.WithAsync<SendReturn, Result>(send => send.RunAsync(stages.Applications[0].Applicant, id, [])))
                .FirstRefusal!
                .Sentence
        );
    }

    [Theory]
    [InlineData(Spent, "1,0000", "Enter what you have spent in all in figures, such as 450 or 450.50")]
    [InlineData(
        Spent,
        "-5",
        "Enter what you have spent in all, such as 450. It cannot be less than 0. If money came back to you, enter the lower sum that is left."
    )]
    [InlineData(People, "about 40", "Enter a whole number of people, such as 35. Did you mean 40?")]
    public async Task What_cannot_be_read_says_so_and_is_kept(string box, string typed, string sentence)
    {
        var (stages, id) = await DueAsync();
        var page = await Fill(await OpenAsync(stages, id)).Fill(box, typed).PressAsync(Send, HttpStatusCode.BadRequest);
        page.AssertError(sentence);
        Assert.Equal(typed, page.Value(box));
        page = await OpenAsync(stages, id);
        Assert.Equal(typed, page.Value(box));
        Assert.Equal("Ten evenings in the hall", page.Value("What happened?"));
        Assert.Equal(ReturnStatus.Due, (await ViewAsync(id)).Return.Status);
    }

    [Fact]
    public async Task A_figure_that_can_hardly_be_is_changed_or_confirmed_and_the_reviewer_can_tell()
    {
        var (stages, id) = await DueAsync();
        var page = await Fill(await OpenAsync(stages, id)).Fill(Spent, "33000").PressAsync(Send);
        Assert.Equal("Please check these", page.Heading);
        const string Odd = "You entered £33,000.00 spent in all. That is 11 times the grant of £3,000.00.";
        page.AssertSays(Odd);
        page = await page.PressAsync(Send, HttpStatusCode.BadRequest);
        page.AssertError($"{Odd} Change it, or say that it is right.");
        Assert.Equal(ReturnStatus.Due, (await ViewAsync(id)).Return.Status);
        await page.Choose($"It is right: {Odd}").PressAsync(Send);
        var view = await ViewAsync(id);
        Assert.Equal([Odd], view.Confirmed);
        Assert.Equal(Odd, Assert.Single(view.Questions).Sentence);
    }

    [Fact]
    public async Task Another_figure_makes_another_question()
    {
        var (stages, id) = await DueAsync();
        await Fill(await OpenAsync(stages, id)).Fill(Spent, "33000").PressAsync(Send);
        var applicant = stages.Applications[0].Applicant;
        Assert.Single(
            await host.RefusalsAsync<SendReturn>(send =>
                send.RunAsync(applicant, id, ["You entered £31,000.00 spent in all. That is 10 times the grant of £3,000.00."])
            )
        );
    }

    [Fact]
    public async Task A_diary_is_added_up_and_its_sums_can_be_used()
    {
        var (stages, id) = await DueAsync();
        host.Clock.MoveTo("2026-09-01 20:00");
        var browser = await host.AsAsync(stages.Applications[0].Applicant);
        var diary = await browser.OpenAsync(Links.Monitoring.Diary(id));
        diary = await diary.Fill("How many came?", "20").Fill("How many of them for the first time?", "20").PressAsync("Add who came");
        diary = await diary
            .Fill("How many came?", "25")
            .Fill("How many of them for the first time?", "23")
            .PressAsync("Add who came", HttpStatusCode.BadRequest);
        diary = await diary.PressAsync("It is another evening: add it");
        diary.AssertSays("So far: 43 different people.");
        diary = await diary
            .Fill("What was it for?", "Venue hire")
            .Fill("How much?", "120.50")
            .Fill("Who was paid?", "The hall")
            .Attach("A photo of it (optional)", "receipt.pdf", SamplePdf.Of("receipt"))
            .PressAsync("Add the receipt");
        diary.AssertSays("Receipts so far: £120.50.");
        var page = await browser.OpenAsync(Links.Monitoring.Part(id, "all"));
        page.AssertSays("Your diary adds up to 43.");
        page = await page.Fill("What happened?", "So far so good").PressAsync("Use it for people");
        Assert.Equal("43", page.Value(People));
        Assert.Equal("So far so good", page.Value("What happened?"));
        page = await page.PressAsync("Use it");
        Assert.Equal("120.50", page.Value(Spent));
        diary = await (await browser.OpenAsync(Links.Monitoring.Diary(id))).PressAsync("Remove People came of 1 September 2026");
        diary.AssertDoesNotSay("43 different people");
    }

    [Fact]
    public async Task A_receipt_of_the_future_is_refused_and_one_of_before_the_project_is_asked_about()
    {
        var (stages, id) = await DueAsync();
        var applicant = stages.Applications[0].Applicant;
        var view = await ViewAsync(id);
        Task<Result> AddAsync(DateOnly on) =>
            host.WithAsync<AddDiaryReceipt, Result>(add =>
                add.RunAsync(applicant, new(id, on, view.Budget[0].Id, new(2000), "Rope Ltd", null), null)
            );
        Assert.Equal(
            "4 May 2027 is still to come. Enter the date on the receipt.",
            (await AddAsync(new(2027, 5, 4))).FirstRefusal!.Sentence
        );
        Assert.True((await AddAsync(view.Return.ProjectStarts.AddDays(-1))).IsDone);
        Assert.Contains((await ViewAsync(id)).Questions, question => question.Key == "receipt.0");
    }

    [Fact]
    public async Task Colleagues_on_two_devices_do_not_overwrite_each_other()
    {
        var (stages, id) = await DueAsync();
        var (one, two) = (await OpenAsync(stages, id), await OpenAsync(stages, id));
        await one.Fill("What happened?", "From the first").PressAsync("Save and come back later");
        var again = await two.Fill("What happened?", "From the second").PressAsync("Save and come back later", HttpStatusCode.BadRequest);
        again.AssertError(
            "You saved this return in another window or on another device after you opened it here. What you entered here is below and is not saved yet. Check it and save again to replace the other."
        );
        again.AssertSays("What happened is saved as: From the first. You entered: From the second.");
        Assert.Equal("From the second", again.Value("What happened?"));
        Assert.Equal("From the first", (await ViewAsync(id)).Return.Delivered);
        await again.PressAsync("Save and come back later");
        Assert.Equal("From the second", (await ViewAsync(id)).Return.Delivered);
    }

    [Fact]
    public async Task A_return_that_a_colleague_saved_meanwhile_is_shown_and_not_sent()
    {
        var (stages, id) = await DueAsync();
        var colleague = await stages.ColleagueAsync();
        var mine = Fill(await OpenAsync(stages, id));
        await (await (await host.AsAsync(colleague)).OpenAsync(Links.Monitoring.Return(id)))
            .Fill("What happened?", "From my colleague")
            .PressAsync("Save and come back later");
        var again = await mine.PressAsync(Send, HttpStatusCode.BadRequest);
        again.AssertError(
            $"{colleague.Name} saved this return after you opened it. What you entered is below and is not saved yet. Check it and save again to replace theirs."
        );
        again.AssertSays("What happened is saved as: From my colleague. You entered: Ten evenings in the hall.");
        again = await again.PressAsync(Send);
        again.AssertSays("Read it once more before you send it.");
        Assert.Equal(ReturnStatus.Due, (await ViewAsync(id)).Return.Status);
        Assert.Equal("Ten evenings in the hall", (await ViewAsync(id)).Return.Delivered);
        (await again.PressAsync(Send)).AssertSays("The return is sent. Thank you.");
    }

    [Fact]
    public async Task A_short_return_sent_after_the_session_ended_keeps_its_words_and_asks_for_the_photograph_again()
    {
        var (stages, id) = await DueAsync();
        var applicant = stages.Applications[0].Applicant;
        var browser = await host.AsAsync(applicant);
        var page = Fill(await browser.OpenAsync(Links.Monitoring.Return(id)))
            .Attach("A photograph (optional)", "a.png", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1]);
        await (await browser.OpenAsync(Links.Accounts.SignOut)).PressAsync("Sign out");
        var signIn = await page.PressAsync(Send);
        signIn.AssertSays("We have kept what you typed");
        var back = System.Web.HttpUtility.ParseQueryString(signIn.Address.Query)["returnUrl"]!;
        var held = await (await host.AsAsync(applicant)).OpenAsync(back);
        held.AssertSays("The photograph or file that you chose was not kept.");
        page = await held.PressAsync("Save what I typed");
        page.AssertSays("Your return is saved. Choose your photograph again.");
        Assert.Equal("Ten evenings in the hall", page.Value("What happened?"));
        var view = await ViewAsync(id);
        Assert.Equal((Money.FromPounds(2990), 43, ReturnStatus.Due), (view.Spent, view.Return.PeopleNew, view.Return.Status));
    }

    [Fact]
    public async Task A_saved_figure_stays_until_a_readable_one_replaces_it_and_one_page_says_one_thing()
    {
        var (stages, id) = await DueAsync();
        var page = await Fill(await OpenAsync(stages, id)).PressAsync("Save and come back later");
        page.AssertSays("Your return is saved. It is not sent yet.");
        page = await page.Fill(Spent, "1,0000").PressAsync("Save and come back later");
        page.AssertSays(
            "Your return is saved, and what we could not read is kept as you typed it. Enter what you have spent in all in figures, such as 450 or 450.50."
        );
        page.AssertDoesNotSay("There is a problem");
        Assert.Equal("1,0000", page.Value(Spent));
        Assert.Equal(Money.FromPounds(2990), (await ViewAsync(id)).Return.Spent);
        (await page.PressAsync(Send, HttpStatusCode.BadRequest)).AssertError(
            "Enter what you have spent in all in figures, such as 450 or 450.50"
        );
    }

    [Fact]
    public async Task A_photograph_needs_no_caption_and_an_address_in_a_caption_or_a_story_is_asked_about()
    {
        var (stages, id) = await DueAsync();
        byte[] png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1];
        var page = await Fill(await OpenAsync(stages, id))
            .Attach("A photograph (optional)", "a.png", png)
            .PressAsync("Save and come back later");
        Assert.Equal("Photograph 1", Assert.Single((await ViewAsync(id)).Photos).Caption);
        page = await page.Attach("A photograph (optional)", "b.png", png)
            .Fill("What does it show? (optional)", "Joan at 12 Mill Lane")
            .PressAsync(Send);
        const string Asked =
            "The caption of photograph 2 says “12 Mill Lane”. This looks like an address. Leave it out, or say that it may stay.";
        page.AssertSays(Asked);
        Assert.Equal("Joan at 12 Mill Lane", (await ViewAsync(id)).Photos[1].Caption);
        await page.Choose($"It is right: {Asked}").PressAsync(Send);
        Assert.Equal([Asked], (await ViewAsync(id)).Confirmed);
    }

    [Fact]
    public async Task More_who_came_twice_than_came_is_refused()
    {
        var (stages, id) = await DueAsync(6000, RoundInStages.FullReturns);
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update MonitoringReturn set Status = 'Accepted' where Id <> @id", new { id })
        );
        var page = await (await host.AsAsync(stages.Applications[0].Applicant)).OpenAsync(Links.Monitoring.Part(id, "people"));
        page.AssertSays("“So far, in all” means from 1 May 2026 to 30 April 2027.");
        page = await page.Fill(People, "3")
            .Fill("How many of them came more than once?", "900")
            .PressAsync("Save and continue", HttpStatusCode.BadRequest);
        page.AssertError("900 came more than once, and 3 different people came in all. Check the two numbers.");
    }

    [Fact]
    public async Task A_diary_takes_only_days_of_the_project_asks_about_a_second_evening_and_counts_a_refund()
    {
        var (stages, id) = await DueAsync();
        var diary = await (await host.AsAsync(stages.Applications[0].Applicant)).OpenAsync(Links.Monitoring.Diary(id));
        BrowserPage On(BrowserPage page, string day, string month, string year) =>
            page.FillNamed("Evening.HappenedOn.Day", day)
                .FillNamed("Evening.HappenedOn.Month", month)
                .FillNamed("Evening.HappenedOn.Year", year)
                .Fill("How many came?", "12")
                .Fill("How many of them for the first time?", "4");
        (await On(diary, "30", "4", "2026").PressAsync("Add who came", HttpStatusCode.BadRequest)).AssertError(
            "The project starts on 1 May 2026. Enter a day from then on."
        );
        (await On(diary, "1", "5", "2027").PressAsync("Add who came", HttpStatusCode.BadRequest)).AssertError(
            "The project ended on 30 April 2027. Enter a day up to then."
        );
        diary = await On(diary, "1", "9", "2026").PressAsync("Add who came");
        diary = await On(diary, "1", "9", "2026").PressAsync("Add who came", HttpStatusCode.BadRequest);
        diary.AssertError("You have an evening of 12 on that day already. Add this one only if it is another.");
        diary = await diary.PressAsync("It is another evening: add it");
        diary.AssertSays("So far: 8 different people.");
        BrowserPage Receipt(BrowserPage page, string sum) =>
            page.Fill("What was it for?", "Venue hire").Fill("How much?", sum).Fill("Who was paid?", "The hall");
        diary = await Receipt(diary, "9000").PressAsync("Add the receipt");
        diary.AssertSays("is more than the whole budget of Venue hire");
        diary = await Receipt(diary, "8950").Choose("Money that came back, such as a refund").PressAsync("Add the receipt");
        diary.AssertSays("Receipts so far: £50.00.");
        diary.AssertSays("Came back from The hall, Venue hire");
        // The doubt about the receipt leads to the diary.
        var page = await Fill(await OpenAsync(stages, id)).PressAsync(Send);
        Assert.Equal("Please check these", page.Heading);
        Assert.Single(
            page.Document.QuerySelectorAll("main a"),
            link =>
                link.TextContent.StartsWith("Change it", StringComparison.Ordinal)
                && link.GetAttribute("href") == Links.Monitoring.Diary(id)
        );
    }

    [Fact]
    public async Task A_late_return_says_how_late_and_an_overspend_is_the_groups_own_cost()
    {
        var (stages, id) = await DueAsync();
        host.Clock.MoveTo("2027-06-28 10:00");
        var page = await OpenAsync(stages, id);
        page.AssertSays("It was due on 28 May 2027 and is 20 working days late.");
        page = await Fill(page).Fill(Spent, "33025").PressAsync(Send);
        page.AssertSays("Overspent £30,025.00, which is your own cost");
        page.AssertDoesNotSay("Unspent £0.00");
    }

    [Fact]
    public async Task A_return_is_saved_in_the_background_and_says_when()
    {
        var (stages, id) = await DueAsync();
        var page = await OpenAsync(stages, id);
        var answer = await page.Fill(Spent, "1,0000").Fill("What happened?", "Half typed").PostAsync("Autosave");
        Assert.Contains("Saved", answer, StringComparison.Ordinal);
        var view = await ViewAsync(id);
        Assert.Equal("Half typed", view.Return.Delivered);
        Assert.Null(view.Return.Spent);
        Assert.Equal("1,0000", view.Drafts.Select(draft => draft.Typed).OfType<TypedReturn>().Single().Spent);
    }

    [Fact]
    public async Task A_form_or_grant_that_changes_after_a_return_began_takes_nothing_away()
    {
        var (stages, id) = await DueAsync();
        await Fill(await OpenAsync(stages, id)).PressAsync("Save and come back later");
        await stages.UseAsync(RoundInStages.FullReturns);
        var page = await OpenAsync(stages, id);
        page.AssertSays("This return keeps its questions, and what you wrote.");
        Assert.Equal("43", page.Value(People));
        (await page.PressAsync(Send)).AssertSays("The return is sent. Thank you.");
    }

    [Fact]
    public async Task The_offices_own_questions_are_asked_and_answered()
    {
        var own = new ReturnItem
        {
            Kind = ReturnItemKind.Own,
            UsedFor = "We tell the council.",
            Question = new()
            {
                Id = Guid.NewGuid(),
                Position = 1,
                Section = "Returns",
                Code = "own-1",
                Wording = "Will you go on?",
                WordLimit = 0,
                Required = true,
                Kind = QuestionKind.YesNo,
            },
        };
        var (stages, id) = await DueAsync(
            policy: new() { ReturnForms = [ReturnForms.Brief with { Items = [.. ReturnForms.Brief.Items, own] }] }
        );
        var page = await Fill(await OpenAsync(stages, id)).PressAsync(Send, HttpStatusCode.BadRequest);
        page.AssertError("Choose yes or no: Will you go on?");
        page.AssertSays("We tell the council.");
        (await page.Choose("Yes").PressAsync(Send)).AssertSays("The return is sent. Thank you.");
        Assert.Equal("Yes", (await ViewAsync(id)).Answers["own-1"]);
    }

    [Fact]
    public async Task An_officer_types_a_call_in_and_another_officer_reviews_it()
    {
        var (stages, id) = await DueAsync(policy: new() { SecondPersonCertifies = true });
        var browser = await host.AsAsync(stages.Officer);
        using (var before = await browser.GetAsync(Links.Monitoring.Part(id, "all")))
            Assert.Equal(HttpStatusCode.NotFound, before.StatusCode);
        var page = await browser.OpenAsync(Links.Monitoring.Enter(id));
        page = await page.Choose("On the telephone").PressAsync("Continue", HttpStatusCode.BadRequest);
        page.AssertError("Say who gave it");
        page = await page.Fill("By whom?", "Joan of the committee").PressAsync("Continue");
        page = await Fill(page).PressAsync(Send);
        page.AssertSays("Joan of the committee gave it on the telephone on 3 May 2027");
        Assert.Equal(ReturnStatus.Submitted, (await ViewAsync(id)).Return.Status);
        Assert.Equal(
            1,
            await host.Database.CountAsync(
                "AuditEntry",
                "SubjectId = @id and Action = 'ReturnTakenByOffice' and Detail like '%By: none -> Joan of the committee%'",
                new { id }
            )
        );
        Task<Result> ReviewAsync(Actor officer) =>
            host.WithAsync<ReviewReturn, Result>(review => review.RunAsync(officer, id, new(true, null, ReturnRating.Green, [])));
        Assert.False((await ReviewAsync(stages.Officer)).IsDone);
        Assert.True((await ReviewAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer))).IsDone);
    }

    [Fact]
    public async Task A_blank_copy_asks_what_the_return_asks()
    {
        var (stages, id) = await DueAsync();
        var page = await (await host.AsAsync(stages.Applications[0].Applicant)).OpenAsync(Links.Monitoring.Blank(id));
        foreach (var item in ReturnForms.Brief.Items.Where(item => item.Kind != ReturnItemKind.Photo))
            page.AssertSays(ReturnForms.Wording(item));
    }

    [Fact]
    public async Task Accepted_claims_stand_in_the_boxes_and_their_receipts_prove_the_lines()
    {
        var (stages, id) = await DueAsync(6000, RoundInStages.FullReturns);
        var view = await ViewAsync(id);
        var line = view.Budget.First(one => view.Sample.Contains(one.Id));
        var picture = Domain.Documents.Upload.Read("a.jpg", [0xff, 0xd8, 0xff, 0], "").Value!;
        await host.WithAsync<AddReturnPhoto, Result>(add => add.RunAsync(stages.Applications[0].Applicant, id, picture, "A receipt"));
        var file = (await host.Db.QueryAsync<Guid>("select FileId from MonitoringPhoto where ReturnId = @id", new { id }))[0];
        await host.Db.HousekeepAsync(async work =>
        {
            var claim = Guid.CreateVersion7();
            await work.ExecuteAsync(
                "insert into Claim (Id, AwardId, Amount, ClaimedBy, ClaimedAt, State, Version) values (@claim, @AwardId, 150000, @Id, @Now, 'Accepted', 1)",
                new
                {
                    claim,
                    view.Return.AwardId,
                    stages.Applications[0].Applicant.Id,
                    work.Now,
                }
            );
            await work.ExecuteAsync(
                "insert into ClaimReceipt (Id, ClaimId, BudgetLineId, FileId, Position, SpentOn, Supplier, Amount) values (@Receipt, @claim, @Line, @file, 1, '2026-09-01', 'Rope Ltd', 150000)",
                new
                {
                    Receipt = Guid.CreateVersion7(),
                    claim,
                    Line = line.Id,
                    file,
                }
            );
            return await work.ExecuteAsync(
                "update MonitoringReturn set Status = 'Accepted' where Id <> @id and AwardId = @AwardId",
                new { id, view.Return.AwardId }
            );
        });
        view = await ViewAsync(id);
        Assert.Contains(view.Receipts, receipt => receipt.BudgetLineId == line.Id);
        var page = await (await host.AsAsync(stages.Applications[0].Applicant)).OpenAsync(Links.Monitoring.Part(id, "money"));
        Assert.Equal("1500.00", page.Value(line.Item));
        page.AssertSays("Accepted claims: £1,500.00, filled in for you.");
        foreach (var other in view.Budget)
            page = page.Fill(other.Item, other.Id == line.Id ? "1400" : other.Requested.ToInput());
        page = await page.PressAsync("Save and continue", HttpStatusCode.BadRequest);
        page.AssertError($"You claimed £1,500.00 for {line.Item} and entered £1,400.00. Say why, such as a refund.");
    }
}
