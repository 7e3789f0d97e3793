using System.Net;
using Commissioning.Domain.Accounts;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.CspBudgets;

public sealed class AreasPageTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    [Fact]
    public async Task An_officer_renames_ends_and_joins_areas_and_undoes_it()
    {
        host.Clock.MoveTo("2025-02-10 10:00");
        var browser = await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        var areas = await browser.OpenAsync(Links.CspBudgets.Areas);
        areas.AssertSays("Also called Coalville CSP, NWL, NWL CSP, North West Leicestershire, Safer North West Leicestershire Partnership");
        areas.AssertSays("Applicants read North West Leicestershire");
        areas.AssertDoesNotSay("Undo"); // Money was posted to each of them.

        var rename = await areas.FollowAsync("Rename Blaby");
        (await rename.Fill("New name", "SNWLP").PressAsync("Rename", HttpStatusCode.BadRequest)).AssertError(
            "SNWLP is already a name of SNWLP"
        );
        areas = await rename.Fill("New name", "Blaby District").PressAsync("Rename");
        areas.AssertSays("Blaby is now Blaby District");
        areas.AssertSays("Applicants read Blaby District");
        var read = await areas.FollowAsync("Change what applicants read for Blaby District");
        areas = await read.Choose("Blaby").PressAsync("Save");
        areas.AssertSays("Applicants now read Blaby");

        var end = await areas.FollowAsync("End Rutland");
        end = await FilledIn(end, "Form.On", "31", "3", "2025").PressAsync("End the area", HttpStatusCode.BadRequest);
        end.AssertError("Rutland already has a budget in 2025-26, so it cannot end before that year");
        areas = await FilledIn(end, "Form.On", "31", "3", "2026").PressAsync("End the area");
        areas.AssertSays("Rutland ends on 31 March 2026");
        var undo = await areas.FollowAsync("Undo the last change to Rutland");
        undo.AssertSays("If you undo this: Rutland goes on as before.");
        areas = await undo.PressAsync("Undo it");
        areas.AssertDoesNotSay("31 March 2026");

        var merge = (await areas.FollowAsync("Add an area, or merge areas"))
            .Choose("Harborough")
            .Choose("Part of Leicester, which goes on");
        areas = await FilledIn(merge, "Form.From", "1", "4", "2026").PressAsync("Save");
        areas.AssertSays("31 March 2026, then part of Leicester");
        areas.AssertSays("Harborough joins Leicester on 1 April 2026");
        areas = await (await areas.FollowAsync("Undo the last change to Harborough")).PressAsync("Undo it");
        areas.AssertDoesNotSay("then part of Leicester");
        (
            await browser.OpenAsync(
                Links.CspBudgets.UndoAreaChange(await host.Db.ScalarAsync<Guid>("select Id from CspArea where Name = 'Rutland'"))
            )
        ).AssertSays("so this can no longer be undone: Rutland was added from 1 April 2020.");
    }

    [Fact]
    public async Task An_applicant_chooses_an_area_by_the_name_that_the_public_knows()
    {
        var browser = await host.AsAsync(await host.Scenario.PersonAsync(Role.Applicant));
        var page = await browser.OpenAsync(Links.Organisations.New);
        var choices = page.Document.QuerySelectorAll("#Form_Area option").Select(option => option.TextContent).ToList();
        Assert.Equal(11, choices.Count);
        Assert.Equal(("Choose one", "All of Leicester, Leicestershire and Rutland"), (choices[0], choices[^1]));
        Assert.Contains("North West Leicestershire", choices);
        Assert.DoesNotContain("SNWLP", choices);
        page = await page.PressAsync("Save and continue", HttpStatusCode.BadRequest);
        page.AssertError("Choose the area where the organisation works");
    }

    private static BrowserPage FilledIn(BrowserPage page, string date, string day, string month, string year) =>
        page.FillNamed($"{date}.Day", day).FillNamed($"{date}.Month", month).FillNamed($"{date}.Year", year);
}
