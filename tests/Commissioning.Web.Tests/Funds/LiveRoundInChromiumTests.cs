using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Funds;

/// <summary>A round that goes wrong is put right, in Chromium with axe: late, ill, in conflict, declined and looked at again.</summary>
public sealed class LiveRoundInChromiumTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task A_stuck_round_is_amended_and_its_panel_changes_in_Chromium()
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var second = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var panel = new List<Actor>();
        for (var i = 0; i < 3; i++)
            panel.Add(await host.Scenario.PersonAsync(Role.PanelMember));
        var stand = await host.Scenario.PersonAsync(Role.PanelMember);
        var applicant = await host.Scenario.PersonAsync(Role.Applicant);
        var round = await host.Scenario.RoundAsync(officer, panel);
        var application = await host.Scenario.ApplicationAsync(round, await host.Scenario.OrganisationAsync(applicant), applicant);
        var submitted = await host.Scenario.AssignedAsync(application, panel[0], 5, 5, 5, 5, 5);
        await host.Scenario.AssignedAsync(application, panel[1], 3, 3, 3, 3, 3);
        await host.Scenario.AssignedAsync(application, panel[2]);
        host.Clock.MoveTo("2026-02-21 10:00");
        await using var session = await BrowserSession.OpenAsync(host);

        // Scoring has closed with a sheet missing: one officer asks for more time and a replacement, another approves.
        var desk = await session.DeskAsync(officer);
        await desk.OpenAsync(Links.Funds.Amend(round, AmendmentKind.Pot));
        await desk.OpenAsync(Links.Funds.Amend(round, AmendmentKind.Withdrawal));
        await desk.OpenAsync(Links.Funds.Amend(round, AmendmentKind.Assessor), "amend-assessor");
        await desk.SelectAsync("Who joins the panel?", await NameAsync(stand));
        await desk.SelectAsync("Whose work do they take over?", await NameAsync(panel[2]));
        await desk.DateAsync("ScoringClosesAt", 27, 2, 2026);
        await desk.TypeAsync("Why?", "Away for a month");
        await desk.PressAsync("Ask for approval", "amendments");
        var other = await session.DeskAsync(second);
        await other.OpenAsync(Links.Funds.Amendments(round), "amendment-to-approve");
        await other.PressAsync("Approve");
        await other.SaysAsync("The change is made");

        // The replacement scores; a conflict is found after submission.
        var assessor = await session.DeskAsync(stand);
        await assessor.OpenAsync(Links.Scoring.Queue(round), "queue-of-the-replacement");
        await assessor.SaysAsync("0 of 1 submitted");
        var conflicted = await session.DeskAsync(panel[0]);
        await conflicted.OpenAsync(Links.Scoring.Sheet(submitted));
        await conflicted.FollowAsync("I have found a conflict of interest", "conflict-after-submission");
        await conflicted.ChooseAsync("Something else");
        await conflicted.TypeAsync("Describe it in a sentence", "My neighbour chairs it");
        await conflicted.PressAsync("Declare this conflict");
        await desk.OpenAsync(Links.Scoring.Assessors(round), "assessors");
        await desk.SaysAsync("is out of the count");
        host.Clock.MoveTo("2026-02-28 10:00");
        await desk.OpenAsync(Links.Moderation.Application(application), "moderation-with-a-conflict");
        await desk.SaysAsync("Earlier versions of score sheets");
        await desk.SaysAsync("1 of the 2 scores that the round asks for");

        var phone = await session.PhoneAsync();
        await phone.OpenAsync(Links.Funds.Guidance(round), "guidance-with-changes-phone");
        await phone.SaysAsync("An assessor was replaced.");
        Assert.False(await phone.HasAsync("Away for a month"));
        await phone.OpenAsync(Links.Applications.CheckCopy, "check-copy-phone");
    }

    [Fact]
    public async Task Reasons_reviews_and_passed_dates_are_dealt_with_in_Chromium()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).DecidedAsync();
        var declined = stages.Applications[2].Id;
        await using var session = await BrowserSession.OpenAsync(host);
        var desk = await session.DeskAsync(stages.Officer);
        await desk.OpenAsync(Links.Awards.Reasons(stages.Round), "reasons");
        await desk.FollowAsync("Change", "reasons-of-one");
        await desk.TypeAsync("About the application as a whole (optional)", "Come back with a partner in the county.");
        await desk.PressAsync("Save the reasons");
        await desk.SaysAsync("Somebody has read all of them");
        host.Clock.MoveTo("2026-06-08 10:00");
        await stages.MakeLettersOfAsync();
        await desk.OpenAsync(Links.Awards.Letters(stages.Round));
        await desk.OpenAsync(Links.Awards.Dates(stages.Round), "offers-with-passed-dates");
        await desk.OpenAsync(Links.Awards.OfferDates(await stages.AwardAsync(0)), "offer-dates");
        var letter = await host.Db.ScalarAsync<Guid>("select Id from Letter where ApplicationId = @declined", new { declined });
        await desk.OpenAsync(Links.Awards.Letter(letter), "refusal");
        await desk.SaysAsync("Come back with a partner in the county.");
    }

    private async Task<string> NameAsync(Actor person) =>
        (await host.Db.ScalarAsync<string>("select DisplayName from Person where Id = @Id", new { person.Id }))!;
}
