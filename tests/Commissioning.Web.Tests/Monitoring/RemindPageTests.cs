using System.Net;
using Commissioning.Domain.Accounts;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Monitoring;

public sealed class RemindPageTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    [Fact]
    public async Task Ticked_returns_are_reminded_of_once_a_day_and_by_those_who_review_them()
    {
        var stages = await RoundInStages.ModeratedAsync(host, null, 6000);
        var award = await stages.AcceptedAsync();
        host.Clock.MoveTo("2028-06-07 10:00");
        var browser = await host.AsAsync(stages.Officer);
        var page = await browser.OpenAsync(Links.Monitoring.Returns);
        (await page.PressAsync("Send a reminder", HttpStatusCode.BadRequest)).AssertError("Tick at least one return");
        page = await TickAll(page).PressAsync("Send a reminder");
        var returns = await host.Database.CountAsync("MonitoringReturn", "AwardId = @award", new { award });
        page.AssertSays(returns == 1 ? "A reminder of 1 return is on its way" : $"Reminders of {returns} returns are on their way");
        // Both are of one organisation, so they are in one message.
        Assert.Equal(1, await host.Database.CountAsync("OutboxEmail", "Kind = 'ReturnsLate'"));
        page = await TickAll(page).PressAsync("Send a reminder");
        page.AssertSays("a reminder was sent today");
        Assert.Equal(1, await host.Database.CountAsync("AuditEntry", "Action = 'ReturnReminded'"));
        var auditor = await host.AsAsync(await host.Scenario.PersonAsync(Role.Auditor));
        Assert.Empty((await auditor.OpenAsync(Links.Monitoring.Returns)).Document.QuerySelectorAll("main input[name=selected]"));
    }

    private static BrowserPage TickAll(BrowserPage page)
    {
        foreach (var box in page.Document.QuerySelectorAll("main input[name=selected]").OfType<AngleSharp.Html.Dom.IHtmlInputElement>())
            box.IsChecked = true;
        return page;
    }
}
