using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Monitoring;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Monitoring;

public sealed class MonitoringReturnPageTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    private static readonly byte[] Pdf = SamplePdf.Of("receipt");

    /// <summary>The first award accepted, at the end of its project; its first return.</summary>
    private async Task<(RoundInStages Stages, Guid Return)> DueAsync(AwardPolicy? policy = null, decimal pounds = 4000)
    {
        var stages = await RoundInStages.ModeratedAsync(host, null, pounds);
        if (policy is not null)
            await stages.UseAsync(policy);
        var award = await stages.AcceptedAsync();
        host.Clock.MoveTo("2027-05-03 10:00");
        return (
            stages,
            await host.Db.ScalarAsync<Guid>("select Id from MonitoringReturn where AwardId = @award order by DueOn, Id", new { award })
        );
    }

    /// <summary>A return in which the spending is saved, and its page for photographs and receipts.</summary>
    private async Task<(RoundInStages Stages, Guid Return, Browser Browser, BrowserPage Page)> SpentAsync()
    {
        var (stages, id) = await DueAsync();
        var browser = await host.AsAsync(stages.Applications[0].Applicant);
        var page = await browser.OpenAsync(Links.Monitoring.Part(id, "money"));
        await page.Fill("Youth workers", "2500").Fill("Venue hire", "1,450.25").PressAsync("Save and continue");
        return (stages, id, browser, await browser.OpenAsync(Links.Monitoring.Files(id)));
    }

    private static async Task<BrowserPage> AttachFilesAsync(BrowserPage page)
    {
        var line = page.Text.Contains("Receipt for Youth workers", StringComparison.Ordinal) ? "Youth workers" : "Venue hire";
        page = await page.Attach($"Receipt for {line}", "receipt.pdf", Pdf).PressAsync($"Send the receipt for {line}");
        return await page.Attach("Add a photograph", "a.png", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1])
            .Fill("What does it show? (optional)", "The hall")
            .PressAsync("Add the photograph");
    }

    /// <summary>What happened, and then the page about people, with two numbers that cannot be.</summary>
    private static async Task<BrowserPage> FillToPeopleAsync(Browser browser, Guid id)
    {
        var page = await browser.OpenAsync(Links.Monitoring.Part(id, "happened"));
        page = await page.Fill("The figure before: Fewer incidents (optional)", "20")
            .Fill("The figure now: Fewer incidents (optional)", "12")
            .Fill("What did you achieve? Fewer incidents", "12 a month")
            .Fill("Did you reach the target? Fewer incidents", "In part")
            .Fill("What happened?", "Sessions every week")
            .PressAsync("Save and continue");
        return page.Fill("How many different people have taken part so far?", "35")
            .Fill("How many of them came more than once?", "20")
            .Fill("Age: 11 to 17", "30")
            .Fill("Sex: Female", "15")
            .Fill("Sex: Male", "20")
            .Fill("Ethnic group: Not known", "35")
            .Fill("Disability and need: Carers", "36");
    }

    private static async Task<BrowserPage> FillRestAsync(Browser browser, Guid id)
    {
        var page = await FillToPeopleAsync(browser, id);
        page = await page.Fill("Age: 18 to 24", "5").Fill("Disability and need: Carers", "6").PressAsync("Save and continue");
        await page.Fill("What did you learn?", "Start earlier")
            .Fill("A story about someone the project helped (optional)", "A girl led the warm-up")
            .PressAsync("Save and continue");
        return await browser.OpenAsync(Links.Monitoring.Check(id));
    }

    private async Task<(RoundInStages Stages, Guid Return)> SentAsync()
    {
        var (stages, id, browser, page) = await SpentAsync();
        await AttachFilesAsync(page);
        await (await FillRestAsync(browser, id)).PressAsync("Send the return");
        return (stages, id);
    }

    [Fact]
    public async Task The_return_page_shows_the_budget_and_measures_and_names_each_fault()
    {
        var (stages, id) = await DueAsync();
        var browser = await host.AsAsync(stages.Applications[0].Applicant);
        var page = await (
            await (await browser.OpenAsync(Links.Applications.Mine)).FollowAsync(
                "Your grant: payments, changes and returns, the next due 28 May 2027 for Project A"
            )
        ).FollowAsync("Final return to 30 April 2027");
        page = await page.FollowAsync("Money");
        page.AssertSays("Budget: £2,400.00");
        page = await page.Fill("Youth workers", "1,0000").PressAsync("Save and continue", HttpStatusCode.BadRequest);
        page.AssertError("Enter what you have spent on Youth workers in figures, such as 450 or 450.50");
        page.AssertError("Enter what was spent on Venue hire, or 0 if nothing was");
        Assert.Equal("1,0000", page.Value("Youth workers"));
        // What cannot be read is kept, on every device.
        page = await (await host.AsAsync(stages.Applications[0].Applicant)).OpenAsync(Links.Monitoring.Part(id, "money"));
        Assert.Equal("1,0000", page.Value("Youth workers"));
        page = await page.Fill("Youth workers", "2900").Fill("Venue hire", "0").PressAsync("Save and continue", HttpStatusCode.BadRequest);
        page.AssertError("Say why you spent £2,900.00 on Youth workers when the budget was £2,400.00");
        page = await page.Fill("Why? Youth workers", "More sessions")
            .Fill("Why? Venue hire", "The school gave it")
            .PressAsync("Save and continue");
        page.AssertSays("Measured by Police reports; from 20 a month to 10 a month");
        page = await browser.OpenAsync(Links.Monitoring.Check(id));
        page.AssertSays("Say what you achieved for outcome 1");
        page.AssertDoesNotSay("Send the return");
    }

    [Fact]
    public async Task A_return_takes_receipts_and_photographs_and_refuses_other_files()
    {
        var (_, _, _, page) = await SpentAsync();
        var line = page.Text.Contains("Receipt for Youth workers", StringComparison.Ordinal) ? "Youth workers" : "Venue hire";
        (await page.PressAsync($"Send the receipt for {line}", HttpStatusCode.BadRequest)).AssertError("Choose a file");
        (
            await page.Attach("Add a photograph", "a.pdf", Pdf)
                .Fill("What does it show? (optional)", "The hall")
                .PressAsync("Add the photograph", HttpStatusCode.BadRequest)
        ).AssertError("a.pdf is not a picture. Choose a JPEG or PNG file.");
        page = await AttachFilesAsync(page);
        page.AssertSays("The hall");
    }

    [Fact]
    public async Task A_return_is_sent_once_its_numbers_of_people_agree_and_shows_the_underspend()
    {
        var (_, id, browser, page) = await SpentAsync();
        await AttachFilesAsync(page);
        page = await (await FillToPeopleAsync(browser, id)).PressAsync("Save and continue", HttpStatusCode.BadRequest);
        page.AssertError("The people by age add up to 30, and 35 took part in all. Count each person once.");
        page.AssertError("Carers has 36 people, and 35 took part in all");
        page = await (await FillRestAsync(browser, id)).PressAsync("Send the return");
        page.AssertSays("The return is sent. Thank you.");
        page.AssertSays("Unspent £49.75");
    }

    [Fact]
    public async Task A_return_is_reviewed_with_its_files_and_accepted_with_a_rating()
    {
        var (stages, id) = await SentAsync();
        var officer = await host.AsAsync(stages.Officer);
        (await officer.OpenAsync(Links.Monitoring.Returns)).AssertSays("To review");
        var review = await officer.OpenAsync(Links.Monitoring.Review(id));
        review.AssertSays("A girl led the warm-up");
        review.AssertSays("Disability and need (may overlap): Carers 6");
        (await review.PressAsync("Send it back", HttpStatusCode.BadRequest)).AssertError(
            "Say in at least one box what the organisation should put right"
        );
        (await review.PressAsync("Accept the return", HttpStatusCode.BadRequest)).AssertError("Choose a rating");
        using (
            var file = await officer.GetAsync(
                Links.Monitoring.ReviewFile(
                    id,
                    (await host.Db.QueryAsync<Guid>("select FileId from MonitoringPhoto where ReturnId = @id", new { id }))[0]
                )
            )
        )
            Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        (await review.Choose("Green").PressAsync("Accept the return")).AssertSays("Return accepted");
    }

    [Fact]
    public async Task A_return_and_its_files_are_hidden_from_strangers()
    {
        var (stages, id) = await DueAsync();
        foreach (var address in new[] { Links.Monitoring.Return(id), Links.Monitoring.Files(id) })
        {
            using var stranger = await (await host.AsAsync(stages.Applications[1].Applicant)).GetAsync(address);
            Assert.Equal(HttpStatusCode.NotFound, stranger.StatusCode);
        }
    }

    [Fact]
    public async Task Two_budget_lines_of_one_name_are_reopened_one_by_one()
    {
        var (stages, id) = await DueAsync();
        var applicant = stages.Applications[0].Applicant;
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update BudgetLine set Item = 'Hall' where ApplicationId = @Id", new { stages.Applications[0].Id })
        );
        Assert.Empty(await stages.ReportAsync(id, applicant, line => line.Requested));
        var view = await host.WithAsync<ReturnReader, ReturnReader.MonitoringReturn>(reader => reader.GetAsync(id));
        var (kept, open) = (view.Budget[0], view.Budget[1]);
        var page = await (await host.AsAsync(stages.Officer)).OpenAsync(Links.Monitoring.Review(id));
        (await page.Fill("What to put right in: Spending: Hall (line 2) (optional)", "Which hall?").PressAsync("Send it back")).AssertSays(
            "Return sent back"
        );
        view = await host.WithAsync<ReturnReader, ReturnReader.MonitoringReturn>(reader => reader.GetAsync(id));
        Assert.True(view.MayChange(ReturnPart.Spending(open.Id)));
        Assert.False(view.MayChange(ReturnPart.Spending(kept.Id)));
        Assert.Empty(
            await host.RefusalsAsync<SaveReturn>(save =>
                save.RunAsync(
                    applicant,
                    new(id, view.Return.Version)
                    {
                        Lines = view.Budget.Select(line => new SaveReturn.SpendLine(line.Id, new Money(1), "The small one")).ToList(),
                    }
                )
            )
        );
        view = await host.WithAsync<ReturnReader, ReturnReader.MonitoringReturn>(reader => reader.GetAsync(id));
        Assert.Equal((kept.Requested, new Money(1)), (view.Spending[kept.Id].Spent, view.Spending[open.Id].Spent));
    }

    [Fact]
    public async Task A_query_about_the_second_line_and_outcome_is_answered_on_the_pages_and_the_others_stay()
    {
        var (stages, id) = await DueAsync();
        var applicant = stages.Applications[0].Applicant;
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into OutcomeMeasure (Id, ApplicationId, Position, Outcome, Measure, Baseline, Target) values (@Measure, @Id, 2, 'More come', 'Our list', '5', '9')",
                new { Measure = Guid.CreateVersion7(), stages.Applications[0].Id }
            )
        );
        Assert.Empty(await stages.ReportAsync(id, applicant, line => line.Requested));
        var view = await host.WithAsync<ReturnReader, ReturnReader.MonitoringReturn>(reader => reader.GetAsync(id));
        var review = await (await host.AsAsync(stages.Officer)).OpenAsync(Links.Monitoring.Review(id));
        await review
            .Fill("What to put right in: Spending: Venue hire (optional)", "Is this right?")
            .Fill("What to put right in: Outcome: More come (optional)", "How many?")
            .PressAsync("Send it back");
        var browser = await host.AsAsync(applicant);
        var page = await browser.OpenAsync(Links.Monitoring.Part(id, "money"));
        page = await page.Fill("Venue hire", "1599").PressAsync("Save and continue");
        await page.Fill("What did you achieve? More come", "Ten").PressAsync("Save and continue");
        var now = await host.WithAsync<ReturnReader, ReturnReader.MonitoringReturn>(reader => reader.GetAsync(id));
        Assert.Equal(
            (view.Budget[0].Requested, Money.FromPounds(1599)),
            (now.Spending[view.Budget[0].Id].Spent, now.Spending[view.Budget[1].Id].Spent)
        );
        Assert.Equal(view.Budget[0].Requested + Money.FromPounds(1599), now.Spent);
        Assert.Equal(["Reached", "Ten"], now.Outcomes.Select(outcome => now.Achieved[outcome.Id].Achieved));
        (await (await browser.OpenAsync(Links.Monitoring.Check(id))).PressAsync("Send the return")).AssertSays("The return is sent");
    }

    [Fact]
    public async Task A_query_is_answered_in_words_or_by_a_change_and_the_office_reads_the_answer()
    {
        var (stages, id) = await DueAsync(RoundInStages.FullReturns with { SecondPersonCertifies = true });
        var (applicant, colleague) = (stages.Applications[0].Applicant, await stages.ColleagueAsync());
        var picture = Domain.Documents.Upload.Read("a.jpg", [0xff, 0xd8, 0xff, 0], "").Value!;
        await host.WithAsync<AddReturnPhoto, Result>(add => add.RunAsync(applicant, id, picture, "The garden in May"));
        Assert.Empty(await stages.ReportAsync(id, applicant, line => line.Requested));
        var certify = await (await host.AsAsync(colleague)).OpenAsync(Links.Monitoring.Return(id));
        // What is certified is seen, with its files.
        certify.AssertSays("Photograph 1 The garden in May");
        certify.AssertSays("receipt.pdf");
        var stale = await (await host.AsAsync(colleague)).OpenAsync(Links.Monitoring.Return(id));
        await certify.PressAsync("Certify that it is true and send it");
        (await stale.PressAsync("Certify that it is true and send it", HttpStatusCode.BadRequest)).AssertError(
            $"{colleague.Name} has certified and sent it already"
        );
        var officer = await host.AsAsync(stages.Officer);
        await (await officer.OpenAsync(Links.Monitoring.Review(id)))
            .Choose("Red")
            .Fill("What to put right in: People (optional)", "Are these 12 different people?")
            .PressAsync("Send it back");
        var browser = await host.AsAsync(applicant);
        (await browser.OpenAsync(Links.Monitoring.Return(id))).AssertDoesNotSay("Rating by the office");
        var page = await browser.OpenAsync(Links.Monitoring.Part(id, "people"));
        page = await page.PressAsync("Save and continue", HttpStatusCode.BadRequest);
        page.AssertError("People: you changed nothing. Change it, or write your answer to our question.");
        page = await browser.OpenAsync(Links.Monitoring.Check(id));
        Assert.Equal("Not ready to send yet", page.Heading);
        page = await browser.OpenAsync(Links.Monitoring.Part(id, "people"));
        page.AssertSays("We asked: Are these 12 different people?");
        await page.Fill("Your answer: People (optional)", "Yes, we keep a list").PressAsync("Save and continue");
        page = await (await browser.OpenAsync(Links.Monitoring.Check(id))).PressAsync("Ask a colleague to certify it");
        // What waits for the colleague can be changed by nobody.
        page.AssertDoesNotSay("You can change only these parts");
        page.AssertSays("Yes, we keep a list");
        await (await (await host.AsAsync(colleague)).OpenAsync(Links.Monitoring.Return(id))).PressAsync(
            "Certify that it is true and send it"
        );
        (await officer.OpenAsync(Links.Monitoring.Review(id))).AssertSays("Their answer: Yes, we keep a list.");
        var versions = await host.Db.ReadAsync(work => ReturnVersions.OfAsync(work, id));
        Assert.Equal("Yes, we keep a list", Assert.Single(versions[^1].Content.Replies).Answer);
    }

    [Fact]
    public async Task Pages_that_ask_for_nothing_are_called_optional()
    {
        var (stages, id) = await DueAsync(pounds: 6000);
        var page = await (await host.AsAsync(stages.Applications[0].Applicant)).OpenAsync(Links.Monitoring.Return(id));
        page.AssertSays("Add an evening or a receipt (optional)");
        page.AssertSays("Photographs and receipts Optional");
    }

    [Fact]
    public async Task A_return_given_back_can_be_changed_only_in_the_parts_asked_for()
    {
        var (stages, id) = await DueAsync();
        Assert.Empty(await stages.ReportAsync(id, stages.Applications[0].Applicant, line => line.Requested));
        var officer = await host.AsAsync(stages.Officer);
        var page = await officer.OpenAsync(Links.Monitoring.Review(id));
        (
            await page.Fill("What to put right in: What you did (optional)", "Say how often")
                .PressAsync("Accept the return", HttpStatusCode.BadRequest)
        ).AssertError("You are asking for changes, so send the return back. To accept it, clear the boxes.");
        (await page.PressAsync("Send it back")).AssertSays("Return sent back");

        var browser = await host.AsAsync(stages.Applications[0].Applicant);
        var mine = await browser.OpenAsync(Links.Monitoring.Return(id));
        mine.AssertSays("What you did: Say how often");
        (await browser.OpenAsync(Links.Monitoring.Part(id, "words"))).AssertSays("What did you learn? As you sent it: A lot");
        mine = await browser.OpenAsync(Links.Monitoring.Part(id, "happened"));
        await mine.Fill("What happened?", "Sessions every week").PressAsync("Save and continue");
        mine = await (await browser.OpenAsync(Links.Monitoring.Check(id))).PressAsync("Send the return");
        mine.AssertSays("Sessions every week");
        mine.AssertSays("A lot");
        mine.AssertSays("Unspent £0.00");
        (await officer.OpenAsync(Links.Monitoring.Review(id))).AssertSays("sent again 3 May 2027");
        Assert.Equal("Only a return that has been sent can be reviewed", (
                await host.WithAsync<ReviewReturn, Result>(async review =>
                {
                    await review.RunAsync(stages.Officer, id, new(true, null, ReturnRating.Amber, []));
                    return await review.RunAsync(stages.Officer, id, new(true, null, ReturnRating.Amber, []));
                })
            ).FirstRefusal!.Sentence);
    }

    [Fact]
    public async Task A_return_is_certified_by_a_second_member_where_the_round_says_so()
    {
        var (stages, id) = await DueAsync(RoundInStages.FullReturns with { SecondPersonCertifies = true });
        var (first, second) = (stages.Applications[0].Applicant, await host.Scenario.PersonAsync(Role.Applicant));
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into OrganisationMember (OrganisationId, PersonId, JoinedAt) values (@Organisation, @Id, @Now)",
                new
                {
                    stages.Applications[0].Organisation,
                    second.Id,
                    work.Now,
                }
            )
        );
        Assert.Empty(await stages.ReportAsync(id, first, line => line.Requested));
        var own = await (await host.AsAsync(first)).OpenAsync(Links.Monitoring.Return(id));
        own.AssertSays("Waiting for a colleague to certify it");
        own.AssertDoesNotSay("Certify that it is true and send it");
        Assert.Equal(
            "You prepared this return, so a colleague must certify it",
            (await host.WithAsync<CertifyReturn, Result>(certify => certify.RunAsync(first, id, true))).FirstRefusal!.Sentence
        );
        (await host.AsAsync(stages.Officer)).Dispose();
        Assert.Equal(
            0,
            await host.Db.ScalarAsync<int>("select count(*) from MonitoringReturn where Id = @id and SubmittedAt is not null", new { id })
        );
        var page = await (await host.AsAsync(second)).OpenAsync(Links.Monitoring.Return(id));
        await page.PressAsync("Reopen the return");
        await (await (await host.AsAsync(second)).OpenAsync(Links.Monitoring.Check(id))).PressAsync("Ask a colleague to certify it");
        (await (await host.AsAsync(first)).OpenAsync(Links.Monitoring.Return(id))).AssertSays($"Prepared by {second.Name}");
        (
            await (await (await host.AsAsync(first)).OpenAsync(Links.Monitoring.Return(id))).PressAsync(
                "Certify that it is true and send it"
            )
        ).AssertSays("The return is sent");
        Assert.Equal(
            "Only a prepared return can be reopened",
            (await host.WithAsync<CertifyReturn, Result>(certify => certify.RunAsync(first, id, false))).FirstRefusal!.Sentence
        );
    }

    [Fact]
    public async Task A_return_photograph_without_a_description_has_a_number_is_limited_in_number_and_can_be_removed()
    {
        var (stages, id) = await DueAsync();
        var applicant = stages.Applications[0].Applicant;
        var picture = Domain.Documents.Upload.Read("a.jpg", [0xff, 0xd8, 0xff, 0], "").Value!;
        Task<Result> AddAsync(string? caption) =>
            host.WithAsync<AddReturnPhoto, Result>(add => add.RunAsync(applicant, id, picture, caption));
        Assert.Equal("Shorten this from 301 to 300 characters or fewer", (await AddAsync(new string('x', 301))).FirstRefusal!.Sentence);
        Assert.Null((await AddAsync(" ")).FirstRefusal);
        for (var i = 1; i < AddReturnPhoto.MostPhotos; i++)
            Assert.Null((await AddAsync($"Picture {i}")).FirstRefusal);
        Assert.Equal("There are already 10 pictures. Remove one first.", (await AddAsync("One more")).FirstRefusal!.Sentence);
        var page = await (await host.AsAsync(applicant)).OpenAsync(Links.Monitoring.Files(id));
        page = await page.PressAsync("Remove Picture 3");
        page.AssertDoesNotSay("Picture 3");
        Assert.Empty(await stages.ReportAsync(id, applicant, line => line.Requested));
        Assert.Equal("This return has been sent and is waiting for review", (await AddAsync("Late")).FirstRefusal!.Sentence);
    }

    [Fact]
    public async Task Two_colleagues_who_certify_at_once_send_it_once()
    {
        var (stages, id) = await DueAsync(RoundInStages.FullReturns with { SecondPersonCertifies = true });
        var (second, third) = (await host.Scenario.PersonAsync(Role.Applicant), await host.Scenario.PersonAsync(Role.Applicant));
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into OrganisationMember (OrganisationId, PersonId, JoinedAt) values (@Organisation, @Id, @Now)",
                new[] { second, third }.Select(person => new
                {
                    stages.Applications[0].Organisation,
                    person.Id,
                    work.Now,
                })
            )
        );
        Assert.Empty(await stages.ReportAsync(id, stages.Applications[0].Applicant, line => line.Requested));
        var answers = await Task.WhenAll(
            new[] { second, third }.Select(person => host.WithAsync<CertifyReturn, Result>(certify => certify.RunAsync(person, id, true)))
        );
        Assert.EndsWith(
            "has certified and sent it already",
            Assert.Single(answers, answer => !answer.IsDone).FirstRefusal!.Sentence,
            StringComparison.Ordinal
        );
        Assert.Equal(1, await host.Db.ScalarAsync<int>("select count(*) from ReturnVersion where ReturnId = @id", new { id }));
    }

    [Fact]
    public async Task A_larger_awards_final_return_counts_what_its_interim_return_reported()
    {
        var (stages, id) = await DueAsync(pounds: 6000);
        Assert.Empty(await stages.ReportAsync(id, stages.Applications[0].Applicant, line => new(line.Requested.Pence / 2)));
        var last = (
            await host.Db.QueryAsync<Guid>(
                "select b.Id from MonitoringReturn a join MonitoringReturn b on b.AwardId = a.AwardId and b.Kind = 'Final' where a.Id = @id",
                new { id }
            )
        )[0];
        var page = await (await host.AsAsync(stages.Applications[0].Applicant)).OpenAsync(Links.Monitoring.Part(last, "money"));
        page.AssertSays("Budget: £3,600.00. Last time: £1,800.00.");
        page = await page.FollowAsync("Back");
        (await page.FollowAsync("Who came")).AssertSays("Last time: 12.");
    }

    [Fact]
    public async Task Return_reminders_are_sent_once_after_restarts_and_with_several_nodes()
    {
        var (_, id) = await DueAsync();
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update MonitoringReturn set Status = 'Accepted' where Id <> @id", new { id })
        );
        async Task<(int Reminded, int Emails)> LookAsync(string when)
        {
            host.Clock.MoveTo(when);
            // Three nodes at once, and once more after a restart.
            await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => host.WithAsync<RemindOfMonitoring, int>(remind => remind.RunAsync())));
            Assert.Equal(0, await host.WithAsync<RemindOfMonitoring, int>(remind => remind.RunAsync()));
            return (
                await host.Db.ScalarAsync<int>("select count(*) from MonitoringReminder where ReturnId = @id", new { id }),
                await host.Db.ScalarAsync<int>(
                    "select count(*) from OutboxEmail e join Award w on w.ApplicationId = e.SubjectId join MonitoringReturn t on t.AwardId = w.Id where t.Id = @id and e.Kind in ('ReturnsDue', 'ReturnsLate', 'ReturnsLateOffice')",
                    new { id }
                )
            );
        }
        Assert.Equal((0, 0), await LookAsync("2027-05-13 10:00"));
        Assert.Equal((1, 1), await LookAsync("2027-05-14 10:00"));
        Assert.Equal((1, 1), await LookAsync("2027-05-20 10:00"));
        Assert.Equal((2, 2), await LookAsync("2027-05-28 10:00"));
        // Ten working days late: the office is told too, and a letter waits for the day's release. What was missed meanwhile is not caught
        // up.
        Assert.Equal((3, 4), await LookAsync("2027-06-14 10:00"));
        Assert.Equal((4, 6), await LookAsync("2027-06-28 10:00"));
        Assert.Equal(
            1,
            await host.Db.ScalarAsync<int>("select count(*) from Letter where Kind = 'Reminder' and SubjectId = @id", new { id })
        );
        // A new date begins again.
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update MonitoringReturn set DueOn = @DueOn where Id = @id", new { id, DueOn = new DateOnly(2027, 9, 1) })
        );
        Assert.Equal((5, 7), await LookAsync("2027-08-18 10:00"));
    }

    [Fact]
    public async Task The_monitoring_page_moves_dates_adds_returns_and_records_visits()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        host.Clock.MoveTo("2026-06-20 10:00");
        var browser = await host.AsAsync(stages.Officer);
        var page = await browser.OpenAsync(Links.Monitoring.Award(award));
        (await page.PressAsync("Change the due date", HttpStatusCode.BadRequest)).AssertError("Choose a return");
        page = page.Fill("Which return?", "Return, due 27 November 2026")
            .FillNamed("DueOn.Day", "30")
            .FillNamed("DueOn.Month", "4")
            .FillNamed("DueOn.Year", "2026");
        page = await page.PressAsync("Change the due date", HttpStatusCode.BadRequest);
        page.AssertError("The project starts on 1 May 2026, so no return can be due before that day");
        page = await page.FillNamed("DueOn.Day", "11")
            .FillNamed("DueOn.Month", "12")
            .PressAsync("Change the due date", HttpStatusCode.BadRequest);
        page.AssertError("Say why, in up to 1,000 characters. The organisation reads this.");
        page = await page.Fill("Why?", "Their treasurer is ill").PressAsync("Change the due date");
        page.AssertSays("11 December 2026");

        page = page.FillNamed("More.Until.Day", "31")
            .FillNamed("More.Until.Month", "7")
            .FillNamed("More.Until.Year", "2026")
            .FillNamed("More.DueOn.Day", "1")
            .FillNamed("More.DueOn.Month", "7")
            .FillNamed("More.DueOn.Year", "2026");
        page = await page.PressAsync("Ask for the return", HttpStatusCode.BadRequest);
        page.AssertError("A return cannot be due before the period it covers has ended");
        page = await page.FillNamed("More.DueOn.Month", "9")
            .Fill("Why do you need another return?", "The first weeks went badly")
            .PressAsync("Ask for the return");
        page.AssertSays("1 May 2026 to 31 July 2026 1 September 2026");
        page.AssertSays("1 August 2026 to 30 October 2026 11 December 2026");

        (
            await page.FillNamed("VisitedOn.Day", "21")
                .FillNamed("VisitedOn.Month", "6")
                .FillNamed("VisitedOn.Year", "2026")
                .PressAsync("Record the visit", HttpStatusCode.BadRequest)
        ).AssertError("Enter a day that is not in the future");
        (
            await page.FillNamed("VisitedOn.Day", "1")
                .FillNamed("VisitedOn.Month", "1")
                .PressAsync("Record the visit", HttpStatusCode.BadRequest)
        ).AssertError("Enter a day after the grant was offered");
        (
            await page.FillNamed("VisitedOn.Day", "14")
                .FillNamed("VisitedOn.Month", "6")
                .PressAsync("Record the visit", HttpStatusCode.BadRequest)
        ).AssertError("Say who visits, in up to 200 characters");
        (await page.Fill("Who visited?", "The Commissioner").PressAsync("Record the visit", HttpStatusCode.BadRequest)).AssertError(
            "Say what you saw, in up to 10,000 characters"
        );
        page = await page.Choose("The Commissioner was there")
            .Fill("What did you see?", "Thirty children and a full hall")
            .PressAsync("Record the visit");
        page.AssertSays("14 June 2026 The Commissioner (the Commissioner) Thirty children and a full hall");
        (
            await (await host.AsAsync(await host.Scenario.PersonAsync(Role.Auditor))).OpenAsync(Links.Monitoring.Award(award))
        ).AssertDoesNotSay("Record the visit");
    }

    [Fact]
    public async Task An_overdue_return_blocks_the_next_application_where_the_round_says_so()
    {
        var (stages, id) = await DueAsync();
        var open = await host.Scenario.RoundAsync(
            stages.Officer,
            stages.Panel,
            Scenario.Details() with
            {
                Name = "Next round",
                OpensAt = Scenario.Utc("2027-06-01 09:00"),
                ClosesAt = Scenario.Utc("2027-07-01 17:00"),
                ScoringClosesAt = Scenario.Utc("2027-08-01 17:00"),
                DecisionExpectedOn = new(2027, 9, 1),
                ProjectsStartOn = new(2027, 10, 1),
                ProjectsEndBy = new(2028, 9, 30),
            },
            "2027-06-07 12:00"
        );
        var draft = await host.Scenario.ApplicationAsync(open, stages.Applications[0].Organisation, stages.Applications[0].Applicant);
        await host.Db.HousekeepAsync(async work =>
        {
            await work.ExecuteAsync("delete from DueDiligenceCheck where ApplicationId = @draft", new { draft });
            await work.ExecuteAsync(
                "update RoundTally set Drafts = 1, Submitted = 0, Requested = 0, LastNumber = 0 where RoundId = @open",
                new { open }
            );
            await work.ExecuteAsync(
                "update Round set Policy = @Policy where Id = @open",
                new { open, Policy = new RoundPolicy { Awards = new() { OverdueBlocksApplications = true } } }
            );
            return await work.ExecuteAsync(
                "update Application set Status = 'Draft', Number = null, Reference = null, SubmittedBy = null, SubmittedAt = null, DeclaredName = null, CopyJson = null, CopySha256 = null where Id = @draft",
                new { draft }
            );
        });
        await host.Scenario.ConfirmProfileAsync(draft);
        await host.Scenario.AddRequiredDocumentsAsync(draft);
        Task<Result> SendAsync() =>
            host.WithAsync<Features.Applications.SubmitApplication, Result>(submit =>
                submit.RunAsync(stages.Applications[0].Applicant, draft, "Amira Khan", true)
            );
        Assert.StartsWith("The monitoring return for", (await SendAsync()).FirstRefusal!.Sentence, StringComparison.Ordinal);
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update MonitoringReturn set Status = 'Submitted' where Id = @id", new { id })
        );
        Assert.Null((await SendAsync()).FirstRefusal);
    }
}
