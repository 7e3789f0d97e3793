using System.Net;
using Commissioning.Domain.CspBudgets;
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
        var approver = await host.AsAsync(await DemoAsync("chief-finance"));
        var pool = await officer.OpenAsync(Links.CspBudgets.NewRequest("2024-25", LedgerRequestKind.PoolToNextYear));
        pool.AssertSays("In the pooled underspend £4,818.50");
        var asked = await pool.Fill("Amount", "4,818.50")
            .Fill("What is it for?", "Agreed at year end")
            .Fill("Paper or decision that it rests on", "Panel of 9 June")
            .PressAsync("Request it");
        await (await approver.OpenAsync(asked.Address.AbsolutePath)).PressAsync("Approve and post");
        var page = await officer.OpenAsync(Links.CspBudgets.ShareOut("2025-26"));
        Assert.Equal("4818.50", page.Value("Pot"));
        page = await page.PressAsync("Work out the shares");
        page = await page.Fill("Pence for Leicester", "1").PressAsync("Request the top-ups", HttpStatusCode.BadRequest);
        page.AssertError("Your changes add up to £0.01. They must add up to £0.00, or the shares would not add up to £4,818.50.");
        page = await page.Fill("Pence for Rutland", "-1").PressAsync("Request the top-ups", HttpStatusCode.BadRequest);
        page.AssertError("Say why you are moving pennies by hand");
        asked = await page.Fill("Why are you moving pennies by hand? (optional)", "As printed last year")
            .Fill("What is it for?", "Share of last year's underspend")
            .Fill("Paper or decision that it rests on", "Panel of 9 June")
            .PressAsync("Request the top-ups");
        asked.AssertSays("Share of last year's underspend (pennies moved by hand: As printed last year)");
        await (await approver.OpenAsync(asked.Address.AbsolutePath)).PressAsync("Approve and post");
        (await officer.OpenAsync(Links.CspBudgets.Year("2025-26"))).AssertSays("£644,493.50");
        await officer.OpenAsync(Links.CspBudgets.Years);
        var years = await officer.OpenAsync(Links.CspBudgets.Years);
        years = await years.Fill("Open a financial year", "2099-00").PressAsync("Open the year", HttpStatusCode.BadRequest);
        years.AssertError("Enter a financial year such as 2026-27");
        years = await years.Fill("Open a financial year", "2028-29").PressAsync("Open the year", HttpStatusCode.BadRequest);
        years.AssertError("Enter a financial year from 2012-13 to 2027-28");
        await officer.OpenAsync("/csp/9999-00", HttpStatusCode.NotFound);
        if (await host.Db.ScalarAsync<int>("select count(*) from LedgerYear where BudgetYear = '2026-27'") == 0)
            await years.Fill("Open a financial year", "2026-27").PressAsync("Open the year");
        var funding = await (await officer.OpenAsync(Links.CspBudgets.Funding("2026-27"))).FollowAsync("Record a funding source");
        asked = await funding
            .Fill("Where does the money come from?", "Commissioner's budget")
            .Fill("Amount", "639,675.00")
            .Fill("What is it for?", "Areas' budgets")
            .Fill("Paper or decision that it rests on", "Budget of 2026-27")
            .PressAsync("Request it");
        await (await approver.OpenAsync(asked.Address.AbsolutePath)).PressAsync("Approve and post");
        var formula = await officer.OpenAsync(Links.CspBudgets.Formula("2026-27"));
        formula
            .Fill("Budget to share out", "639,675.00")
            .Fill("How far to move from last year's shares", "0")
            .Fill("Name of factor 1", "Population")
            .Fill("Source of factor 1", "Census 2021")
            .FillNamed("Form.Factors[0].On.Day", "21")
            .FillNamed("Form.Factors[0].On.Month", "3")
            .FillNamed("Form.Factors[0].On.Year", "2021")
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
        // No move from last year's shares is no change, to the penny.
        formula.AssertSays("Total £639,675.00 £639,675.00 £0.00");
        var version = await formula.Fill("Why do you make this version?", "As last year").PressAsync("Save this version");
        version.AssertSays("Leicester 100 £271,818.47 £271,818.47 £0.00");
        version.AssertSays("2024-25 £737,580.04 £726,311.54 £11,268.50 1.5%");
        formula = await officer.OpenAsync(Links.CspBudgets.Formula("2026-27"));
        Assert.Equal("Population", formula.Value("Name of factor 1"));
        formula = await formula.Fill("How far to move from last year's shares", "100").PressAsync("Work it out");
        await formula.Fill("Why do you make this version?", "By population").PressAsync("Save this version");
        (await officer.OpenAsync(Links.CspBudgets.Formulas("2026-27") + "?Left=1&Right=2")).AssertSays(
            "Total £639,675.00 £639,675.00 £639,675.00 £0.00"
        );
        asked = await (await officer.OpenAsync(version.Address.AbsolutePath))
            .Fill("What is it for?", "Base allocations")
            .Fill("Paper or decision that it rests on", "Budget of 2026-27")
            .PressAsync("Request them");
        await (await approver.OpenAsync(asked.Address.AbsolutePath)).PressAsync("Approve and post");
        (await officer.OpenAsync(Links.CspBudgets.Year("2026-27"))).AssertSays("Leicester £271,818.47 £0.00");
        var who = await officer.OpenAsync(Links.CspBudgets.AreaContacts);
        who = await who.FollowAsync("Change Anita Cole");
        (await who.Choose("Rutland").PressAsync("Save")).AssertSays("Leicester, Charnwood, Rutland");
    }

    private Task<Commissioning.Domain.Actor> DemoAsync(string key) => host.DemoAsync(key);
}
