using System.Net;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.CspBudgets;

/// <summary>A separate class, because it carries on the money that other tests use.</summary>
public sealed class YearEndPageTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    [Fact]
    public async Task A_year_is_decided_proposed_signed_and_reopened_by_two_people_on_its_page()
    {
        host.Clock.MoveTo("2025-04-20 10:00");
        var finance = await host.AsAsync(await DemoAsync("finance"));
        var officer = await host.AsAsync(await DemoAsync("officer"));
        var approver = await host.AsAsync(await DemoAsync("chief-finance"));

        // 2025-26 is not over.
        var page = await finance.OpenAsync(Links.CspBudgets.YearEnd("2025-26"));
        page = await page.Fill("What you sign off", "The accounts of April").PressAsync("Propose the sign-off", HttpStatusCode.BadRequest);
        page.AssertError("2025-26 runs to 31 March 2026. You can sign it off from 1 April 2026.");
        page.AssertError(
            "First decide what happens to the underspend of Leicester, Charnwood, SNWLP, Blaby, Hinckley and Bosworth, Harborough, Oadby and Wigston, Melton Mowbray, Rutland"
        );

        // 2024-25 has money in the pool.
        page = await finance.OpenAsync(Links.CspBudgets.YearEnd("2024-25"));
        page.AssertSays("2 of 11 things on the checklist are not done.");
        (await page.Fill("What you sign off", "The accounts").PressAsync("Propose the sign-off", HttpStatusCode.BadRequest)).AssertError(
            "£4,818.50 is in the pooled underspend and £0.00 in the central pot. Carry the pooled underspend into 2025-26, and pay out or reverse what is in the central pot, before you lock the year."
        );
        var pool = await (await officer.OpenAsync(Links.CspBudgets.YearEnd("2024-25"))).FollowAsync("In the pooled underspend: £4,818.50");
        pool = await pool.Fill("Amount", "4,818.50")
            .Fill("What is it for?", "Next year")
            .Fill("Paper or decision that it rests on", "CFO, 14 April")
            .PressAsync("Request it");
        await (await approver.OpenAsync(pool.Address.AbsolutePath)).PressAsync("Approve and post");

        page = await finance.OpenAsync(Links.CspBudgets.YearEnd("2024-25"));
        page = await page.Fill("What you sign off", "The accounts of April")
            .Fill("Why are returns of Leicester missing?", "The areas sent their returns on paper before this ledger began")
            .Fill("Why are returns of Charnwood missing?", "On paper before this ledger began")
            .PressAsync("Propose the sign-off", HttpStatusCode.BadRequest);
        page.AssertError("Say in a sentence why returns of Blaby are missing");
        page.AssertDoesNotSay("Say in a sentence why returns of Leicester are missing");
        foreach (
            var area in new[] { "SNWLP", "Blaby", "Hinckley and Bosworth", "Harborough", "Oadby and Wigston", "Melton Mowbray", "Rutland" }
        )
            page = page.Fill($"Why are returns of {area} missing?", "On paper before this ledger began");
        page = await page.PressAsync("Propose the sign-off");
        page.AssertSays("It waits for a second person.");
        var own = await page.FollowAsync("Sign off 2024-25");
        own.AssertDoesNotSay("Sign and lock");
        var request = await approver.OpenAsync(own.Address.AbsolutePath);
        request.AssertSays("Not signed yet");
        request.AssertDoesNotSay("when this was signed");
        request.AssertSays("You sign as section 151 officer.");
        var sheet = await request.PressAsync("Sign and lock the year");
        sheet.AssertSays("Agrees with this sheet");
        sheet.AssertSays("Farah Malik, section 151 officer");
        sheet.AssertSays("The areas sent their returns on paper before this ledger began");
        sheet.AssertSays("£737,580.04");

        var leicester = await host.Db.ScalarAsync<Guid>("select Id from CspArea where Name = 'Leicester'");
        var post = await officer.OpenAsync(Links.CspBudgets.Post("2024-25", leicester, "Expenditure"));
        post = await post.Fill("Amount", "5").Fill("What is it for?", "Late").PressAsync("Post it", HttpStatusCode.BadRequest);
        post.AssertError("2024-25 was locked on 20 April 2025. Finance must reopen it before anything can be posted.");

        page = await finance.OpenAsync(Links.CspBudgets.YearEnd("2024-25"));
        page = await page.Fill("Why the year is reopened", "An invoice of the City came in late").PressAsync("Ask to reopen the year");
        var second = await host.AsAsync(await DemoAsync("finance2"));
        page = await (await second.OpenAsync(Links.CspBudgets.YearEnd("2024-25"))).FollowAsync("Reopen 2024-25");
        page = await page.PressAsync("Agree and reopen the year");
        page.AssertSays("Reopened by Nadia Begum. An invoice of the City came in late");
        page.AssertSays("the year was reopened at");
        (await second.OpenAsync(sheet.Address.AbsolutePath)).AssertSays("The year was reopened at");
    }

    private Task<Commissioning.Domain.Actor> DemoAsync(string key) => host.DemoAsync(key);
}
