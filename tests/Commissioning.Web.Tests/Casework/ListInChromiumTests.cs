using Commissioning.Domain;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Casework;

/// <summary>A list in Chromium: a phone has no headings to press, so its form sorts, without scripts too.</summary>
public sealed class ListInChromiumTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    [Fact]
    public async Task A_phone_sorts_by_its_form_and_a_desk_by_its_headings()
    {
        var round = await host.Db.ScalarAsync<Guid>("select RoundId from RoundTally where Submitted = 57");
        var list = Links.Casework.Applications(round);
        await using var session = await BrowserSession.OpenAsync(host);
        var officer = await host.DemoAsync("officer");

        var phone = await session.PhoneAsync(officer);
        await phone.Page.SetViewportSizeAsync(360, 740);
        await phone.OpenAsync(list, "list-phone");
        Assert.True(await phone.Page.GetByLabel("Sort by").IsVisibleAsync());
        Assert.InRange((await phone.Page.Locator("thead").BoundingBoxAsync())!.Height, 0, 1);
        foreach (var (order, lowest) in new[] { ("Asked, lowest first", true), ("Asked, highest first", false) })
        {
            await phone.SelectAsync("Sort by", order);
            await phone.PressAsync("Apply");
            var asked = await AskedAsync(phone);
            Assert.Equal(57, asked.Count);
            Assert.Equal(lowest ? asked.Order() : asked.OrderDescending(), asked);
            Assert.Equal(order, await phone.Page.GetByLabel("Sort by").Locator("option:checked").InnerTextAsync());
        }

        var desk = await session.DeskAsync(officer);
        await desk.Page.SetViewportSizeAsync(1366, 768);
        await desk.OpenAsync(list);
        Assert.False(await desk.Page.GetByLabel("Sort by").IsVisibleAsync());
        await desk.FollowAsync("Asked");
        await desk.FollowAsync("Asked");
        await desk.TypeAsync("Find in this list", "leicester");
        await desk.PressAsync("Apply");
        var found = await AskedAsync(desk);
        Assert.InRange(found.Count, 2, 56);
        Assert.Equal(found.OrderDescending(), found);
    }

    private static async Task<List<decimal>> AskedAsync(BrowserTab tab) =>
        (await tab.Page.Locator("td[data-label=Asked]").AllTextContentsAsync())
            .Select(text => Money.Parse(text)!.Value.Pence / 100m)
            .ToList();
}
