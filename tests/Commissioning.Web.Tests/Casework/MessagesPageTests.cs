using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Casework;
using Commissioning.Features.Casework;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Casework;

public sealed class MessagesPageTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    [Fact]
    public async Task Officer_writes_to_an_applicant_who_answers_on_the_page_and_both_stand_on_the_record()
    {
        var place = await PlaceAsync(1);
        var (officer, applicant) = (await host.AsAsync(place.Officer), await host.AsAsync(place.Applicant));
        var (ours, theirs) = (Links.Casework.Messages(place.Applications[0]), Links.Casework.MyMessages(place.Applications[0]));
        var page = await (await officer.OpenAsync(ours))
            .Fill("Subject", "A question about {{reference}}")
            .Fill("Message", "Could you start {{project}} in June instead of May?")
            .PressAsync("Send the message");
        page.AssertSays("Message sent");
        page.AssertSays("Could you start Safer Saturdays in June instead of May?");
        Assert.Equal(
            1,
            await EmailsAsync("WrittenMessage", $"Subject like 'A question about %' and SubjectId = '{place.Applications[0]}'")
        );

        page = await (await applicant.OpenAsync(theirs)).Fill("Write to us", "Yes, the first week of June.").PressAsync("Send");
        page.AssertSays("We have your message");
        page.AssertSays("From us: A question about");
        Assert.Equal(1, await EmailsAsync("ApplicantWrote", $"TextBody not like '%first week%' and SubjectId = '{place.Applications[0]}'"));

        (await officer.OpenAsync(Links.Casework.Work)).AssertSays("Message from an applicant");
        page = await officer.OpenAsync(ours);
        page.AssertSays("Yes, the first week of June.");
        page.AssertSays("Not read yet");
        page = await page.PressAsync("Mark what the applicant wrote as read");
        page.AssertSays($"{place.Officer.Name} read it");
        (await officer.OpenAsync(Links.Casework.Work)).AssertDoesNotSay("Message from an applicant");
    }

    [Fact]
    public async Task Message_that_came_after_the_page_was_opened_stays_unread()
    {
        var place = await PlaceAsync(1);
        var (officer, applicant) = (await host.AsAsync(place.Officer), await host.AsAsync(place.Applicant));
        async Task WriteAsync(string wording) =>
            (
                await (await applicant.OpenAsync(Links.Casework.MyMessages(place.Applications[0])))
                    .Fill("Write to us", wording)
                    .PressAsync("Send")
            ).AssertSays("We have your message");
        await WriteAsync("We start in June.");
        var opened = await officer.OpenAsync(Links.Casework.Messages(place.Applications[0]));
        host.Clock.Offset += TimeSpan.FromMinutes(1);
        await WriteAsync("No, we start in July.");
        var page = await opened.PressAsync("Mark what the applicant wrote as read");
        page.AssertSays($"{place.Officer.Name} read it");
        page.AssertSays("Not read yet");
        Assert.Equal(
            1,
            await host.Database.CountAsync(
                "ApplicantMessage",
                $"ApplicationId = '{place.Applications[0]}' and ReadAt is null and Wording like '%July%'"
            )
        );
        page = await page.PressAsync("Mark what the applicant wrote as read");
        page.AssertDoesNotSay("Not read yet");
    }

    [Fact]
    public async Task Message_to_all_that_a_list_shows_is_shown_first_and_goes_once_for_each_application()
    {
        var place = await PlaceAsync(30);
        var officer = await host.AsAsync(place.Officer);
        var page = await (await officer.OpenAsync(Links.Casework.Applications(place.Round))).FollowAsync(
            "Write to all that this list shows"
        );
        page.AssertSays("the contacts of 30 applications");
        page = await page.Fill("Subject", "News of {{fund}}")
            .Fill("Message", "We decide about {{reference}} in March, and write then.")
            .PressAsync("See how it reads");
        page.AssertSays("We decide about ");
        page.AssertDoesNotSay("We decide about {{reference}} in March, and write then. We");
        var sent = await page.PressAsync("Send it for 30 applications");
        sent.AssertSays("The message is on its way");
        await RunAsync();
        await RunAsync();
        (await officer.OpenAsync(sent.Address.AbsolutePath)).AssertSays("Sent by");
        Assert.Equal(
            30,
            await host.Database.CountAsync(
                "MailingRecipient",
                $"State = 'Sent' and ApplicationId in (select Id from Application where RoundId = '{place.Round}')"
            )
        );
        Assert.Equal(30, await EmailsAsync("WrittenMessage", $"SubjectId in (select Id from Application where RoundId = '{place.Round}')"));
    }

    [Fact]
    public async Task Message_that_is_stopped_goes_to_nobody_else_and_is_stopped_once()
    {
        var place = await PlaceAsync(3);
        var mailing = (
            await host.WithAsync<StartMailing, Result<Guid>>(start =>
                start.RunAsync(
                    place.Officer,
                    MailingAudience.Applications,
                    place.Round,
                    place.Applications,
                    3,
                    MailingRules.HashOf(place.Applications),
                    "To all of you",
                    "This is about your application."
                )
            )
        ).Value;
        var first = await host.WithAsync<StopMailing, Result>(stop => stop.RunAsync(place.Officer, mailing));
        await RunAsync();
        var sent = await host.Database.CountAsync("MailingRecipient", $"MailingId = '{mailing}' and State = 'Sent'");
        var stopped = await host.Database.CountAsync("MailingRecipient", $"MailingId = '{mailing}' and State = 'Stopped'");
        // The host's own job may have been quicker than the person who stops it.
        Assert.Equal((3, first.IsDone ? 3 : 0), (sent + stopped, stopped));
        Assert.NotNull((await host.WithAsync<StopMailing, Result>(stop => stop.RunAsync(place.Officer, mailing))).FirstRefusal);
    }

    [Theory]
    [InlineData("", "This is about your application.", "Enter a subject of up to 200 characters")]
    [InlineData("A subject", "Short {{amount}} for all of you", "{{amount}} is not a field of this message.")]
    [InlineData("A subject", "A field {{reference is broken here", "A field is written between two braces on each side")]
    public async Task Broken_message_is_refused_and_stays_typed(string subject, string wording, string said)
    {
        var place = await PlaceAsync(2);
        var page = await (await (await host.AsAsync(place.Officer)).OpenAsync(Links.Casework.NewMailing(place.Round)))
            .Fill("Subject", subject)
            .Fill("Message", wording)
            .PressAsync("See how it reads", HttpStatusCode.BadRequest);
        page.AssertSays(said);
        Assert.Equal(wording, page.Value("Message"));
        Assert.Equal(0, await host.Database.CountAsync("Mailing", $"RoundId = '{place.Round}'"));
    }

    [Fact]
    public async Task Count_that_differs_from_what_the_officer_saw_and_an_application_of_another_round_are_refused()
    {
        var (place, other) = (await PlaceAsync(2), await PlaceAsync(1));
        var refused = await host.WithAsync<StartMailing, Result<Guid>>(start =>
            start.RunAsync(
                place.Officer,
                MailingAudience.Applications,
                place.Round,
                place.Applications,
                3,
                MailingRules.HashOf(place.Applications),
                "To all of you",
                "This is about your application."
            )
        );
        Assert.Equal(
            "The list has changed: the message would go for 2 applications, and you saw 3. Check it again.",
            refused.FirstRefusal!.Sentence
        );
        // As many as the officer saw, but others.
        var changed = await host.WithAsync<StartMailing, Result<Guid>>(start =>
            start.RunAsync(
                place.Officer,
                MailingAudience.Applications,
                place.Round,
                place.Applications,
                2,
                MailingRules.HashOf([place.Applications[0], other.Applications[0]]),
                "To all of you",
                "This is about your application."
            )
        );
        Assert.Equal("The list has changed since you saw it. Check it again.", changed.FirstRefusal!.Sentence);
        Assert.Equal(0, await host.Database.CountAsync("Mailing", $"RoundId = '{place.Round}'"));
        await Assert.ThrowsAsync<Platform.Data.NotFoundException>(() =>
            host.WithAsync<StartMailing, Result<Guid>>(start =>
                start.RunAsync(
                    place.Officer,
                    MailingAudience.Applications,
                    place.Round,
                    other.Applications,
                    1,
                    MailingRules.HashOf(other.Applications),
                    "To all of you",
                    "This is about your application."
                )
            )
        );
    }

    [Fact]
    public async Task Others_neither_read_nor_write()
    {
        var place = await PlaceAsync(1);
        var stranger = await host.AsAsync(await host.Scenario.PersonAsync(Role.Applicant));
        await stranger.OpenAsync(Links.Casework.MyMessages(place.Applications[0]), HttpStatusCode.NotFound);
        var auditor = await host.AsAsync(await host.Scenario.PersonAsync(Role.Auditor));
        (await auditor.OpenAsync(Links.Casework.Messages(place.Applications[0]))).AssertDoesNotSay("Write to the applicant");
        foreach (var role in new[] { Role.Auditor, Role.FinanceOfficer, Role.PanelMember })
            await (await host.AsAsync(await host.Scenario.PersonAsync(role))).OpenAsync(
                Links.Casework.NewMailing(place.Round),
                HttpStatusCode.Forbidden
            );
    }

    private sealed record Place(Actor Officer, Actor Applicant, Guid Round, IReadOnlyList<Guid> Applications);

    private async Task<Place> PlaceAsync(int applications)
    {
        var (officer, applicant) = (
            await host.Scenario.PersonAsync(Role.CommissioningOfficer),
            await host.Scenario.PersonAsync(Role.Applicant)
        );
        var round = await host.Scenario.RoundAsync(
            officer,
            [await host.Scenario.PersonAsync(Role.PanelMember), await host.Scenario.PersonAsync(Role.PanelMember)]
        );
        var organisation = await host.Scenario.OrganisationAsync(applicant);
        var made = new List<Guid>();
        for (var i = 0; i < applications; i++)
            made.Add(await host.Scenario.ApplicationAsync(round, organisation, applicant));
        return new(officer, applicant, round, made);
    }

    private Task<int> RunAsync() => host.WithAsync<SendMailings, int>(send => send.RunAsync());

    private Task<int> EmailsAsync(string kind, string which) => host.Database.CountAsync("OutboxEmail", $"Kind = '{kind}' and {which}");
}
