using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Funds;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Funds;

public sealed class PickPageTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    [Fact]
    public async Task Questions_of_another_round_are_ticked_and_added_to_the_form()
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var panel = new[] { await host.Scenario.PersonAsync(Role.PanelMember), await host.Scenario.PersonAsync(Role.PanelMember) };
        var source = await host.Scenario.RoundAsync(officer, panel);
        var browser = await host.AsAsync(officer);
        host.Clock.MoveTo("2026-01-01 12:00");
        var target = (
            await host.WithAsync<CreateRound, Result<Guid>>(create =>
                create.RunAsync(officer, new("Another fund", "AF", Scenario.Details()))
            )
        ).Value;
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("delete from Question where RoundId = @target and Position > 1", new { target })
        );
        var left = await host.Database.CountAsync("Question", "RoundId = @target", new { target });
        var all = await host.Database.CountAsync("Question", "RoundId = @source", new { source });

        var page = await (await browser.OpenAsync(Links.Funds.Form(target))).FollowAsync("Pick questions from other forms");
        (await page.PressAsync("Add the ticked questions", HttpStatusCode.BadRequest)).AssertError("Tick at least one question");
        foreach (var box in page.Document.QuerySelectorAll("main input[name=Selected]").OfType<AngleSharp.Html.Dom.IHtmlInputElement>())
            box.IsChecked = true;
        page = await page.PressAsync("Add the ticked questions");
        page.AssertSays($"{all - left} questions added");
        Assert.Equal(all, await host.Database.CountAsync("Question", "RoundId = @target", new { target }));
        page = await browser.OpenAsync(Links.Funds.PickQuestions(target));
        Assert.Empty(page.Document.QuerySelectorAll("main input[name=Selected]"));
        page.AssertSays("Already in this form");
    }
}
