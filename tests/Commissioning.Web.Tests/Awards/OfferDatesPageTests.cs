using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Features.Awards;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Awards;

/// <summary>Offers whose project or return dates pass before they can be accepted wait for an officer.</summary>
public sealed class OfferDatesPageTests(PortalHost host) : IClassFixture<PortalHost>
{
    /// <summary>A round decided so late that its projects should have started: two offers, one refusal.</summary>
    private async Task<RoundInStages> LateAsync()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).DecidedAsync();
        host.Clock.MoveTo("2026-11-30 10:00");
        Assert.Null(
            (await host.WithAsync<StartLetters, Result>(start => start.RunAsync(stages.Officer, stages.Round, anyway: true))).FirstRefusal
        );
        await RoundInStages.MakeLettersAsync(host, stages.Round);
        return stages;
    }

    [Fact]
    public async Task Offers_with_dates_that_have_passed_wait_and_the_other_letters_go()
    {
        var stages = await LateAsync();
        var browser = await host.AsAsync(stages.Officer);
        var page = await browser.OpenAsync(Links.Awards.Letters(stages.Round));
        page.AssertSays("2 offers wait, because project or return dates are over before they can be accepted");
        page.AssertSays("This sends 1 letter, and 2 offers wait. You cannot undo it.");
        page = await page.PressAsync("Send 1 letter");
        page.AssertDoesNotSay("You cannot undo it");
        Assert.Equal(["Decline"], await SentAsync(stages));

        page = await page.FollowAsync("Decide on the dates");
        page.AssertSays("The project started on 1 May 2026, before it can be accepted");
        page.AssertSays("30 December 2026 to 29 December 2027");
        page = await page.PressAsync("Give the ticked offers the proposed dates", HttpStatusCode.BadRequest);
        page.AssertSays("after the round's last day of 30 April 2027. Say why that is right.");
        page = await page.Fill("Reason", "It was decided late").PressAsync("Give the ticked offers the proposed dates");
        await RoundInStages.MakeLettersAsync(host, stages.Round);
        Assert.Contains(
            "Starts on: 1 May 2026 -> 30 December 2026",
            await host.Db.ScalarAsync<string>(
                "select Detail from AuditEntry where Action = @Action and SubjectId = @Round",
                new { Action = nameof(AuditAction.OfferDatesShifted), stages.Round }
            ),
            StringComparison.Ordinal
        );
        await (await browser.OpenAsync(Links.Awards.Letters(stages.Round))).PressAsync("Send all letters");
        Assert.Equal(["Award", "Award", "Decline"], await SentAsync(stages));
        var letter = await (await host.AsAsync(stages.Applications[0].Applicant)).OpenAsync(
            Links.Awards.MyLetter(stages.Applications[0].Id)
        );
        letter.AssertSays("30 December 2026 to 29 December 2027");
        letter.AssertSays("26 January 2028");
        Assert.NotNull(await host.Db.ScalarAsync<DateTime?>("select LettersReleasedAt from Round where Id = @Round", new { stages.Round }));
        await NothingOverdueAsync(stages, 0);
    }

    [Fact]
    public async Task An_officer_sets_other_dates_or_keeps_them_with_a_reason()
    {
        var stages = await LateAsync();
        var browser = await host.AsAsync(stages.Officer);
        var (first, second) = (await stages.AwardAsync(0), await stages.AwardAsync(1));
        var page = await browser.OpenAsync(Links.Awards.OfferDates(first));
        foreach (var (name, value) in new[] { ("StartsOn.Day", "1"), ("StartsOn.Month", "1"), ("StartsOn.Year", "2027") })
            page = page.FillNamed(name, value);
        foreach (var (name, value) in new[] { ("EndsOn.Day", "30"), ("EndsOn.Month", "4"), ("EndsOn.Year", "2027") })
            page = page.FillNamed(name, value);
        await page.PressAsync("Set these dates");
        page = await browser.OpenAsync(Links.Awards.OfferDates(second));
        page = await page.PressAsync("Keep the dates as they are", HttpStatusCode.BadRequest);
        page.AssertError("Say why the dates are kept, in up to 1,000 characters");
        await page.Fill("Why are the dates kept?", "It ran with other money").PressAsync("Keep the dates as they are");
        await RoundInStages.MakeLettersAsync(host, stages.Round);
        Assert.Null((await host.WithAsync<ReleaseLetters, Result>(release => release.RunAsync(stages.Officer, stages.Round))).FirstRefusal);
        Assert.Equal(["Award", "Award", "Decline"], await SentAsync(stages));
        await NothingOverdueAsync(stages, 0);
        await NothingOverdueAsync(stages, 1);
        (await browser.OpenAsync(Links.Awards.OfferDates(first))).AssertSays("This offer does not wait for its dates");
    }

    private async Task NothingOverdueAsync(RoundInStages stages, int application)
    {
        Assert.Null((await stages.AcceptAsync(application)).FirstRefusal);
        Assert.Equal(
            0,
            await host.Database.CountAsync(
                "MonitoringReturn",
                "AwardId = @Award and DueOn < @Today",
                new { Award = await stages.AwardAsync(application), Today = LondonTime.DateOf(host.Clock.GetUtcNow().UtcDateTime) }
            )
        );
    }

    private Task<IReadOnlyList<string>> SentAsync(RoundInStages stages) =>
        host.Db.QueryAsync<string>(
            "select l.Kind from Letter l join Application a on a.Id = l.ApplicationId where a.RoundId = @Round and l.State = 'Sent' order by l.Kind, l.Id",
            new { stages.Round }
        );
}
