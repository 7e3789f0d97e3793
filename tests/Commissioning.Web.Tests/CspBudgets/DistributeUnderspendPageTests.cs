using System.Net;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.CspBudgets;

/// <summary>A separate class, because it moves money and people that the other tests use, and they run in any order.</summary>
public sealed class DistributeUnderspendPageTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    [Fact]
    public async Task An_underspend_is_shared_out_to_the_penny_and_hand_adjustments_must_add_up()
    {
        host.Clock.MoveTo("2025-06-20 10:00");
        var officer = await host.AsAsync(await DemoAsync("officer"));
        var central = await officer.OpenAsync(Links.CspBudgets.Central("2025-26"));
        central = await central.Fill("Amount", "11,268.50").PressAsync("Post it", HttpStatusCode.BadRequest);
        central.AssertError("Choose what you are posting");
        central = await central
            .Choose("Underspend of 2024-25 from before this ledger")
            .Fill("What is it for?", "Agreed at year end")
            .Fill("Approved by, and by what authority", "CFO, 2 May")
            .PressAsync("Post it");
        central.AssertSays("Underspend of 2024-25 not allocated yet: £11,268.50.");
        var page = await officer.OpenAsync(Links.CspBudgets.ShareOut("2025-26"));
        page = await page.Fill("Pot", "11,268.50").PressAsync("Work out the shares");
        page.AssertSays("£11,268.50");
        page = await page.Fill("Pence for Leicester", "1").PressAsync("Post the top-ups", HttpStatusCode.BadRequest);
        page.AssertError("Your changes add up to £0.01. They must add up to £0.00, or the shares would not add up to £11,268.50.");
        page = await page.Fill("Pence for Rutland", "-1").PressAsync("Post the top-ups", HttpStatusCode.BadRequest);
        page.AssertError("Say why you are moving pennies by hand");
        page = await page.Fill("Why are you moving pennies by hand? (optional)", "As printed last year").PressAsync("Post the top-ups");
        page.AssertSays("£650,943.50");
        var formula = await (await host.AsAsync(await DemoAsync("officer"))).OpenAsync(Links.CspBudgets.Formula("2025-26"));
        formula
            .Fill("Pot", "639,675.00")
            .Fill("Name of factor 1", "Population")
            .Fill("Source and date of factor 1", "Census 2021")
            .Fill("Weight of factor 1", "90");
        foreach (
            var (area, i) in new[]
            {
                "Leicester",
                "Charnwood",
                "SNWLP",
                "Blaby",
                "Hinckley and Bosworth",
                "Harborough",
                "Oadby and Wigston",
                "Melton Mowbray",
            }.Select((area, i) => (area, i))
        )
            formula.Fill($"{area}, factor 1", $"{100 - i * 10}");
        formula = await formula.PressAsync("Work it out", HttpStatusCode.BadRequest);
        formula.AssertError("Enter Population of Rutland as a number, or 0");
        formula = await formula.Fill("Rutland, factor 1", "20").PressAsync("Work it out", HttpStatusCode.BadRequest);
        formula.AssertError("The weights must add up to 100; they add up to 90.0");
        formula = await formula.Fill("Weight of factor 1", "100").PressAsync("Work it out");
        formula.AssertSays("Total £639,675.00 £639,675.00 £0.00");
        var who = await (await host.AsAsync(await DemoAsync("officer"))).OpenAsync(Links.CspBudgets.AreaContacts);
        who = await who.FollowAsync("Change Anita Cole");
        (await who.Choose("Rutland").PressAsync("Save")).AssertSays("Leicester, Charnwood, Rutland");
    }

    private Task<Commissioning.Domain.Actor> DemoAsync(string key) => host.DemoAsync(key);
}
