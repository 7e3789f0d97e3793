using System.Net;
using Commissioning.Domain.CspBudgets;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.CspBudgets;

/// <summary>A separate class, because it carries on the money that other tests use.</summary>
public sealed class YearEndPageTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    [Fact]
    public async Task A_year_is_locked_by_finance_after_every_underspend_is_decided_and_reopened_with_a_reason()
    {
        host.Clock.MoveTo("2025-04-20 10:00");
        var finance = await host.AsAsync(await DemoAsync("finance"));
        var officer = await host.AsAsync(await DemoAsync("officer"));
        var approver = await host.AsAsync(await DemoAsync("chief-finance"));
        var page = await finance.OpenAsync(Links.CspBudgets.YearEnd("2025-26"));
        page = await page.Fill("What you sign off", "The accounts of April").PressAsync("Lock the year", HttpStatusCode.BadRequest);
        page.AssertError(
            "First decide what happens to the underspend of Leicester, Charnwood, SNWLP, Blaby, Hinckley and Bosworth, Harborough, Oadby and Wigston, Melton Mowbray, Rutland"
        );
        // All areas keep what they have, in one request.
        var all = await officer.OpenAsync(Links.CspBudgets.NewRequest("2025-26", LedgerRequestKind.Keep));
        Assert.Equal("271818.47", all.Value("Amount for Leicester"));
        var keep = await all.Fill("What is it for?", "Projects that go on")
            .Fill("Paper or decision that it rests on", "CFO, 14 April")
            .PressAsync("Request it");
        await (await approver.OpenAsync(keep.Address.AbsolutePath)).PressAsync("Approve and post");
        (await officer.OpenAsync(Links.CspBudgets.Year("2026-27"))).AssertSays("£639,675.00");
        page = await finance.OpenAsync(Links.CspBudgets.YearEnd("2024-25"));
        (await page.Fill("What you sign off", "The accounts of April").PressAsync("Lock the year", HttpStatusCode.BadRequest)).AssertError(
            "£4,818.50 is in the pooled underspend and £0.00 in the central pot. Carry the pooled underspend into 2025-26, and pay out or reverse what is in the central pot, before you lock the year."
        );
        var pool = await (await officer.OpenAsync(Links.CspBudgets.YearEnd("2024-25"))).FollowAsync(
            "Carry the pooled underspend into next year"
        );
        pool = await pool.Fill("Amount", "4,818.50")
            .Fill("What is it for?", "Next year")
            .Fill("Paper or decision that it rests on", "CFO, 14 April")
            .PressAsync("Request it");
        await (await approver.OpenAsync(pool.Address.AbsolutePath)).PressAsync("Approve and post");
        page = await finance.OpenAsync(Links.CspBudgets.YearEnd("2024-25"));
        (await page.Fill("What you sign off", "The accounts of April").PressAsync("Lock the year")).AssertSays("Nothing can be posted.");
        var leicester = await host.Db.ScalarAsync<Guid>("select Id from CspArea where Name = 'Leicester'");
        var post = await officer.OpenAsync(Links.CspBudgets.Post("2024-25", leicester, "Expenditure"));
        post = await post.Fill("Amount", "5").Fill("What is it for?", "Late").PressAsync("Post it", HttpStatusCode.BadRequest);
        post.AssertError("2024-25 was locked on 20 April 2025. Finance must reopen it before anything can be posted.");
        page = await finance.OpenAsync(Links.CspBudgets.YearEnd("2024-25"));
        (await page.Fill("Why the year is reopened", "A late invoice").PressAsync("Reopen the year")).AssertSays(
            "Reopened by Tom Whitfield"
        );
    }

    private Task<Commissioning.Domain.Actor> DemoAsync(string key) => host.DemoAsync(key);
}
