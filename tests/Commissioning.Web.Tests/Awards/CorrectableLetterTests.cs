using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Awards;
using Commissioning.Features.Awards;
using Commissioning.Platform.Documents;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Awards;

/// <summary>What was found wrong in letters before they are sent, and after.</summary>
public sealed class CorrectableLetterTests(HostWithoutLetterJobOrPdf host) : IClassFixture<HostWithoutLetterJobOrPdf>
{
    private async Task ApproveAsync(RoundInStages stages, LetterKind kind, string body)
    {
        var fund = await host.Db.ScalarAsync<Guid>("select FundId from Round where Id = @Round", new { stages.Round });
        Assert.Null(
            (
                await host.WithAsync<SaveLetterTemplate, Result>(save =>
                    save.RunAsync(stages.Officer, fund, kind, LetterTemplates.Of(kind).Title, body)
                )
            ).FirstRefusal
        );
        var version = await host.Db.ScalarAsync<Guid>(
            "select Id from LetterTemplate where FundId = @fund and Kind = @kind and ApprovedAt is null",
            new { fund, kind }
        );
        var other = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        Assert.Null((await host.WithAsync<ApproveLetterTemplate, Result>(approve => approve.RunAsync(other, fund, version))).FirstRefusal);
    }

    private Task<Guid> LetterAsync(RoundInStages stages, int application, string kinds) =>
        host.Db.ScalarAsync<Guid>(
            $"select Id from Letter where ApplicationId = @Id and Kind in ({kinds}) and CorrectsId is null",
            new { stages.Applications[application].Id }
        );

    private async Task<LetterDocument> DocumentAsync(Guid letter) =>
        LetterDocument.FromJson((await host.Db.ScalarAsync<string>("select DocumentJson from Letter where Id = @letter", new { letter }))!);

    /// <summary>The writer cannot; another officer reads the letter and can.</summary>
    private async Task ApproveWordsAsync(RoundInStages stages, Guid letter)
    {
        Assert.Equal(
            "You wrote these words, so someone else must approve them",
            (await host.WithAsync<ApproveLetterWords, Result>(approve => approve.RunAsync(stages.Officer, letter))).FirstRefusal!.Sentence
        );
        var page = await (await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer))).OpenAsync(
            Links.Awards.ChangeLetter(letter)
        );
        (await page.PressAsync("Approve the words of this letter")).AssertSays("The words are approved. The letter can be sent.");
    }

    private Task MakeAsync() => host.WithAsync<MakeLetters, int>(make => make.RunAsync("test"));

    [Fact]
    public async Task Words_approved_after_letters_were_made_are_used_for_every_kind_when_they_are_made_again()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).LettersMadeAsync();
        host.Clock.MoveTo("2026-02-23 11:00");
        await ApproveAsync(
            stages,
            LetterKind.Decline,
            LetterTemplates
                .Of(LetterKind.Decline)
                .Body.Replace("We know how much work", "We really know how much work", StringComparison.Ordinal)
        );
        var page = await (await host.AsAsync(stages.Officer)).OpenAsync(Links.Awards.Letters(stages.Round));
        page.AssertSays("Newer words were approved after these letters were made: not funded");
        page = await page.PressAsync("Make all letters again");
        page.AssertSays("The letters are being made again");
        await MakeAsync();
        Assert.Contains(
            "We really know how much work",
            (await DocumentAsync(await LetterAsync(stages, 2, "'Decline'"))).ToJson(),
            StringComparison.Ordinal
        );
        page = await (await host.AsAsync(stages.Officer)).OpenAsync(Links.Awards.Letters(stages.Round));
        page.AssertSays("Not funded 1 Version 1, approved by");
        page.AssertDoesNotSay("Newer words");
    }

    [Fact]
    public async Task Letters_of_a_round_can_be_thrown_away_with_a_reason_and_made_anew()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).LettersMadeAsync();
        var browser = await host.AsAsync(stages.Officer);
        var page = await (await browser.OpenAsync(Links.Awards.Letters(stages.Round))).FollowAsync("throw them away");
        (await page.PressAsync("Throw the letters away", HttpStatusCode.BadRequest)).AssertError(
            "Say why they are thrown away, in up to 1,000 characters"
        );
        page = await page.Fill("Why?", "The reasons of C were of another application").PressAsync("Throw the letters away");
        page.AssertSays("The letters are thrown away. You can make them anew.");
        Assert.Equal(0, await host.Database.CountAsync("LetterBatch", "RoundId = @Round", new { stages.Round }));
        Assert.Equal(
            1,
            await host.Database.CountAsync(
                "AuditEntry",
                "Action = 'LettersDiscarded' and SubjectId = @Round and Detail like '%3 letters thrown away. The reasons of C were%'",
                new { stages.Round }
            )
        );
        await stages.MakeLettersOfAsync();
        Assert.Equal(
            3,
            await host.Database.CountAsync("Letter", "BatchId in (select Id from LetterBatch where RoundId = @Round)", new { stages.Round })
        );
    }

    [Fact]
    public async Task A_personal_paragraph_stands_in_one_letter_alone()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).LettersMadeAsync();
        var (mine, other) = (await LetterAsync(stages, 2, "'Decline'"), await LetterAsync(stages, 0, "'Award'"));
        var page = await (await (await host.AsAsync(stages.Officer)).OpenAsync(Links.Awards.Letter(mine))).FollowAsync(
            "Change this letter"
        );
        (
            await page.Fill("Paragraph for this letter alone (optional)", "Dear {{contact}}")
                .PressAsync("Save and make this letter again", HttpStatusCode.BadRequest)
        ).AssertError("Write plain words: fields in braces and HTML are not filled in here");
        page.AssertDoesNotSay("Throw this letter away"); // Every applicant hears what was decided.
        await page.Fill("Paragraph for this letter alone (optional)", "We saw you at the fair on Saturday.")
            .PressAsync("Save and make this letter again");
        await MakeAsync();
        var blocks = (await DocumentAsync(mine)).Blocks.ToList();
        var place = blocks.IndexOf(new Paragraph("We saw you at the fair on Saturday."));
        Assert.Equal("Yours sincerely,", Assert.IsType<Paragraph>(blocks[place + 1]).Text);
        Assert.DoesNotContain("at the fair", (await DocumentAsync(other)).ToJson(), StringComparison.Ordinal);
        // It stands above the name of who decided, so another person reads it first.
        var list = await (await host.AsAsync(stages.Officer)).OpenAsync(Links.Awards.Letters(stages.Round));
        (await list.PressAsync("Send all letters", HttpStatusCode.BadRequest)).AssertSays("A second person must first approve the words");
        await ApproveWordsAsync(stages, mine);
        (await list.PressAsync("Send all letters")).AssertSays("The letters are on their way");
    }

    [Fact]
    public async Task Letters_of_an_earlier_day_carry_the_day_on_which_they_are_sent()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).LettersMadeAsync();
        host.Clock.MoveTo("2026-02-26 10:00");
        var page = await (await host.AsAsync(stages.Officer)).OpenAsync(Links.Awards.Letters(stages.Round));
        (await page.PressAsync("Send all letters")).AssertSays("They get today's date first");
        Assert.Equal(
            0,
            await host.Database.CountAsync("Letter", "State = 'Sent' and ApplicationId = @Id", new { stages.Applications[2].Id })
        );
        await MakeAsync();
        Assert.Equal(
            1,
            await host.Database.CountAsync("Letter", "State = 'Sent' and ApplicationId = @Id", new { stages.Applications[2].Id })
        );
        var decline = await DocumentAsync(await LetterAsync(stages, 2, "'Decline'"));
        Assert.Equal(new DateOnly(2026, 2, 26), decline.Date);
        // Four weeks from the 26th.
        Assert.Equal(
            new DateOnly(2026, 3, 26),
            await host.Db.ScalarAsync<DateOnly>("select AcceptBy from Award where ApplicationId = @Id", new { stages.Applications[0].Id })
        );
        Assert.Equal(
            ["LettersDated", "LettersReleased"],
            await host.Db.QueryAsync<string>(
                "select Action from AuditEntry where SubjectId in (select b.Id from LetterBatch b where b.RoundId = @Round) or (SubjectId = @Round and Action in ('LettersDated', 'LettersReleased')) order by Action",
                new { stages.Round }
            )
        );
    }

    [Fact]
    public async Task Letters_that_would_say_something_else_now_are_not_sent()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).LettersMadeAsync();
        host.Clock.MoveTo("2026-02-26 10:00");
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into LetterReason (ApplicationId, Wording, WrittenBy, WrittenAt) values (@Id, 'Another reason', @By, @Now)",
                new
                {
                    stages.Applications[2].Id,
                    By = stages.Officer.Id,
                    work.Now,
                }
            )
        );
        var page = await (await host.AsAsync(stages.Officer)).OpenAsync(Links.Awards.Letters(stages.Round));
        (await page.PressAsync("Send all letters", HttpStatusCode.BadRequest)).AssertSays("1 letter is no longer as made");
        await MakeAsync();
        Assert.Equal(
            0,
            await host.Database.CountAsync("Letter", "State = 'Sent' and ApplicationId = @Id", new { stages.Applications[2].Id })
        );
        Assert.Contains(
            "Another reason",
            (await DocumentAsync(await LetterAsync(stages, 2, "'Decline'"))).ToJson(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_sent_letter_is_corrected_by_a_new_one_that_says_so_and_takes_its_place()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).AnnouncedAsync();
        var first = await LetterAsync(stages, 2, "'Decline'");
        var page = await (await (await host.AsAsync(stages.Officer)).OpenAsync(Links.Awards.Letter(first))).FollowAsync(
            "Correct this letter"
        );
        (await page.PressAsync("Make a letter that corrects it", HttpStatusCode.BadRequest)).AssertError(
            "Say what was wrong, in up to 2,000 characters. The letter begins with it."
        );
        await page.Fill("What was wrong?", "The reason was of another application").PressAsync("Make a letter that corrects it");
        await MakeAsync();
        var second = await host.Db.ScalarAsync<Guid>("select Id from Letter where CorrectsId = @first", new { first });
        Assert.Equal(
            new Notice("This letter corrects our letter of 23 February 2026 and takes its place. The reason was of another application."),
            (await DocumentAsync(second)).Blocks[0]
        );
        var batch = await host.Db.ScalarAsync<Guid>("select BatchId from Letter where Id = @second", new { second });
        Assert.StartsWith(
            "A second person must first approve the words that this letter alone has",
            (await host.WithAsync<ReleaseLetters, Result>(release => release.RunBatchAsync(stages.Officer, batch))).FirstRefusal!.Sentence,
            StringComparison.Ordinal
        );
        await ApproveWordsAsync(stages, second);
        Assert.Null((await host.WithAsync<ReleaseLetters, Result>(release => release.RunBatchAsync(stages.Officer, batch))).FirstRefusal);
        Assert.Equal(
            [second],
            await host.Db.QueryAsync<Guid>(
                "select Id from Letter where ApplicationId = @Id and Stands = 1",
                new { stages.Applications[2].Id }
            )
        );
        (await (await host.AsAsync(stages.Officer)).OpenAsync(Links.Awards.Letter(first))).AssertSays(
            "A later letter takes the place of this one"
        );
        (await (await host.AsAsync(stages.Officer)).OpenAsync(Links.Awards.Letter(second))).AssertDoesNotSay("A later letter");
        Assert.Equal(
            "A letter that corrects this one is made already",
            (await host.WithAsync<CorrectLetter, Result>(correct => correct.RunAsync(stages.Officer, first, "Again")))
                .FirstRefusal!
                .Sentence
        );
    }

    [Fact]
    public async Task A_personal_paragraph_outlives_letters_that_are_thrown_away()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).LettersMadeAsync();
        var mine = await LetterAsync(stages, 2, "'Decline'");
        Assert.Null(
            (
                await host.WithAsync<WritePersonalParagraph, Result>(write =>
                    write.RunAsync(stages.Officer, mine, "We saw you at the fair on Saturday.")
                )
            ).FirstRefusal
        );
        Assert.Null(
            (await host.WithAsync<DiscardLetters, Result>(discard => discard.RunAsync(stages.Officer, stages.Round, "Wrong"))).FirstRefusal
        );
        await stages.MakeLettersOfAsync();
        Assert.Contains("at the fair", (await DocumentAsync(await LetterAsync(stages, 2, "'Decline'"))).ToJson(), StringComparison.Ordinal);
        Assert.Equal(0, await host.Database.CountAsync("KeptParagraph", "ApplicationId = @Id", new { stages.Applications[2].Id }));
    }

    [Fact]
    public async Task Letters_overtaken_on_the_day_they_were_made_are_not_sent()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).LettersMadeAsync();
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into LetterReason (ApplicationId, Wording, WrittenBy, WrittenAt) values (@Id, 'Another reason', @By, @Now)",
                new
                {
                    stages.Applications[2].Id,
                    By = stages.Officer.Id,
                    work.Now,
                }
            )
        );
        var page = await (await host.AsAsync(stages.Officer)).OpenAsync(Links.Awards.Letters(stages.Round));
        (await page.PressAsync("Send all letters", HttpStatusCode.BadRequest)).AssertSays("1 letter is no longer as made");
    }

    [Fact]
    public async Task A_correction_has_its_own_words_or_only_takes_the_letter_back()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        await stages.AcceptedAsync();
        foreach (var withdraws in new[] { false, true })
        {
            var first = await ReminderAsync(stages, Guid.CreateVersion7());
            var page = await (await host.AsAsync(stages.Officer)).OpenAsync(Links.Awards.ChangeLetter(first));
            page = page.Fill("What was wrong?", "You had sent it");
            page = withdraws
                ? page.Choose("Withdraw the letter: the new one only takes it back, and says why")
                : page.Fill("The whole letter in your own words (optional)", "The day is Monday 7 June 2027.");
            await page.PressAsync("Make a letter that corrects it");
            await MakeAsync();
            var second = await host.Db.ScalarAsync<Guid>("select Id from Letter where CorrectsId = @first", new { first });
            var document = await DocumentAsync(second);
            var text = LetterText.Render(document);
            Assert.DoesNotContain("We have not received", text, StringComparison.Ordinal);
            Assert.Contains("Yours sincerely,", text, StringComparison.Ordinal);
            Assert.Contains(
                withdraws ? "This letter withdraws our letter of" : "The day is Monday 7 June 2027.",
                text,
                StringComparison.Ordinal
            );
            Assert.Equal(withdraws, document.Title.StartsWith("Withdrawn: ", StringComparison.Ordinal));
            await ApproveWordsAsync(stages, second);
        }
    }

    /// <summary>A reminder that was sent.</summary>
    private async Task<Guid> ReminderAsync(RoundInStages stages, Guid subject)
    {
        await host.Db.ChangeAsync(
            stages.Officer,
            Commissioning.Domain.Audit.AuditAction.LettersStarted,
            subject,
            async work =>
            {
                await LetterQueue.QueueAsync(work, stages.Officer, stages.Applications[0].Id, LetterKind.Reminder, subject);
                return Result.Done;
            }
        );
        await MakeAsync();
        var letter = await host.Db.ScalarAsync<Guid>("select Id from Letter where SubjectId = @subject", new { subject });
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update Letter set State = 'Sent', SentAt = @Now where Id = @letter", new { letter, work.Now })
        );
        return letter;
    }

    [Fact]
    public async Task A_corrected_offer_waits_for_its_dates_and_moves_the_last_day_only_when_it_is_sent()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).AnnouncedAsync();
        var first = await LetterAsync(stages, 0, "'Award', 'PartAward'");
        var before = await AcceptByAsync();
        host.Clock.MoveTo("2026-11-30 10:00");
        Assert.Null(
            (
                await host.WithAsync<CorrectLetter, Result>(correct => correct.RunAsync(stages.Officer, first, "A name was wrong"))
            ).FirstRefusal
        );
        await MakeAsync();
        Assert.Equal(before, await AcceptByAsync());
        var second = await host.Db.ScalarAsync<Guid>("select Id from Letter where CorrectsId = @first", new { first });
        var batch = await host.Db.ScalarAsync<Guid>("select BatchId from Letter where Id = @second", new { second });
        await ApproveWordsAsync(stages, second);
        Assert.Equal("There are only offers whose dates are already over. Decide on their dates first.", (await SendAsync())?.Sentence);
        var held = await host.Db.ReadAsync(work => HeldOffers.OfBatchAsync(work, batch));
        Assert.Null(
            (
                await host.WithAsync<SetOfferDates, Result>(set =>
                    set.RunAsync(stages.Officer, held[0].Award, held[0].Proposed.StartsOn, held[0].Proposed.EndsOn, "It was decided late")
                )
            ).FirstRefusal
        );
        await MakeAsync();
        Assert.Null(await SendAsync());
        Assert.Equal(new DateOnly(2026, 12, 29), await AcceptByAsync());

        async Task<Refusal?> SendAsync() =>
            (await host.WithAsync<ReleaseLetters, Result>(release => release.RunBatchAsync(stages.Officer, batch))).FirstRefusal;
        Task<DateOnly> AcceptByAsync() =>
            host.Db.ScalarAsync<DateOnly>("select AcceptBy from Award where ApplicationId = @Id", new { stages.Applications[0].Id });
    }

    [Fact]
    public async Task An_offer_that_was_accepted_is_not_corrected_by_letter()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        await stages.AcceptedAsync();
        var offer = await LetterAsync(stages, 0, "'Award'");
        Assert.Equal(
            "The grant was accepted by this letter, so change the grant instead",
            (await host.WithAsync<CorrectLetter, Result>(correct => correct.RunAsync(stages.Officer, offer, "Wrong")))
                .FirstRefusal!
                .Sentence
        );
    }
}
