using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Features.Publishing;
using Commissioning.Platform.Files;
using Commissioning.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioning.Web.Tests.Publishing;

public sealed class PublicProjectPageTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];
    private static readonly byte[] End = "\0\0\0\0IEND0000"u8.ToArray();

    [Fact]
    public async Task A_public_project_page_has_the_offices_words_and_only_content_with_consent_after_the_group_has_seen_it()
    {
        var (stages, award, photos) = await ClosedAsync();
        var (visitor, officer) = (host.Visitor(), await host.AsAsync(stages.Officer));
        var group = await host.AsAsync(stages.Applications[0].Applicant);
        (await visitor.OpenAsync(Links.Publishing.FundedProject(award))).AssertDoesNotSay("She came back to Leicester");
        await group.OpenAsync(Links.Publishing.MyPublicPage(stages.Applications[0].Id), HttpStatusCode.NotFound);
        await AssertPhotoAsync(visitor, award, photos.Agreed, HttpStatusCode.NotFound);
        (await visitor.OpenAsync(Links.Publishing.Round(stages.Round))).AssertSays("Project A");

        var page = await officer.OpenAsync(Links.Publishing.PublishProject(award));
        page.AssertSays("She came back to Leicester");
        page.AssertSays("1 photograph with consent is not shown");
        page.AssertSays("Show the page to the group first.");
        page = await page.Fill("What was achieved?", "2 victims of rape were supported").PressAsync(Show, HttpStatusCode.BadRequest);
        page.AssertError("Take out \"2 victims\": a number of people of one project is not published");
        page = await page.Fill("What was achieved?", "The yard is lit. J.B. opened it.")
            .Fill("Fewer incidents (optional)", "Fewer calls to the police")
            .Fill("Words below photograph 1 (optional)", "The new lights")
            .PressAsync(Show);
        page.AssertSays("The words are saved, and the group is asked to read the page");
        page.AssertSays("What was achieved: \"J.B.\" may be somebody's initials");
        page.AssertSays("The group may ask for a change until");
        Assert.NotEqual(0, await host.Database.CountAsync("OutboxEmail", "Subject like '%please read the public page of Project A'"));

        var mine = await group.OpenAsync(Links.Publishing.MyPublicPage(stages.Applications[0].Id));
        mine.AssertSays("The yard is lit");
        (await mine.PressAsync("Send your answer", HttpStatusCode.BadRequest)).AssertError("Choose whether the page is fine");
        (
            await mine.Choose("No, please change something")
                .Fill("What should we change? (optional)", "Leave the initials out")
                .PressAsync("Send your answer")
        ).AssertSays("You asked us to change: Leave the initials out");
        page = await officer.OpenAsync(Links.Publishing.PublishProject(award));
        page.AssertSays("Please change: Leave the initials out");
        page = await page.Fill("What was achieved?", "The yard is lit.").PressAsync(Show);
        mine = await group.OpenAsync(Links.Publishing.MyPublicPage(stages.Applications[0].Id));
        (await mine.Choose("Yes, it is fine").PressAsync("Send your answer")).AssertSays("You said that the page is fine.");
        // A second person publishes, and reads each point first.
        page = await officer.OpenAsync(Links.Publishing.PublishProject(award));
        page.AssertSays("You wrote these words, so someone else must publish the page");
        page.AssertDoesNotSay("Publish the page");
        var publisher = await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        page = await (await publisher.OpenAsync(Links.Publishing.PublishProject(award))).PressAsync(
            "Publish the page",
            HttpStatusCode.BadRequest
        );
        page.AssertError("Read and tick each point first. Not ticked: 1, such as The story: \"Leicester\" may name a person or a place");
        page = await page.Choose("The story: \"Leicester\" may name a person or a place").PressAsync("Publish the page");
        page.AssertSays("The project has a public page");
        Assert.NotEqual(0, await host.Database.CountAsync("OutboxEmail", "Subject like '%anyone can now read about Project A'"));

        var shown = await (await visitor.OpenAsync(Links.Publishing.Round(stages.Round))).FollowAsync("Project A");
        Assert.Equal("Project A", shown.Heading);
        foreach (
            var words in new[]
            {
                "Group A",
                "Leicester",
                "A summary of the project.",
                "£5,000.00",
                "The yard is lit.",
                "Fewer incidents",
                "Fewer calls to the police Met",
                "She came back to Leicester",
                "The new lights",
            }
        )
            shown.AssertSays(words);
        // The group's own words about outcomes and pictures are for the team.
        foreach (
            var apart in new[] { "We loved it", "A private face", "Not scanned yet", "An interim story", "Ten a month", "The open day" }
        )
            shown.AssertDoesNotSay(apart);
        await AssertPhotoAsync(visitor, award, photos.Agreed, HttpStatusCode.OK);
        await AssertPhotoAsync(visitor, award, photos.Private, HttpStatusCode.NotFound);
        await AssertPhotoAsync(visitor, award, photos.Waiting, HttpStatusCode.NotFound);
        await AssertPhotoAsync(visitor, await stages.AwardAsync(1), photos.Agreed, HttpStatusCode.NotFound);

        page = await officer.OpenAsync(Links.Publishing.PublishProject(award));
        page.AssertSays("Version 1, published by");
        page.AssertSays("What was achieved: The yard is lit.");
        var taken = await page.PressAsync("Take the page down", HttpStatusCode.BadRequest);
        taken.AssertError("Say in up to 500 characters why you are taking the page down");
        (await taken.Fill("Why are you taking it down?", "The group asked").PressAsync("Take the page down")).AssertSays(
            "The group asked."
        );
        // The grant stays, without its story.
        var left = await visitor.OpenAsync(Links.Publishing.FundedProject(award));
        left.AssertSays("£5,000.00");
        left.AssertDoesNotSay("The yard is lit");
        left.AssertDoesNotSay("The new lights");
        Assert.Equal(
            [
                "The project has its public page, version 1; points read: 1",
                "The public page is taken down; the reason stands with the page",
            ],
            await host.Db.QueryAsync<string>(
                "select Detail from AuditEntry where SubjectId = @award and Action in ('ProjectPagePublished', 'ProjectPageWithdrawn') order by Sequence",
                new { award }
            )
        );
    }

    [Fact]
    public async Task Consent_taken_back_by_either_side_is_gone_at_once_and_publishing_again_does_not_bring_it_back()
    {
        var (stages, award, photos) = await ClosedAsync();
        var (application, applicant, _) = stages.Applications[0];
        await PublishedAsync(stages, award);
        var (visitor, officer, group) = (host.Visitor(), await host.AsAsync(stages.Officer), await host.AsAsync(applicant));
        (await visitor.OpenAsync(Links.Publishing.FundedProject(award))).AssertSays("She came back to Leicester");
        await AssertPhotoAsync(visitor, award, photos.Agreed, HttpStatusCode.OK);

        // The group, after its grant was accepted, agreed and closed.
        var mine = await (await group.OpenAsync(Links.Awards.MyGrant(application))).FollowAsync("What you let us publish");
        (await mine.PressAsync("Take back this yes: story of the final return")).AssertSays("You have taken it back");
        (await visitor.OpenAsync(Links.Publishing.FundedProject(award))).AssertDoesNotSay("She came back to Leicester");
        // The office.
        var page = await officer.OpenAsync(Links.Publishing.PublishProject(award));
        (
            await page.Fill("Which one?", "Photograph 1 of the final return").PressAsync("Take it back", HttpStatusCode.BadRequest)
        ).AssertError("Say why the consent is taken back");
        page = await page.Fill("Which one?", "Photograph 1 of the final return")
            .Fill("Why is it taken back?", "The mother of Joan Bell rang")
            .PressAsync("Take it back");
        page.AssertSays("Taken back by the office");
        await AssertPhotoAsync(visitor, award, photos.Agreed, HttpStatusCode.NotFound);
        foreach (var item in new[] { "story of the final return", "photograph 1 of the final return" })
        {
            Assert.NotEqual(0, await host.Database.CountAsync("OutboxEmail", $"Subject like '%we do not publish the {item}, Project A'"));
            Assert.Equal(1, await host.Database.CountAsync("OutboxEmail", $"Subject = 'Consent taken back: {item}, Project A'"));
        }

        (await page.Fill("Why are you taking it down?", "New words").PressAsync("Take the page down")).AssertSays("New words.");
        await PublishedAsync(stages, award);
        (await visitor.OpenAsync(Links.Publishing.FundedProject(award))).AssertDoesNotSay("She came back to Leicester");
        await AssertPhotoAsync(visitor, award, photos.Agreed, HttpStatusCode.NotFound);

        // Only a new yes does.
        mine = await group.OpenAsync(Links.Publishing.MyConsents(application));
        mine.AssertSays("Taken back by the organisation");
        var give = await mine.FollowAsync("Let us publish it: story of the final return");
        (await give.PressAsync("Save this yes", HttpStatusCode.BadRequest)).AssertError("Enter the day on which they said yes");
        give = give.Choose("The person it is about").Choose("In writing");
        (
            await give.FillNamed("GivenOn.Day", "1")
                .FillNamed("GivenOn.Month", "1")
                .FillNamed("GivenOn.Year", "2099")
                .PressAsync("Save this yes", HttpStatusCode.BadRequest)
        ).AssertError("The day on which they said yes cannot be in the future");
        (
            await give.FillNamed("GivenOn.Day", "1")
                .FillNamed("GivenOn.Month", "1")
                .FillNamed("GivenOn.Year", "2020")
                .PressAsync("Save this yes", HttpStatusCode.BadRequest)
        ).AssertError("They cannot have said yes before the project started on 15 January 2026");
        (
            await give.FillNamed("GivenOn.Day", "1")
                .FillNamed("GivenOn.Month", "2")
                .FillNamed("GivenOn.Year", "2026")
                .PressAsync("Save this yes")
        ).AssertSays("Thank you. We may publish it.");
        // It waits until the page is published again.
        (await visitor.OpenAsync(Links.Publishing.FundedProject(award))).AssertDoesNotSay("She came back to Leicester");
        page = await officer.OpenAsync(Links.Publishing.PublishProject(award));
        page.AssertSays("New, so not on the page: the story.");
        await page.Fill("Why are you taking it down?", "To add the story").PressAsync("Take the page down");
        await PublishedAsync(stages, award);
        (await visitor.OpenAsync(Links.Publishing.FundedProject(award))).AssertSays("She came back to Leicester");
        // And it runs out on its last day.
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update PublicationConsent set LastDay = '2026-01-31' where Item = 'Story'")
        );
        (await visitor.OpenAsync(Links.Publishing.FundedProject(award))).AssertDoesNotSay("She came back to Leicester");

        // The trail names a photograph by number, and never whom it shows.
        var trail = string.Join(
            '\n',
            await host.Db.QueryAsync<string>(
                "select Detail from AuditEntry where SubjectId in (@award, @application)",
                new { award, application }
            )
        );
        Assert.Contains("Photograph 1 of the final return: consent taken back by the office", trail, StringComparison.Ordinal);
        Assert.Contains("Story of the final return: consent taken back by the organisation", trail, StringComparison.Ordinal);
        foreach (var words in new[] { "The open day", "She came back to Leicester", "Joan Bell" })
            Assert.DoesNotContain(words, trail, StringComparison.Ordinal);
        using var strange = await (await host.AsAsync(stages.Applications[1].Applicant)).GetAsync(Links.Publishing.MyConsents(application));
        Assert.Equal(HttpStatusCode.NotFound, strange.StatusCode);
    }

    [Fact]
    public async Task Publishing_or_withdrawing_a_project_page_is_refused_with_its_own_sentence()
    {
        var (stages, award, _) = await ClosedAsync();
        async Task<string?> PublishAsync(Guid of) =>
            (await host.WithAsync<PublishProject, Result>(publish => publish.RunAsync(stages.Officer, of, []))).FirstRefusal?.Sentence;
        async Task<string?> TakeDownAsync(string? reason) =>
            (await host.WithAsync<WithdrawProjectPage, Result>(withdraw => withdraw.RunAsync(stages.Officer, award, reason)))
                .FirstRefusal
                ?.Sentence;
        Assert.Equal(
            "A project can have a public page only when its grant is closed. Close the grant first.",
            await PublishAsync(await stages.AwardAsync(1))
        );
        (await (await host.AsAsync(stages.Officer)).OpenAsync(Links.Publishing.PublishProject(await stages.AwardAsync(1)))).AssertSays(
            "A project can have a public page only when its grant is closed. Close the grant first."
        );
        Assert.Equal("This project has no public page", await TakeDownAsync("Because"));
        Assert.Equal("Show the page to the group first", await PublishAsync(award));
        var policy = new RoundPolicy();
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update Round set Policy = @Policy where Id = @Round",
                new { stages.Round, Policy = policy with { Awards = new() { PublishProjects = false } } }
            )
        );
        Assert.Equal("The round's policy does not allow public pages for its projects", await PublishAsync(award));
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update Round set Policy = @Policy where Id = @Round", new { stages.Round, Policy = policy })
        );
        await PublishedAsync(stages, award);
        Assert.StartsWith("This project has had a public page since", await PublishAsync(award), StringComparison.Ordinal);
        Assert.Equal("Say in up to 500 characters why you are taking the page down", await TakeDownAsync(" "));
    }

    [Fact]
    public async Task Those_who_check_read_the_publishing_page_and_change_nothing()
    {
        var (_, award, _) = await ClosedAsync();
        foreach (var role in new[] { Role.FinanceOfficer, Role.Auditor, Role.Approver })
        {
            var reader = await host.AsAsync(await host.Scenario.PersonAsync(role));
            var page = await (await reader.OpenAsync(Links.Monitoring.Award(award))).FollowAsync(
                "Public page, and what the group lets us publish"
            );
            page.AssertSays("Shown to the group");
            foreach (var button in new[] { Show, "Publish the page", "Take the page down", "Take it back" })
                page.AssertDoesNotSay(button);
        }
    }

    [Fact]
    public async Task A_story_or_quote_with_numbers_of_people_is_left_out_or_shortened()
    {
        var (stages, award, _) = await ClosedAsync();
        await host.Db.HousekeepAsync(async work =>
        {
            await work.ExecuteAsync(
                "update MonitoringReturn set Story = 'Three girls came. Joan Bell, LE3 9PW, led.', QuoteText = 'All 9 of us loved it' where AwardId = @award and IsLatest = 1",
                new { award }
            );
            return await work.ExecuteAsync(
                "insert into PublicationConsent (Id, ReturnId, Item, Relation, How, GivenOn, RecordedBy, RecordedAt) select @Id, t.Id, 'Quote', 'Themself', 'Writing', @Day, t.Id, @Now from MonitoringReturn t where t.AwardId = @award and t.IsLatest = 1",
                new
                {
                    Id = Guid.CreateVersion7(),
                    award,
                    Day = new DateOnly(2026, 2, 1),
                    work.Now,
                }
            );
        });
        var officer = await host.AsAsync(stages.Officer);
        var page = await (await officer.OpenAsync(Links.Publishing.PublishProject(award)))
            .Fill("What was achieved?", "The yard is lit.")
            .PressAsync(Show, HttpStatusCode.BadRequest);
        page.AssertError("Take out the postcode \"LE3 9PW\". Write a shorter version, or leave it out.");
        page.AssertError(
            "Take out \"9 of us\": a number of people of one project is not published. Write a shorter version, or leave it out."
        );
        page = await page.Fill("Shorter version of the story (optional)", "Two girls came.").PressAsync(Show, HttpStatusCode.BadRequest);
        page.AssertError("Take out \"Two girls\": a number of people of one project is not published");
        page = await page.Fill("Shorter version of the story (optional)", "Some girls came.")
            .Choose("Leave the quote out")
            .PressAsync(Show);
        page.AssertSays("the group is asked to read the page");
        var mine = await (await host.AsAsync(stages.Applications[0].Applicant)).OpenAsync(
            Links.Publishing.MyPublicPage(stages.Applications[0].Id)
        );
        mine.AssertSays("Some girls came.");
        mine.AssertDoesNotSay("Joan Bell");
        mine.AssertDoesNotSay("9 of us");
    }

    private const string Show = "Save, and show the page to the group";

    /// <summary>Written, shown to the group, found fine by it, and published.</summary>
    private async Task PublishedAsync(RoundInStages stages, Guid award)
    {
        var (application, applicant, _) = stages.Applications[0];
        var second = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        foreach (
            var result in new[]
            {
                await host.WithAsync<WritePublicPage, Result>(write =>
                    write.RunAsync(stages.Officer, award, new(Show: true) { Summary = "The yard is lit." })
                ),
                await host.WithAsync<AnswerPublicPage, Result>(answer => answer.RunAsync(applicant, application, true, null)),
                await host.WithAsync<PublishProject, Result>(publish =>
                    publish.RunAsync(second, award, ["The story: \"Leicester\" may name a person or a place"])
                ),
            }
        )
            Assert.Null(result.FirstRefusal);
    }

    private static async Task AssertPhotoAsync(Browser browser, Guid award, Guid photo, HttpStatusCode expected)
    {
        using var answer = await browser.GetAsync(Links.Publishing.Photo(award, photo));
        Assert.Equal(expected, answer.StatusCode);
        if (expected != HttpStatusCode.OK)
            return;
        Assert.Equal(Png.Concat(End), await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal(
            ("image/png", "nosniff"),
            (answer.Content.Headers.ContentType!.MediaType, answer.Headers.GetValues("X-Content-Type-Options").Single())
        );
    }

    private async Task<(RoundInStages Stages, Guid Award, (Guid Agreed, Guid Private, Guid Waiting) Photos)> ClosedAsync()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        await stages.PublishGrantsAsync();
        var (application, applicant, _) = stages.Applications[0];
        var (id, interim) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await host.Db.ChangeAsync(
            stages.Officer,
            AuditAction.AwardClosed,
            award,
            async work =>
            {
                var ids = new
                {
                    id,
                    interim,
                    award,
                    application,
                    work.Now,
                };
                await work.ExecuteAsync(
                    "insert into MonitoringReturn (Id, AwardId, DueOn, Status, Kind, Story, QuoteText, IsLatest, Version) values (@id, @award, '2027-01-01', 'Accepted', 'Final', 'She came back to Leicester', 'We loved it', 1, 1)",
                    ids
                );
                await work.ExecuteAsync(
                    "insert into MonitoringReturn (Id, AwardId, DueOn, Status, Kind, Story, Version) values (@interim, @award, '2026-09-01', 'Accepted', 'Interim', 'An interim story', 1)",
                    ids
                );
                await work.ExecuteAsync(
                    "insert into MonitoringOutcome (ReturnId, OutcomeMeasureId, Achieved, Verdict) select @id, m.Id, 'Ten a month', 'Met' from OutcomeMeasure m where m.ApplicationId = @application",
                    ids
                );
                await work.ExecuteAsync(
                    "insert into PublicationConsent (Id, ReturnId, Item, Relation, How, GivenOn, RecordedBy, RecordedAt) values (@id, @id, 'Story', 'Themself', 'Writing', '2026-02-01', @id, @Now)",
                    ids
                );
                await work.ExecuteAsync("update Award set EndedAt = @Now, EndedHow = 'Closed' where Id = @award", ids);
                await work.ExecuteAsync("update Application set StartsOn = '2026-01-15' where Id = @application", ids);
                return Result.Done;
            }
        );
        return (
            stages,
            award,
            (
                await PhotoAsync(id, applicant, "The open day", true, ScanState.Clean, 1),
                await PhotoAsync(id, applicant, "A private face", false, ScanState.Clean, 2),
                await PhotoAsync(id, applicant, "Not scanned yet", true, ScanState.Awaiting, 3)
            )
        );
    }

    private async Task<Guid> PhotoAsync(Guid of, Actor applicant, string caption, bool mayPublish, ScanState state, int number)
    {
        var file = await host
            .Services.GetRequiredService<FileStore>()
            .WriteAsync(
                applicant,
                "photo.png",
                "image/png",
                [.. Png, .. "\0\0\0\u0005tEXtPlace0000"u8.ToArray(), .. End],
                host.Clock.UtcNow()
            );
        var id = Guid.CreateVersion7();
        await host.Db.HousekeepAsync(async work =>
        {
            await work.ExecuteAsync(FileStore.InsertSql, file with { ScanState = state });
            await work.ExecuteAsync(
                "insert into MonitoringPhoto (Id, ReturnId, FileId, Caption, Number) values (@id, @of, @Photo, @caption, @number)",
                new
                {
                    id,
                    of,
                    Photo = file.Id,
                    caption,
                    number,
                }
            );
            return mayPublish
                ? await work.ExecuteAsync(
                    "insert into PublicationConsent (Id, ReturnId, Item, PhotoId, Relation, How, GivenOn, RecordedBy, RecordedAt) values (@id, @of, 'Photo', @id, 'Everyone', 'Spoken', '2026-02-01', @id, @Now)",
                    new
                    {
                        id,
                        of,
                        work.Now,
                    }
                )
                : 0;
        });
        return id;
    }
}
