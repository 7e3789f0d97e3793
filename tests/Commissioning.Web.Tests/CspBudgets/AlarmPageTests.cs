using System.Net;
using Commissioning.Features.CspBudgets;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.CspBudgets;

/// <summary>A separate class, because its alarms would keep other tests from signing off a year.</summary>
public sealed class AlarmPageTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    [Fact]
    public async Task An_alarm_waits_on_the_officers_worklist_until_it_is_closed_on_its_page()
    {
        host.Clock.MoveTo("2025-07-22 08:00");
        Assert.True(await host.WithAsync<RaiseCspAlarms, int>(raise => raise.RunAsync()) > 0);
        var officer = await host.AsAsync(await DemoAsync("officer"));
        var home = await officer.OpenAsync(Links.Casework.Work);
        home.AssertSays("Alarms about budgets");
        home.AssertSays("Late or at risk");
        home.AssertSays("open alarms");
        var spent = (await host.Db.ReadAsync(work => YearOverview.GetAsync(work, new(2025)))).Total.Expenditure;
        home.AssertSays($"CSP spent {spent}");
        (await (await host.AsAsync(await DemoAsync("m4"))).OpenAsync(Links.Casework.Work)).AssertDoesNotSay("CSP spent");
        var returns = await officer.OpenAsync(Links.CspBudgets.Returns("2025-26"));
        var alarm = await returns.FollowAsync("No return by its date, Leicester, quarter 1");
        alarm.AssertSays("21 July 2025");
        alarm = await alarm.PressAsync("Close the alarm", HttpStatusCode.BadRequest);
        alarm.AssertError("Choose what is done");
        alarm = await alarm
            .Choose("Return the money to the pooled underspend")
            .Fill("Who decided this, or which paper does it rest on?", "Head of commissioning, 22 July")
            .Fill("Why is this the answer?", "Their officer was ill and sends the return on Friday")
            .PressAsync("Close the alarm");
        alarm.AssertSays("Their officer was ill and sends the return on Friday");
        alarm.AssertSays("Not done yet");
        var request = await alarm.FollowAsync("Request it");
        Assert.Equal(
            "Their officer was ill and sends the return on Friday",
            request.Document.QuerySelector("[name='Form.Reason']")!.GetAttribute("value")
        );
        (await officer.OpenAsync(Links.CspBudgets.Alarms)).AssertSays("The portal last looked for missing returns at");
        var auditor = await host.AsAsync(await DemoAsync("auditor"));
        (await auditor.OpenAsync(alarm.Address.AbsolutePath)).AssertDoesNotSay("Close the alarm");
    }

    [Fact]
    public async Task The_limit_of_the_underspend_alarm_is_set_on_the_page_of_limits()
    {
        var administrator = await host.AsAsync(await DemoAsync("administrator"));
        var page = await administrator.OpenAsync(Links.CspBudgets.Limits);
        page.AssertSays("raises an alarm. Default, not OPCC policy.");
        (await page.PressAsync("Save the alarm's limit", HttpStatusCode.BadRequest)).AssertError(
            "Enter an amount in pounds, for example 15,000, or 0 for any underspend"
        );
        page = await page.Fill("Largest underspend without an alarm", "12,500").PressAsync("Save the alarm's limit");
        page.AssertSays("above £12,500.00 raises an alarm. Set by the office.");
    }

    private Task<Commissioning.Domain.Actor> DemoAsync(string key) => host.DemoAsync(key);
}
