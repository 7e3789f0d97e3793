using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Awards;
using Commissioning.Features.Awards;
using Commissioning.Platform.Documents;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Awards;

/// <summary>Letters that are due singly, kept until a named person sends the day's letters together.</summary>
public sealed class LetterBatchPageTests(PortalHost host) : IClassFixture<PortalHost>
{
    private sealed record Subjects(Guid Change, Guid Return, Guid Award);

    /// <summary>The open batch of a day with a variation, a reminder and a recovery letter about one award.</summary>
    private sealed record DayBatch(
        RoundInStages Stages,
        RoundInStages.StagedApplication Application,
        Guid Award,
        Subjects Subjects,
        DateOnly AcceptBy,
        Guid Id,
        Browser Office
    );

    private async Task<DayBatch> QueuedAsync()
    {
        var stages = await RoundInStages.ModeratedAsync(host, null, 4000);
        if (await OpenAsync() is var left && left != Guid.Empty) // every letter of a day joins the one open batch
        {
            await MakeAsync(left);
            await host.WithAsync<ReleaseLetters, Result>(release => release.RunBatchAsync(stages.Officer, left));
        }
        var award = await stages.AcceptedAsync();
        var application = stages.Applications[0];
        var acceptBy = await host.Db.ScalarAsync<DateOnly>("select AcceptBy from Award where Id = @award", new { award });
        var subjects = await SubjectsAsync(stages, award);
        await QueueAsync(
            stages,
            application.Id,
            hold: true,
            (LetterKind.Variation, subjects.Change),
            (LetterKind.Reminder, subjects.Return),
            (LetterKind.Underspend, subjects.Award),
            (LetterKind.Reminder, subjects.Return)
        );
        return new(stages, application, award, subjects, acceptBy, await OpenAsync(), await host.AsAsync(stages.Officer));
    }

    /// <summary>The same with its letters made: the variation, the reminder and the recovery.</summary>
    private async Task<(DayBatch Batch, List<Guid> Letters)> MadeAsync()
    {
        var day = await QueuedAsync();
        var batch = day.Id;
        await MakeAsync(batch);
        var letters = (
            await host.Db.QueryAsync<Guid>(
                "select Id from Letter where BatchId = @batch order by case Kind when 'Variation' then 0 when 'Reminder' then 1 else 2 end, Id",
                new { batch }
            )
        ).ToList();
        return (day, letters);
    }

    private async Task<(DayBatch Batch, List<Guid> Letters)> SentAsync()
    {
        var (day, letters) = await MadeAsync();
        Assert.Null(
            (await host.WithAsync<ReleaseLetters, Result>(release => release.RunBatchAsync(day.Stages.Officer, day.Id))).FirstRefusal
        );
        return (day, letters);
    }

    [Fact]
    public async Task A_days_letters_cannot_be_sent_while_they_are_being_made()
    {
        var day = await QueuedAsync();
        var (stages, batch, browser) = (day.Stages, day.Id, day.Office);
        var list = await browser.OpenAsync(Links.Awards.DayBatches);
        list.AssertSays("3 0 made Being made");
        var page = await browser.OpenAsync(Links.Awards.DayBatch(batch));
        page.AssertSays("0 of 3 letters made. You can leave this page");
        page.AssertDoesNotSay("Send all letters");
        Assert.StartsWith(
            "Some letters are still being made",
            (await host.WithAsync<ReleaseLetters, Result>(release => release.RunBatchAsync(stages.Officer, batch))).FirstRefusal!.Sentence,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_days_letters_are_read_before_they_are_sent()
    {
        var (day, letters) = await MadeAsync();
        var (award, batch, browser) = (day.Award, day.Id, day.Office);
        var page = await browser.OpenAsync(Links.Awards.DayBatch(batch));
        page.AssertSays("3 of 3 letters made. Read them, then send them.");
        Assert.Equal("3", page.Document.QuerySelector("progress")!.GetAttribute("value"));
        var variation = await browser.OpenAsync(Links.Awards.Letter(letters[0]));
        foreach (
            var words in new[]
            {
                "The hall is closed in May.",
                "Until now Starts on 1 May 2026 Ends on 30 April 2027",
                "Starts on 1 June 2026 Ends on 31 May 2027",
                "We agreed the change on",
            }
        )
            variation.AssertSays(words);
        await variation.FollowAsync("Back");
        variation.AssertDoesNotSay("Agreed as asked.");
        (await browser.OpenAsync(Links.Awards.Letter(letters[1]))).AssertSays("12 January 2026");
        var clawback = await browser.OpenAsync(Links.Awards.Letter(letters[2]));
        Assert.Equal("Money to return: £350.00", clawback.Heading);
        foreach (
            var words in new[]
            {
                "Paid to you £5,000.00",
                "Spent, as your accepted returns say £4,600.00",
                "You may use again £50.00",
                Invoice(award),
            }
        )
            clawback.AssertSays(words);
        using (var pdf = await browser.GetAsync(Links.Awards.LetterPdf(letters[0])))
            Assert.Equal("application/pdf", pdf.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_days_letters_are_sent_together_once()
    {
        var (day, letters) = await MadeAsync();
        var (application, batch, browser) = (day.Application, day.Id, day.Office);
        var page = await browser.OpenAsync(Links.Awards.DayBatch(batch));
        var applicant = await host.AsAsync(application.Applicant);
        await applicant.OpenAsync(Links.Awards.OneOfMyLetters(application.Id, letters[0]), HttpStatusCode.NotFound);
        var second = await browser.OpenAsync(Links.Awards.DayBatch(batch));
        var begun = Clean((await browser.OpenAsync(Links.Awards.DayBatches)).Document.QuerySelector("main table button")!.TextContent);
        Assert.StartsWith("Send 3 letters started", begun, StringComparison.Ordinal);
        (await page.PressAsync("Send all letters")).AssertSays("The letters are on their way");
        (await second.PressAsync("Send all letters", HttpStatusCode.BadRequest)).AssertError("These letters have already been sent");
        (await browser.OpenAsync(Links.Awards.DayBatches)).AssertSays($"3 made Sent at");
        foreach (var letter in letters)
            Assert.Equal(
                1,
                await host.Database.CountAsync("OutboxEmail", $"AttachmentId is not null and TextBody like '%/my-letters/{letter}%'")
            );
        Assert.Equal(1, await host.Database.CountAsync("AuditEntry", "Action = 'LettersReleased' and SubjectId = @batch", new { batch }));
    }

    // The offer is unchanged: these letters are about it, and are not another decision.
    [Fact]
    public async Task A_days_letters_are_listed_for_their_applicant_only_and_leave_the_offer_as_it_was()
    {
        var (day, letters) = await SentAsync();
        var (stages, application, award, acceptBy) = (day.Stages, day.Application, day.Award, day.AcceptBy);
        var applicant = await host.AsAsync(application.Applicant);
        // The offer stands as it was: these are about it, and not another outcome.
        Assert.Equal(
            "Good news: we would like to fund Project A",
            (await applicant.OpenAsync(Links.Awards.MyLetter(application.Id))).Heading
        );
        Assert.Equal(acceptBy, await host.Db.ScalarAsync<DateOnly>("select AcceptBy from Award where Id = @award", new { award }));
        var mine = await (await applicant.OpenAsync(Links.Applications.Mine)).FollowAsync("All letters for Project A");
        foreach (var kind in new[] { "Offer", "Change to a grant", "Overdue returns", "Money not spent" })
            mine.AssertSays(kind);
        var one = await mine.FollowAsync("Money to return: £350.00");
        await one.FollowAsync("Back");
        using (var pdf = await applicant.GetAsync(Links.Awards.OneOfMyLettersPdf(application.Id, letters[2])))
            Assert.Equal("application/pdf", pdf.Content.Headers.ContentType!.MediaType);
        var stranger = await host.AsAsync(stages.Applications[1].Applicant);
        foreach (
            var address in new[]
            {
                Links.Awards.MyLetters(application.Id),
                Links.Awards.OneOfMyLetters(application.Id, letters[0]),
                Links.Awards.OneOfMyLettersPdf(application.Id, letters[0]),
                Links.Awards.OneOfMyLetters(stages.Applications[1].Id, letters[0]),
            }
        )
            await stranger.OpenAsync(address, HttpStatusCode.NotFound);
    }

    // A sent batch takes no more letters: the next starts another. Each subject has one letter.
    [Fact]
    public async Task A_sent_batch_takes_no_more_letters_and_the_next_begins_another()
    {
        var (day, _) = await SentAsync();
        var (stages, application, award, subjects, batch, browser) = (
            day.Stages,
            day.Application,
            day.Award,
            day.Subjects,
            day.Id,
            day.Office
        );
        // What was sent takes no more letters: the next begins another batch. About one subject there is one letter.
        var next = Guid.NewGuid();
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into MonitoringReturn (Id, AwardId, DueOn, Status, Version) values (@next, @award, '2026-02-22', 'Due', 1)",
                new { next, award }
            )
        );
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update Award set ContactName = 'Bo Lee', ContactEmail = 'bo@test.example' where Id = @award", new { award })
        );
        await QueueAsync(stages, application.Id, hold: false, (LetterKind.Variation, subjects.Change), (LetterKind.Reminder, next));
        var another = await OpenAsync();
        Assert.NotEqual(batch, another);
        await MakeAsync(another);
        Assert.Null((await host.WithAsync<ReleaseLetters, Result>(release => release.RunBatchAsync(stages.Officer, another))).FirstRefusal);
        Assert.Equal(
            1,
            await host.Database.CountAsync(
                "OutboxEmail",
                "ToAddress = 'bo@test.example' and Kind = 'Reminder' and TextBody like '%Hello Bo%'"
            )
        );
        Assert.Equal(1, await host.Database.CountAsync("Letter", "BatchId = @another", new { another }));
        await browser.OpenAsync(Links.Awards.DayBatch(Guid.NewGuid()), HttpStatusCode.NotFound);
        await browser.OpenAsync(
            Links.Awards.DayBatch(
                await host.Db.ScalarAsync<Guid>("select Id from LetterBatch where RoundId = @Round", new { stages.Round })
            ),
            HttpStatusCode.NotFound
        );
    }

    [Fact]
    public async Task Variation_reminder_and_recovery_letters_have_every_field_filled_from_a_real_award()
    {
        var stages = await RoundInStages.ModeratedAsync(host, null, 4000);
        var award = await stages.AcceptedAsync();
        await SubjectsAsync(stages, award);
        var fund = await host.Db.ScalarAsync<Guid>("select FundId from Round where Id = @Round", new { stages.Round });
        foreach (var kind in new[] { LetterKind.Variation, LetterKind.Reminder, LetterKind.Underspend })
        {
            var subject = (await host.Db.ReadAsync(work => FundLetterQueries.GetAsync(work, fund, kind))).Applications.Single().SubjectId;
            var document = await host.WithAsync<PreviewLetterTemplate, LetterDocument>(preview =>
                preview.RunAsync(
                    fund,
                    kind,
                    LetterTemplates.Of(kind).Title,
                    FundLetterPageTests.Everything(LetterTemplates.Of(kind)),
                    subject
                )
            );
            Assert.DoesNotContain("{{", document.ToJson(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_letter_that_cannot_be_made_does_not_hold_up_the_others()
    {
        var stages = await RoundInStages.ModeratedAsync(host, null, 4000);
        var subjects = await SubjectsAsync(stages, await stages.AcceptedAsync());
        var missing = Guid.NewGuid();
        await QueueAsync(
            stages,
            stages.Applications[0].Id,
            hold: true,
            (LetterKind.Variation, missing),
            (LetterKind.Underspend, subjects.Award)
        );
        var batch = await OpenAsync();
        await FreeAsync(batch);
        while (await host.Database.CountAsync("Letter", "BatchId = @batch and State = 'Made'", new { batch }) < 1)
        {
            try
            {
                await host.WithAsync<MakeLetters, int>(make => make.RunAsync("test"));
            }
            catch (AggregateException failed)
            {
                Assert.Contains("could not be made", Assert.Single(failed.InnerExceptions).Message, StringComparison.Ordinal);
            }
        }
        Assert.Equal(
            1,
            await host.Database.CountAsync(
                "Letter",
                "BatchId = @batch and State = 'Waiting' and SubjectId = @missing",
                new { batch, missing }
            )
        );
        Assert.NotNull(
            (await host.WithAsync<ReleaseLetters, Result>(release => release.RunBatchAsync(stages.Officer, batch))).FirstRefusal
        );
        await host.Db.HousekeepAsync(work => work.ExecuteAsync("delete from Letter where SubjectId = @missing", new { missing }));
        await MakeAsync(batch); // The portal's own reminders may have joined the day's letters meanwhile.
        Assert.Null((await host.WithAsync<ReleaseLetters, Result>(release => release.RunBatchAsync(stages.Officer, batch))).FirstRefusal);
    }

    private async Task<Subjects> SubjectsAsync(RoundInStages stages, Guid award)
    {
        var change = Guid.NewGuid();
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                """
                insert into Variation (Id, AwardId, Kind, Reason, Wanted, Earlier, AskedByOffice, AskedBy, AskedAt, State, DecidedBy, DecidedAt, DecidedNote, Version)
                values (@change, @award, 'Dates', 'The hall is closed in May.', @Wanted, @Earlier, 0, @Applicant, @Now, 'Approved', @Officer, @Now, 'Agreed as asked.', 1)
                """,
                new
                {
                    change,
                    award,
                    Applicant = stages.Applications[0].Applicant.Id,
                    Officer = stages.Officer.Id,
                    work.Now,
                    Wanted = new VariationDetails { StartsOn = new(2026, 6, 1), EndsOn = new(2027, 5, 31) },
                    Earlier = new VariationDetails
                    {
                        Purpose = "Clubs",
                        StartsOn = new(2026, 5, 1),
                        EndsOn = new(2027, 4, 30),
                    },
                }
            )
        );
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                """
                insert into CloseOut (AwardId, Awarded, Paid, Spent, NotDrawn, ToReturn, ProposedBy, ProposedAt, Reused, InvoiceNumber, Received, Version)
                values (@award, 500000, 500000, 460000, 0, 40000, @Officer, @Now, 5000, @Invoice, 0, 1)
                """,
                new
                {
                    award,
                    Officer = stages.Officer.Id,
                    work.Now,
                    Invoice = Invoice(award),
                }
            )
        );
        // The first return is late.
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update MonitoringReturn set DueOn = '2026-01-12' where AwardId = @award", new { award })
        );
        return new(change, await host.Db.ScalarAsync<Guid>("select Id from MonitoringReturn where AwardId = @award", new { award }), award);
    }

    private static string Invoice(Guid award) => $"CB-{award.ToString("N")[^8..]}";

    /// <param name="hold">Held by an invented node, so that the portal's own job does not make them yet.</param>
    private async Task QueueAsync(RoundInStages stages, Guid application, bool hold, params (LetterKind Kind, Guid Subject)[] letters) =>
        Assert.Null(
            (
                await host.Db.ChangeAsync(
                    stages.Officer,
                    AuditAction.VariationApproved,
                    application,
                    async work =>
                    {
                        foreach (var (kind, subject) in letters)
                            await LetterQueue.QueueAsync(work, stages.Officer, application, kind, subject);
                        if (hold)
                            await work.ExecuteAsync(
                                "update LetterBatch set ClaimedBy = 'dead', ClaimedUntil = @Until where RoundId is null and ReleasedAt is null",
                                new { Until = work.Now.AddHours(1) }
                            );
                        return Result.Done;
                    }
                )
            ).FirstRefusal
        );

    private Task<Guid> OpenAsync() => host.Db.ScalarAsync<Guid>("select Id from LetterBatch where RoundId is null and ReleasedAt is null");

    private Task FreeAsync(Guid batch) =>
        host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update LetterBatch set ClaimedBy = null, ClaimedUntil = null where Id = @batch and ClaimedBy = 'dead'",
                new { batch }
            )
        );

    private async Task MakeAsync(Guid batch)
    {
        await FreeAsync(batch);
        while (await host.Database.CountAsync("Letter", "BatchId = @batch and State = 'Waiting'", new { batch }) > 0)
            await host.WithAsync<MakeLetters, int>(make => make.RunAsync("test"));
    }

    private static string Clean(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
