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
    public async Task A_public_project_page_shows_the_results_and_only_content_with_consent()
    {
        var (stages, award, photos) = await ClosedAsync();
        var (visitor, officer) = (host.Visitor(), await host.AsAsync(stages.Officer));
        await visitor.OpenAsync(Links.Publishing.Project(award), HttpStatusCode.NotFound);
        await AssertPhotoAsync(visitor, award, photos.Agreed, HttpStatusCode.NotFound);
        (await visitor.OpenAsync(Links.Publishing.FundedRound(stages.Round))).AssertSays("Project A");

        var page = await officer.OpenAsync(Links.Publishing.PublishProject(award));
        page.AssertSays("A girl came back");
        page.AssertSays("1 photograph with consent is not shown");
        page = await page.PressAsync("Publish the page");
        page.AssertSays("The project has a public page");
        var shown = await (await visitor.OpenAsync(Links.Publishing.FundedRound(stages.Round))).FollowAsync("Project A");
        Assert.Equal("Project A", shown.Heading);
        foreach (
            var words in new[]
            {
                "Group A",
                "Leicester",
                "A summary of the project.",
                "£5,000.00",
                "Fewer incidents, measured by Police reports",
                "Ten a month (met)",
                "A girl came back",
                "The open day",
            }
        )
            shown.AssertSays(words);
        foreach (var apart in new[] { "We loved it", "A private face", "Not scanned yet", "An interim story" })
            shown.AssertDoesNotSay(apart);
        await AssertPhotoAsync(visitor, award, photos.Agreed, HttpStatusCode.OK);
        await AssertPhotoAsync(visitor, award, photos.Private, HttpStatusCode.NotFound);
        await AssertPhotoAsync(visitor, award, photos.Waiting, HttpStatusCode.NotFound);
        await AssertPhotoAsync(visitor, await stages.AwardAsync(1), photos.Agreed, HttpStatusCode.NotFound);

        // Withdrawn consent takes effect at once.
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update MonitoringPhoto set MayPublish = 0 where Id = @Agreed", new { photos.Agreed })
        );
        await AssertPhotoAsync(visitor, award, photos.Agreed, HttpStatusCode.NotFound);
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update MonitoringReturn set StoryConsent = 0, QuoteConsent = 1 where AwardId = @award and Kind = 'Final'",
                new { award }
            )
        );
        var later = await visitor.OpenAsync(Links.Publishing.Project(award));
        later.AssertDoesNotSay("A girl came back");
        later.AssertSays("We loved it");

        var taken = await page.PressAsync("Take the page down", HttpStatusCode.BadRequest);
        taken.AssertError("Say in up to 500 characters why you are taking the page down");
        (await taken.Fill("Why are you taking it down?", "The group asked").PressAsync("Take the page down")).AssertSays(
            "The page is taken down"
        );
        await visitor.OpenAsync(Links.Publishing.Project(award), HttpStatusCode.NotFound);
        Assert.Equal(
            ["The project has its public page", "The public page is withdrawn: The group asked"],
            await host.Db.QueryAsync<string>(
                "select Detail from AuditEntry where SubjectId = @award and Action in ('ProjectPagePublished', 'ProjectPageWithdrawn') order by Sequence",
                new { award }
            )
        );
    }

    [Fact]
    public async Task Publishing_or_withdrawing_a_project_page_is_refused_with_its_own_sentence()
    {
        var (stages, award, _) = await ClosedAsync();
        async Task<string?> PublishAsync(Guid of) =>
            (await host.WithAsync<PublishProject, Result>(publish => publish.RunAsync(stages.Officer, of))).FirstRefusal?.Sentence;
        async Task<string?> TakeDownAsync(string? reason) =>
            (await host.WithAsync<WithdrawProjectPage, Result>(withdraw => withdraw.RunAsync(stages.Officer, award, reason)))
                .FirstRefusal
                ?.Sentence;
        Assert.Equal(
            "A project can have a public page only when its grant is closed. Close the grant first.",
            await PublishAsync(await stages.AwardAsync(1))
        );
        (await (await host.AsAsync(stages.Officer)).OpenAsync(Links.Publishing.PublishProject(await stages.AwardAsync(1)))).AssertSays(
            "A project can have a public page only when its grant is closed. Close the grant first.."
        );
        Assert.Equal("This project has no public page", await TakeDownAsync("Because"));
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
        Assert.Null(await PublishAsync(award));
        Assert.StartsWith("This project has had a public page since", await PublishAsync(award), StringComparison.Ordinal);
        Assert.Equal("Say in up to 500 characters why you are taking the page down", await TakeDownAsync(" "));
        using var strange = await (await host.AsAsync(await host.Scenario.PersonAsync(Role.FinanceOfficer))).GetAsync(
            Links.Publishing.PublishProject(award)
        );
        Assert.Equal(HttpStatusCode.Forbidden, strange.StatusCode);
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
                    "insert into MonitoringReturn (Id, AwardId, DueOn, Status, Kind, Story, StoryConsent, QuoteText, QuoteConsent, Version) values (@id, @award, '2027-01-01', 'Accepted', 'Final', 'A girl came back', 1, 'We loved it', 0, 1)",
                    ids
                );
                await work.ExecuteAsync(
                    "insert into MonitoringReturn (Id, AwardId, DueOn, Status, Kind, Story, StoryConsent, Version) values (@interim, @award, '2026-09-01', 'Accepted', 'Interim', 'An interim story', 1, 1)",
                    ids
                );
                await work.ExecuteAsync(
                    "insert into MonitoringOutcome (ReturnId, OutcomeMeasureId, Achieved, Verdict) select @id, m.Id, 'Ten a month', 'Met' from OutcomeMeasure m where m.ApplicationId = @application",
                    ids
                );
                await work.ExecuteAsync("update Award set EndedAt = @Now, EndedHow = 'Closed' where Id = @award", ids);
                return Result.Done;
            }
        );
        return (
            stages,
            award,
            (
                await PhotoAsync(id, applicant, "The open day", true, ScanState.Clean),
                await PhotoAsync(id, applicant, "A private face", false, ScanState.Clean),
                await PhotoAsync(id, applicant, "Not scanned yet", true, ScanState.Awaiting)
            )
        );
    }

    private async Task<Guid> PhotoAsync(Guid of, Actor applicant, string caption, bool mayPublish, ScanState state)
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
            return await work.ExecuteAsync(
                "insert into MonitoringPhoto (Id, ReturnId, FileId, Caption, MayPublish) values (@id, @of, @Photo, @caption, @mayPublish)",
                new
                {
                    id,
                    of,
                    Photo = file.Id,
                    caption,
                    mayPublish,
                }
            );
        });
        return id;
    }
}
