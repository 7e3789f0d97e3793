using System.Net;
using Commissioning.Domain;
using Commissioning.Features.Awards;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Awards;

public sealed class AwardLettersPageTests(HostWithoutLetterJob host) : IClassFixture<HostWithoutLetterJob>
{
    [Fact]
    public async Task Award_letters_are_made_read_and_sent_once()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).LettersMadeAsync();
        var browser = await host.AsAsync(stages.Officer);
        var page = await browser.OpenAsync(Links.Awards.Letters(stages.Round));
        page.AssertSays("3 of 3 letters made.");
        var references = await host.Db.QueryAsync<string>(
            "select Reference from Application where RoundId = @Round order by Number",
            new { stages.Round }
        );
        var offer = await page.FollowAsync(references[0]);
        Assert.Equal("Good news: we would like to fund Project A", offer.Heading);
        offer.AssertSays("Fewer incidents");
        var decline = await page.FollowAsync(references[2]);
        decline.AssertSays(
            "We funded 2 of them. Three people read yours and scored it on their own. Then the panel agreed a score together. Your application scored 40.0%. We funded applications that scored 60.0% or more."
        );
        decline.AssertSays("Need and evidence 25% 2.0 of 5 Because of what the application says.");
        using (
            var early = await (await host.AsAsync(stages.Applications[0].Applicant)).GetAsync(
                Links.Awards.MyLetter(stages.Applications[0].Id)
            )
        )
            Assert.Equal(HttpStatusCode.NotFound, early.StatusCode);

        // One of them came on paper, so its letter goes to the address on it and not to the officer who entered it.
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update Application set Channel = 'Paper', ContactEmail = 'paper@test.example' where Id = @Id",
                new { stages.Applications[2].Id }
            )
        );
        var second = await browser.OpenAsync(Links.Awards.Letters(stages.Round));
        (await page.PressAsync("Send all letters")).AssertSays("The letters are on their way");
        (await second.PressAsync("Send all letters", HttpStatusCode.BadRequest)).AssertError(
            "The letters of this round have already been sent"
        );
        foreach (var application in stages.Applications)
        {
            // The contact and the sender of a group may be two people; each has it once.
            var told = await host.Db.QueryAsync<string>(
                "select ToAddress from OutboxEmail where SubjectId = @Id and AttachmentId is not null order by ToAddress",
                new { application.Id }
            );
            Assert.NotEmpty(told);
            Assert.Equal(told.Distinct(), told);
        }

        Assert.Equal(
            1,
            await host.Db.ScalarAsync<int>(
                "select count(*) from OutboxEmail where SubjectId = @Id and AttachmentId is not null and ToAddress = 'paper@test.example'",
                new { stages.Applications[2].Id }
            )
        );

        var applicant = await host.AsAsync(stages.Applications[0].Applicant);
        using var pdf = await applicant.GetAsync(Links.Awards.MyLetterPdf(stages.Applications[0].Id));
        Assert.Equal("application/pdf", pdf.Content.Headers.ContentType!.MediaType);
        using var strange = await (await host.AsAsync(stages.Applications[1].Applicant)).GetAsync(
            Links.Awards.MyLetterPdf(stages.Applications[0].Id)
        );
        Assert.Equal(HttpStatusCode.NotFound, strange.StatusCode);
    }

    [Fact]
    public async Task Offers_are_sent_first_and_the_other_letters_when_the_office_wishes()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).LettersMadeAsync();
        var browser = await host.AsAsync(stages.Officer);
        var page = await browser.OpenAsync(Links.Awards.Letters(stages.Round));
        (await page.PressAsync("Send the chosen letters", HttpStatusCode.BadRequest)).AssertError("Choose which letters to send");
        page = await page.Choose("Offer (2)").PressAsync("Send the chosen letters");
        page.AssertSays("1 of 1 letters made. Read them, then send them.");
        Assert.Equal((2, 1), await StatesAsync());
        Assert.Null(await ReleasedAtAsync());
        (await (await host.AsAsync(stages.Applications[0].Applicant)).OpenAsync(Links.Applications.Mine)).AssertSays("Grant offered");
        (await (await host.AsAsync(stages.Applications[2].Applicant)).OpenAsync(Links.Applications.Mine)).AssertDoesNotSay("Your letter");

        page = await page.PressAsync("Send all letters");
        Assert.Equal((3, 0), await StatesAsync());
        Assert.NotNull(await ReleasedAtAsync());
        Assert.Equal(
            3,
            await host.Database.CountAsync(
                "OutboxEmail",
                "SubjectId in (select Id from Application where RoundId = @Round)",
                new { stages.Round }
            )
        );

        async Task<(int Sent, int Made)> StatesAsync() =>
            (
                await host.Database.CountAsync(
                    "Letter",
                    "State = 'Sent' and ApplicationId in (select Id from Application where RoundId = @Round)",
                    new { stages.Round }
                ),
                await host.Database.CountAsync(
                    "Letter",
                    "State = 'Made' and ApplicationId in (select Id from Application where RoundId = @Round)",
                    new { stages.Round }
                )
            );

        async Task<DateTime?> ReleasedAtAsync() =>
            (await host.Db.QueryAsync<DateTime?>("select LettersReleasedAt from Round where Id = @Round", new { stages.Round }))[0];
    }

    [Fact]
    public async Task An_award_is_accepted_with_name_time_and_the_letters_hash()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).AnnouncedAsync();
        var browser = await host.AsAsync(stages.Applications[0].Applicant);
        (await browser.OpenAsync(Links.Applications.Mine)).AssertSays("Grant offered");
        var page = await browser.OpenAsync(Links.Awards.Accept(stages.Applications[0].Id));
        (await page.PressAsync("Accept the grant", HttpStatusCode.BadRequest)).AssertError(
            "Confirm that the organisation accepts the letter and the agreement, and that you may sign for it"
        );
        page = await page.Choose("The organisation accepts the letter and the agreement, and I may sign for it")
            .Choose("Charitable incorporated organisation (CIO)")
            .Fill("Your full name", "Amira Khan")
            .PressAsync("Accept the grant", HttpStatusCode.BadRequest);
        page.AssertError("Enter the role in the organisation, such as Chair, in up to 100 characters");
        page = await page.Fill("Your role in the organisation", "Chair").PressAsync("Accept the grant");
        page.AssertSays("Amira Khan, Chair, accepted at");
        Assert.Equal(
            1,
            await host.Db.ScalarAsync<int>(
                "select count(*) from Award w join Letter l on l.ApplicationId = w.ApplicationId where w.ApplicationId = @Id and w.AcceptedSha256 = l.Sha256 and w.AcceptedBy = @By",
                new { stages.Applications[0].Id, By = stages.Applications[0].Applicant.Id }
            )
        );
        (await browser.OpenAsync(Links.Applications.Mine)).AssertSays(
            "Your grant: payments, changes and returns, the next due 27 November 2026"
        );
        var twice = await stages.AcceptAsync(0);
        Assert.StartsWith("This grant was accepted at", twice.FirstRefusal!.Sentence, StringComparison.Ordinal);
        await (await host.AsAsync(stages.Applications[2].Applicant)).OpenAsync(
            Links.Awards.Accept(stages.Applications[2].Id),
            HttpStatusCode.NotFound
        );
    }

    [Fact]
    public async Task A_letter_batch_whose_node_died_is_finished_by_another_without_loss_or_repeat()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).DecidedAsync();
        await host.WithAsync<StartLetters, Result>(start => start.RunAsync(stages.Officer, stages.Round, anyway: true));
        // A node claimed the batch and died: its lease must expire before another continues.
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update LetterBatch set ClaimedBy = 'dead', ClaimedUntil = @Until where RoundId = @Round",
                new { stages.Round, Until = work.Now.AddHours(1) }
            )
        );
        await host.WithAsync<MakeLetters, int>(make => make.RunAsync("other"));
        Assert.Equal(3, await WaitingAsync(stages.Round));
        host.Clock.MoveTo(host.Clock.GetUtcNow().UtcDateTime.AddMinutes(61));
        await Task.WhenAll(
            host.WithAsync<MakeLetters, int>(make => make.RunAsync("first")),
            host.WithAsync<MakeLetters, int>(make => make.RunAsync("second"))
        );
        Assert.Equal(0, await WaitingAsync(stages.Round));
        Assert.Equal(
            3,
            await host.Db.ScalarAsync<int>(
                "select count(*) from Letter l join LetterBatch b on b.Id = l.BatchId where b.RoundId = @Round and l.State = 'Made'",
                new { stages.Round }
            )
        );
    }

    private Task<int> WaitingAsync(Guid round) =>
        host.Db.ScalarAsync<int>(
            "select count(*) from Letter l join LetterBatch b on b.Id = l.BatchId where b.RoundId = @round and l.State = 'Waiting'",
            new { round }
        );
}
