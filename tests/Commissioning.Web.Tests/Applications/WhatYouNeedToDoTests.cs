using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Applications;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Applications;

public sealed class WhatYouNeedToDoTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    private async Task<(Guid Round, Guid Draft, Actor Person, Guid Organisation)> DraftAsync()
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var round = await host.Scenario.RoundAsync(
            officer,
            [await host.Scenario.PersonAsync(Role.PanelMember), await host.Scenario.PersonAsync(Role.PanelMember)]
        );
        var person = await host.Scenario.PersonAsync(Role.Applicant);
        var organisation = await host.Scenario.OrganisationAsync(person);
        return (round, await host.Scenario.CompleteDraftAsync(round, organisation, person), person, organisation);
    }

    private Task JoinAsync(Guid organisation, Actor person) =>
        host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into OrganisationMember (OrganisationId, PersonId, JoinedAt) values (@organisation, @Id, @Now)",
                new
                {
                    organisation,
                    person.Id,
                    work.Now,
                }
            )
        );

    [Fact]
    public async Task Tasks_of_a_grant_follow_from_the_letter_to_the_bank_details_and_the_first_return()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).AnnouncedAsync();
        var (application, browser) = (stages.Applications[0], await host.AsAsync(stages.Applications[0].Applicant));
        var page = await browser.OpenAsync(Links.Casework.Work);
        Assert.Equal("What you need to do", page.Heading);
        page.AssertSays("Read our letter and accept £5,000");
        page.AssertSays("By 23 March, about 5 minutes");
        var letter = await page.FollowAsync("Read the letter: Read our letter and accept £5,000");
        letter.AssertSays("What happens next");
        var accept = await letter.FollowAsync("Accept the grant");
        accept.AssertSays("Prove later which letter you accepted");
        accept = await accept
            .Choose("The organisation accepts the letter and the agreement, and I may sign for it")
            .Choose("Charitable incorporated organisation (CIO)")
            .Fill("Your full name", "Amira Khan")
            .Fill("Your role in the organisation", "Chair")
            .PressAsync("Accept the grant");
        accept.AssertSays("You give us the bank details of the organisation");
        accept.AssertSays("Your first return is due on");
        accept.AssertDoesNotSay("We pay after we finish our checks");
        page = await browser.OpenAsync(Links.Casework.Work);
        page.AssertSays("Give us your bank details");
        page.AssertSays("So that we can pay £5,000");
        page.AssertSays("Tell us how the project is going");
        page.AssertDoesNotSay("Read our letter and accept");
    }

    [Fact]
    public async Task Letter_that_refuses_gives_its_reasons_first_and_the_next_round_of_the_fund()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).AnnouncedAsync();
        var application = stages.Applications[2];
        var browser = await host.AsAsync(application.Applicant);
        var page = await browser.OpenAsync(Links.Awards.MyLetter(application.Id));
        Assert.Equal("Our decision on Project C", page.Heading);
        page.AssertSays("3 applications asked for £15,000. 2 were funded, with £10,000.");
        page.AssertSays("We funded applications that scored 60.0% or more");
        page.AssertSays("2.0 of 5");
        page.AssertSays("No round of this fund is open now");
        page.AssertSays("Ask for a review");

        var next = await host.Scenario.RoundAsync(stages.Officer, stages.Panel, now: "2026-01-05 12:00");
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update Round set FundId = (select FundId from Round where Id = @Round), ClosesAt = @Closes where Id = @next",
                new
                {
                    stages.Round,
                    next,
                    Closes = Scenario.Utc("2026-06-01 17:00"),
                }
            )
        );
        host.Clock.MoveTo("2026-03-20 10:00");
        page = await browser.OpenAsync(Links.Awards.MyLetter(application.Id));
        var check = await page.FollowAsync("Use these answers in the next round");
        Assert.Equal("Check if you can apply", check.Heading);
        check.AssertSays("Answer for ");
        check.AssertDoesNotSay("What kind of organisation is applying?");
        foreach (var yes in check.Document.QuerySelectorAll("input[value=yes]").Cast<AngleSharp.Html.Dom.IHtmlInputElement>())
            yes.IsChecked = true;
        var copied = await check.PressAsync("Continue");
        copied.AssertSays("Check what was copied");
        copied.AssertDoesNotSay("to put right");
        host.Clock.MoveTo("2026-03-20 10:00");
    }

    [Fact]
    public async Task Return_is_certified_by_a_colleague_and_its_preparer_sees_no_button_that_would_be_refused()
    {
        var stages = await RoundInStages.ModeratedAsync(
            host,
            Scenario.Details() with
            {
                Policy = new() { Awards = new() { SecondPersonCertifies = true } },
            }
        );
        var award = await stages.AcceptedAsync();
        var application = stages.Applications[0];
        var treasurer = await host.Scenario.PersonAsync(Role.Applicant);
        await JoinAsync(application.Organisation, treasurer);
        host.Clock.MoveTo("2027-05-02 10:00");
        var report = await host.Db.ScalarAsync<Guid>(
            "select Id from MonitoringReturn where AwardId = @award order by DueOn, Id",
            new { award }
        );
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update MonitoringReturn set Status = 'Prepared', PreparedBy = @Id, PreparedAt = @Now where Id = @report",
                new
                {
                    application.Applicant.Id,
                    report,
                    work.Now,
                }
            )
        );
        var own = await (await host.AsAsync(application.Applicant)).OpenAsync(Links.Monitoring.Return(report));
        own.AssertSays("You prepared this return, so a colleague must certify it");
        own.AssertDoesNotSay("Certify that it is true and send it");
        var theirs = await (await host.AsAsync(treasurer)).OpenAsync(Links.Casework.Work);
        theirs.AssertSays($"Certify the return that {application.Applicant.Name} prepared");
        (
            await theirs.FollowAsync($"Read and certify: Certify the return that {application.Applicant.Name} prepared: it is late")
        ).AssertSays("Certify that it is true and send it");
    }

    [Fact]
    public async Task Withdrawn_application_says_so_who_did_it_and_when()
    {
        var draft = await DraftAsync();
        Assert.Empty(await host.RefusalsAsync<SubmitApplication>(submit => submit.RunAsync(draft.Person, draft.Draft, "Amira Khan", true)));
        var browser = await host.AsAsync(draft.Person);
        var page = await browser.OpenAsync(Links.Applications.Withdraw(draft.Draft));
        page.AssertSays("To correct something, take it back to correct it instead");
        page = await page.PressAsync("Withdraw the application");
        Assert.Equal("Application withdrawn", page.Heading);
        page.AssertSays($"{draft.Person.Name} withdrew Safer Saturdays of Friends of Test Park at");
        page.AssertSays("You can start another application until the round closes");
        page.AssertDoesNotSay("Application sent");
        var again = await browser.OpenAsync(Links.Applications.Withdraw(draft.Draft));
        again.AssertSays("This application has already been withdrawn");
        again.AssertDoesNotSay("Why are you withdrawing it?");
    }

    [Fact]
    public async Task Draft_of_a_closed_round_was_not_sent_in_time_and_says_whom_to_ring()
    {
        var draft = await DraftAsync();
        host.Clock.MoveTo(Scenario.Utc(Scenario.Closes).AddMinutes(-43).AddSeconds(-20));
        var browser = await host.AsAsync(draft.Person);
        var mine = await browser.OpenAsync(Links.Applications.Mine);
        mine.AssertSays("Closes in 43 minutes (5pm)");
        host.Clock.MoveTo(Scenario.Utc(Scenario.Closes).AddSeconds(2));
        var refusal = Assert.Single(
            await host.RefusalsAsync<SubmitApplication>(submit => submit.RunAsync(draft.Person, draft.Draft, "Amira Khan", true))
        );
        Assert.Contains("Your draft is kept", refusal.Sentence, StringComparison.Ordinal);
        Assert.Contains("Only the office can decide to accept an application late.", refusal.Sentence, StringComparison.Ordinal);
        mine = await browser.OpenAsync(Links.Applications.Mine);
        mine.AssertSays("Not sent in time");
        mine.AssertSays("ring us on 0116 496 0000");
        mine.AssertSays("What you wrote for Safer Saturdays");
        mine.AssertDoesNotSay("Continue the application");
        mine.AssertDoesNotSay("Closes in");
        (await browser.OpenAsync(Links.Casework.Work)).AssertSays("Nothing now.");
        Assert.Equal("Not sent in time", (await browser.OpenAsync(Links.Applications.Receipt(draft.Draft))).Heading);
        var check = await browser.OpenAsync(Links.Applications.Eligibility(draft.Round));
        check.AssertSays("This round closed at 5pm on 2 February 2026");
        check.AssertDoesNotSay("Continue");
    }

    [Fact]
    public async Task Invited_person_who_is_signed_in_sees_it_and_joins_with_one_press()
    {
        var draft = await DraftAsync();
        var invited = await host.Scenario.PersonAsync(Role.Applicant);
        var browser = await host.AsAsync(invited);
        (await browser.OpenAsync(Links.Casework.Work)).AssertSays("Nothing now.");
        var email = await host.Db.ScalarAsync<string>("select Email from Person where Id = @Id", new { invited.Id });
        Assert.Empty(
            await host.RefusalsAsync<Features.Organisations.InviteMember>(invite =>
                invite.RunAsync(draft.Person, draft.Organisation, email)
            )
        );
        var page = await (await browser.OpenAsync(Links.Casework.Work)).PressAsync("Join Friends of Test Park");
        page.AssertSays("You have joined");
        page.AssertSays("Finish your application: Safer Saturdays");
    }

    [Fact]
    public async Task Offer_past_its_day_or_declined_shows_nothing_that_can_only_be_refused()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).AnnouncedAsync();
        var (application, browser) = (stages.Applications[0], await host.AsAsync(stages.Applications[0].Applicant));
        var accept = await browser.OpenAsync(Links.Awards.Accept(application.Id));
        accept = await accept.PressAsync("Accept the grant", System.Net.HttpStatusCode.BadRequest);
        accept.AssertError("Confirm that the organisation accepts the letter and the agreement, and that you may sign for it");
        accept.AssertError("Enter the first name and the last name of the person who accepts, in up to 200 characters");
        accept.AssertError("Enter the role in the organisation, such as Chair, in up to 100 characters");

        host.Clock.MoveTo("2026-05-01 10:00");
        var mine = await browser.OpenAsync(Links.Applications.Mine);
        mine.AssertSays("Ask us for more time to accept the grant");
        (await browser.OpenAsync(Links.Awards.MyGrant(application.Id))).AssertDoesNotSay("Accept the grant");
        (await browser.OpenAsync(Links.Applications.Receipt(application.Id))).AssertSays(
            "Its day was 23 March 2026. Ask us for more time."
        );

        var decline = await browser.OpenAsync(Links.Awards.Decline(application.Id));
        var grant = await decline.Fill("Why are you declining the grant?", "Our leader has moved away").PressAsync("Decline the grant");
        grant.AssertSays("£5,000.00 was offered");
        grant.AssertDoesNotSay("Paid so far");
        (await browser.OpenAsync(Links.Awards.MyLetter(application.Id))).AssertSays("We offered £5,000.00");
        var ended = await browser.OpenAsync(Links.Awards.Accept(application.Id));
        Assert.Equal("The offer was declined", ended.Heading);
        ended.AssertDoesNotSay("Decline the grant");
        (await browser.OpenAsync(Links.Awards.Decline(application.Id))).AssertDoesNotSay("You cannot undo this");
        (await browser.OpenAsync(Links.Applications.Receipt(application.Id))).AssertSays("You declined the grant");
    }

    [Fact]
    public async Task Accepted_grant_cannot_be_declined_and_says_what_was_paid()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        var (application, browser) = (stages.Applications[0], await host.AsAsync(stages.Applications[0].Applicant));
        var decline = await browser.OpenAsync(Links.Awards.Decline(application.Id));
        decline.AssertSays("so it can no longer be declined");
        decline.AssertDoesNotSay("You cannot undo this");
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update Award set EndedAt = @Now, EndedHow = 'Closed', EndedReason = 'Done' where Id = @award",
                new { award, work.Now }
            )
        );
        var accepted = await browser.OpenAsync(Links.Awards.Accept(application.Id));
        accepted.AssertSays("This grant was closed on");
        accepted.AssertDoesNotSay("What happens next");
    }

    [Fact]
    public async Task Draft_that_waits_for_a_second_person_says_so_everywhere_and_an_invited_one_joins_from_the_message()
    {
        var draft = await DraftAsync();
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update Round set Policy = @Policy where Id = @Round",
                new { draft.Round, Policy = new Domain.Funds.RoundPolicy { SecondPersonCertifies = true } }
            )
        );
        var browser = await host.AsAsync(draft.Person);
        var tasks = await browser.OpenAsync(Links.Applications.TaskList(draft.Draft));
        tasks.AssertSays("A second person of your organisation must read it and certify it");
        tasks.AssertSays("Ready to certify");
        var invited = await host.Scenario.PersonAsync(Role.Applicant);
        var email = await host.Db.ScalarAsync<string>("select Email from Person where Id = @Id", new { invited.Id });
        var ask = await browser.OpenAsync(Links.Applications.AskToCertify(draft.Draft));
        ask = await ask.PressAsync("Ask them to certify it", System.Net.HttpStatusCode.BadRequest);
        ask.AssertError("Choose who certifies it, or invite somebody");
        ask.AssertError("Enter your full name");
        ask = await ask.Fill("E-mail address of the person who certifies it", email!)
            .Choose("What I have said is true, I may apply on behalf of the organisation, and it has read the conditions in the guidance")
            .Fill("Your full name", "Amira Khan")
            .PressAsync("Ask them to certify it");
        ask.AssertSays($"asked {email} at");
        (await browser.OpenAsync(Links.Casework.Work)).AssertSays($"Wait until {email} certifies Safer Saturdays");
        (await browser.OpenAsync(Links.Applications.Mine)).AssertSays("Waiting to be certified");
        (await browser.OpenAsync(Links.Applications.TaskList(draft.Draft))).AssertSays("Waiting to be certified");
        var check = await browser.OpenAsync(Links.Applications.Check(draft.Draft));
        check.AssertSays($"asked {email} at");
        check.AssertDoesNotSay("Ask a second person to certify");

        var theirs = await host.AsAsync(invited);
        var certify = await (await theirs.OpenAsync(Links.Applications.Certify(draft.Draft))).PressAsync("Join Friends of Test Park");
        Assert.Equal("Certify the application", certify.Heading);
        var receipt = await certify
            .Choose("I have read the application and what it says is true")
            .Fill("Your full name", "Ben Hughes")
            .PressAsync("Certify it and send it");
        Assert.Equal("Application sent", receipt.Heading);
        receipt.AssertSays("Ben Hughes certified it");
    }
}
