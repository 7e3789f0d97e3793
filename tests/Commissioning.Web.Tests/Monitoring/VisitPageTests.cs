using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Casework;
using Commissioning.Features.Casework;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Monitoring;

public sealed class VisitPageTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    private static BrowserPage Date(BrowserPage page, string name, string day) =>
        page.FillNamed($"{name}.Day", day[8..].TrimStart('0'))
            .FillNamed($"{name}.Month", day[5..7].TrimStart('0'))
            .FillNamed($"{name}.Year", day[..4]);

    private Task<int> WaitingAsync(RoundInStages stages, WaitingKind kind) => WaitingAsync(stages.Officer, kind);

    private Task<int> WaitingAsync(Actor who, WaitingKind kind) =>
        host.Db.ReadAsync(async work =>
            (await WaitingQueries.OfAsync(work, who, [Role.CommissioningOfficer]))
                .Where(waiting => waiting.Kind == kind)
                .Sum(waiting => waiting.Count)
        );

    private async Task<(RoundInStages Stages, Guid Award, BrowserPage Page)> PlannedAsync()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        host.Clock.MoveTo("2026-06-20 10:00");
        var page = await (await host.AsAsync(stages.Officer)).OpenAsync(Links.Monitoring.Award(award));
        page = await Date(page, "Plan.PlannedOn", "2026-06-24")
            .Fill("Who will visit?", "Priya Shah")
            .Fill("Why do you visit? (optional)", "First grant")
            .PressAsync("Plan the visit");
        return (stages, award, await page.FollowAsync("24 June 2026"));
    }

    [Fact]
    public async Task A_visit_is_planned_recorded_with_findings_an_action_and_a_file_and_followed_up()
    {
        var (stages, award, page) = await PlannedAsync();
        page.AssertSays("Planned for 24 June 2026");
        Assert.Equal(0, await WaitingAsync(stages, WaitingKind.Visit));
        host.Clock.MoveTo("2026-06-25 10:00");
        Assert.Equal(1, await WaitingAsync(stages, WaitingKind.Visit));

        page = await Date(page, "VisitedOn", "2026-06-26").PressAsync("Record the visit", HttpStatusCode.BadRequest);
        page.AssertError("Enter a day that is not in the future");
        page = await Date(Date(page, "VisitedOn", "2026-06-24"), "NextOn", "2026-06-24")
            .Fill("What did you find?", "A full hall. J.B. led the warm-up.")
            .PressAsync("Record the visit", HttpStatusCode.BadRequest);
        page.AssertError("The next visit is after this one");
        page.AssertDoesNotSay("Record it as it is");
        page = await Date(page, "NextOn", "2026-09-24").PressAsync("Record the visit", HttpStatusCode.BadRequest);
        page.AssertError("The notes say “J.B.”. Do not name children, and leave out initials and ages that show who they are.");
        page = await page.PressAsync("Record it as it is");
        page.AssertSays("A full hall. J.B. led the warm-up.");
        page.AssertSays("Next visit 24 September 2026");
        Assert.Equal(0, await WaitingAsync(stages, WaitingKind.Visit));

        page = await page.Fill("What is to be done?", "Put up a second sign").PressAsync("Add it", HttpStatusCode.BadRequest);
        page.AssertError("Enter the day by which it is to be done");
        page = await Date(page, "DueOn", "2026-07-10").Fill("Who does it?", "Their chair").PressAsync("Add it");
        page.AssertSays("Put up a second sign Their chair 10 July 2026");
        page = await page.Attach("Add a photograph or a paper", "sign.pdf", SamplePdf.Of("sign"))
            .Fill("What is it?", "Where the sign goes")
            .PressAsync("Add the file");
        page.AssertSays("Where the sign goes");
        var file = page.Document.QuerySelectorAll("a").Single(link => link.TextContent == "Where the sign goes").GetAttribute("href")!;
        var browser = await host.AsAsync(stages.Officer);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(file)).StatusCode);

        host.Clock.MoveTo("2026-07-11 10:00");
        Assert.Equal(1, await WaitingAsync(stages, WaitingKind.VisitAction));
        var all = await browser.OpenAsync(Links.Monitoring.Visits);
        all.AssertSays("Put up a second sign");
        await page.PressAsync("It is done: Put up a second sign");
        Assert.Equal(0, await WaitingAsync(stages, WaitingKind.VisitAction));
        host.Clock.MoveTo("2026-09-24 10:00");
        Assert.Equal(1, await WaitingAsync(stages, WaitingKind.Visit));
        (await browser.OpenAsync(Links.Monitoring.Visits)).AssertSays("next visit on 24 September 2026");
        var trail = await host.Db.QueryAsync<string>(
            "select Action from AuditEntry where SubjectId = @award and Action like 'Visit%' order by Sequence",
            new { award }
        );
        Assert.Equal(["VisitPlanned", "VisitRecorded", "VisitActionAdded", "VisitFileAdded", "VisitActionDone"], trail);
        var details = await TrailAsync(award);
        Assert.Contains("Why: none -> First grant", details[0], StringComparison.Ordinal);
        Assert.EndsWith("planned for 24 June 2026, Priya Shah: First grant", details[1], StringComparison.Ordinal);
    }

    private Task<IReadOnlyList<string>> TrailAsync(Guid award) =>
        host.Db.QueryAsync<string>(
            "select Detail from AuditEntry where SubjectId = @award and Action like 'Visit%' order by Sequence",
            new { award }
        );

    [Fact]
    public async Task A_visits_notes_captions_and_files_are_corrected_without_the_old_words_in_the_trail()
    {
        var (stages, award, page) = await PlannedAsync();
        host.Clock.MoveTo("2026-06-25 10:00");
        page = await Date(page, "VisitedOn", "2026-06-24").Fill("What did you find?", "Quiet.").PressAsync("Record the visit");
        page = await page.Fill("What was found?", "J.B. aged 9 was alone").PressAsync("Save the correction", HttpStatusCode.BadRequest);
        page.AssertError("The notes say “J.B.”. Do not name children, and leave out initials and ages that show who they are.");
        page = await page.PressAsync("Save it as it is");
        page.AssertSays("J.B. aged 9 was alone");
        page = await page.Fill("What was found?", " ").PressAsync("Save the correction", HttpStatusCode.BadRequest);
        page.AssertError("Say what you saw, in up to 10,000 characters");
        page = await page.Fill("What was found?", "A child was alone").PressAsync("Save the correction");
        page.AssertDoesNotSay("J.B.");

        BrowserPage With(BrowserPage on) => on.Attach("Add a photograph or a paper", "hall.pdf", SamplePdf.Of("hall"));
        page = await With(page).Fill("What is it?", "Sam, 9, alone").PressAsync("Add the file", HttpStatusCode.BadRequest);
        page.AssertError("The words say “Sam, 9”. Do not name children, and leave out initials and ages that show who they are.");
        page = await With(page).PressAsync("Add it as it is");
        page.AssertSays("Sam, 9, alone");
        page = await page.Fill("Which file?", "Sam, 9, alone")
            .Fill("What is it instead?", "Ali (8)")
            .PressAsync("Save what it is", HttpStatusCode.BadRequest);
        page.AssertError("The words say “Ali (8)”. Do not name children, and leave out initials and ages that show who they are.");
        page = await page.Fill("What is it instead?", "The hall").PressAsync("Save what it is");
        page.AssertDoesNotSay("Sam");
        var file = page.Document.QuerySelectorAll("a").Single(link => link.TextContent == "The hall").GetAttribute("href")!;
        page = await page.Fill("Which file?", "The hall").PressAsync("Remove the file");
        page.AssertDoesNotSay("hall.pdf");
        Assert.Equal(HttpStatusCode.NotFound, (await (await host.AsAsync(stages.Officer)).GetAsync(file)).StatusCode);
        var corrections = (await TrailAsync(award)).Skip(2).ToList();
        Assert.Contains(corrections, one => one.EndsWith("visit of 24 June 2026: what was found is corrected", StringComparison.Ordinal));
        Assert.Contains(corrections, one => one.EndsWith("is removed", StringComparison.Ordinal));
        Assert.All(
            corrections,
            one => Assert.False(one.Contains("J.B.", StringComparison.Ordinal) || one.Contains("Sam", StringComparison.Ordinal))
        );
        var auditor = await (await host.AsAsync(await host.Scenario.PersonAsync(Role.Auditor))).OpenAsync(page.Address.PathAndQuery);
        auditor.AssertDoesNotSay("Save the correction");
    }

    [Fact]
    public async Task An_action_waits_for_its_owner_from_ten_working_days_before_its_day()
    {
        var (stages, _, page) = await PlannedAsync();
        host.Clock.MoveTo("2026-06-24 10:00");
        page = await Date(page, "VisitedOn", "2026-06-24").Fill("What did you find?", "Quiet.").PressAsync("Record the visit");
        var other = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        page = await Date(page.Fill("What is to be done?", "Buy a shed"), "DueOn", "2026-07-10")
            .Fill("Who does it?", other.Name)
            .PressAsync("Add it");
        page = await Date(page.Fill("What is to be done?", "Mend the door"), "DueOn", "2026-07-10")
            .Fill("Who does it?", "Their chair")
            .PressAsync("Add it");
        Assert.Equal(0, await WaitingAsync(other, WaitingKind.VisitAction));
        host.Clock.MoveTo("2026-06-26 10:00");
        Assert.Equal(2, await WaitingAsync(other, WaitingKind.VisitAction));
        Assert.Equal(1, await WaitingAsync(stages.Officer, WaitingKind.VisitAction));
        await page.PressAsync("It is done: Mend the door");
        Assert.Equal(0, await WaitingAsync(stages.Officer, WaitingKind.VisitAction));
    }

    [Fact]
    public async Task A_planned_visit_is_moved_or_called_off_by_who_reviews_returns_only()
    {
        var (stages, award, page) = await PlannedAsync();
        page = await Date(page, "Plan.PlannedOn", "2026-06-01").PressAsync("Change the plan", HttpStatusCode.BadRequest);
        page.AssertError("Enter today or a later day");
        page = await Date(page, "Plan.PlannedOn", "2026-07-01").PressAsync("Change the plan");
        page.AssertSays("Planned for 1 July 2026");
        var auditor = await (await host.AsAsync(await host.Scenario.PersonAsync(Role.Auditor))).OpenAsync(page.Address.PathAndQuery);
        auditor.AssertDoesNotSay("Change the plan");
        (await page.PressAsync("Call it off", HttpStatusCode.BadRequest)).AssertError("Say why, in up to 1,000 characters");
        page = await page.Fill("Why is it called off?", "The hall is flooded").PressAsync("Call it off");
        page.AssertSays("Called off The hall is flooded");
        page.AssertDoesNotSay("Change the plan");
        (await (await host.AsAsync(stages.Officer)).OpenAsync(Links.Monitoring.Award(award))).AssertSays("Called off: The hall is flooded");
    }

    [Fact]
    public async Task A_visit_is_proposed_with_its_reasons_until_one_is_planned()
    {
        var stages = await RoundInStages.ModeratedAsync(host, null, 12_000);
        var award = await stages.AcceptedAsync();
        host.Clock.MoveTo("2026-06-20 10:00");
        var reference = await host.Db.ScalarAsync<string>(
            "select a.Reference from Award w join Application a on a.Id = w.ApplicationId where w.Id = @award",
            new { award }
        );
        var browser = await host.AsAsync(stages.Officer);
        var page = await browser.OpenAsync(Links.Monitoring.Visits);
        page.AssertSays($"{reference}");
        page.AssertSays("The grant is £12,000. It is our first grant to the organisation. Nobody has visited it");
        var ofAward = await browser.OpenAsync(Links.Monitoring.Award(award));
        await Date(ofAward, "Plan.PlannedOn", "2026-10-30").Fill("Who will visit?", "Priya Shah").PressAsync("Plan the visit");
        page = await browser.OpenAsync(Links.Monitoring.Visits);
        page.AssertDoesNotSay("The grant is £12,000.");
        page.AssertSays("30 October 2026");
    }
}
