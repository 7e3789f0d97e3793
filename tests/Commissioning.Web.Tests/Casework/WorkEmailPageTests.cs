using System.Net;
using Commissioning.Domain.Accounts;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Casework;

public sealed class WorkEmailPageTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    [Fact]
    public async Task Staff_choose_how_often_they_hear_and_applicants_are_not_asked()
    {
        var officer = await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        var page = await (await officer.OpenAsync(Links.Casework.Work)).FollowAsync("E-mail about what waits");
        Assert.Equal("AtOnce", page.Value("When something new waits for me"));
        page = await page.Choose("Every week").PressAsync("Save");
        page.AssertSays("What waits for you");
        page = await officer.OpenAsync(Links.Casework.WorkEmail);
        Assert.Contains("checked", page.Document.QuerySelector("input[value=Weekly]")!.OuterHtml, StringComparison.Ordinal);
        Assert.Equal(1, await host.Database.CountAsync("AuditEntry", "Action = 'WorkEmailChosen' and Detail like '%AtOnce -> Weekly'"));
        await (await host.AsAsync(await host.Scenario.PersonAsync(Role.Applicant))).OpenAsync(
            Links.Casework.WorkEmail,
            HttpStatusCode.Forbidden
        );
    }
}
