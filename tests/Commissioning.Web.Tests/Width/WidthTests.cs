using Commissioning.Testing;
using Microsoft.Playwright;

namespace Commissioning.Web.Tests.Width;

/// <summary>
/// No page scrolls sideways, no word is broken and no cell is narrower than eight characters. Each page is opened once, on a phone and on a
/// desk; with COMMISSIONING_LONG=1 by every role that reaches it, on up to three addresses, on a tablet as well, and axe reads each.
/// </summary>
public sealed class WidthTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("COMMISSIONING_LONG") == "1";

    private static readonly (string Role, string? Person)[] Roles =
    [
        ("somebody signed out", null),
        ("an applicant", "applicant"),
        ("a commissioning officer", "officer"),
        ("a panel member", "m1"),
        ("a finance officer", "finance"),
        ("an approver", "approver"),
        ("an auditor", "auditor"),
        ("an administrator", "administrator"),
        ("a CSP officer", "csp"),
    ];

    [Fact]
    public async Task A_list_of_57_applications_fits_in_2600_pixels_of_a_desk()
    {
        await using var browser = await WarmBrowser.TakeAsync();
        var context = await browser.ContextAsync(
            new()
            {
                ViewportSize = new() { Width = 1366, Height = 768 },
            }
        );
        var cookie = (await host.SessionCookieAsync(await host.DemoAsync("officer"))).Split('=', 2);
        await context.AddCookiesAsync([
            new()
            {
                Name = cookie[0],
                Value = cookie[1],
                Url = host.Address.ToString(),
            },
        ]);
        var page = await context.NewPageAsync();
        var round = await host.Db.ScalarAsync<Guid>("select RoundId from RoundTally where Submitted = 57");
        await page.GotoAsync(new Uri(host.Address, Links.Casework.Applications(round)).ToString());
        Assert.Equal(57, await page.Locator("tbody tr").CountAsync());
        Assert.InRange(await page.EvaluateAsync<int>("document.documentElement.scrollHeight"), 1000, 2600);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_header_takes_at_most_80_pixels_of_a_phone_and_its_menu_opens(bool javaScript)
    {
        await using var browser = await WarmBrowser.TakeAsync();
        var context = await browser.ContextAsync(
            new()
            {
                ViewportSize = new() { Width = 360, Height = 740 },
                JavaScriptEnabled = javaScript,
            }
        );
        var page = await context.NewPageAsync();
        await page.GotoAsync(host.Address.ToString());
        Assert.InRange((await page.Locator("main").BoundingBoxAsync())!.Y, 40, 80);
        Assert.True(await page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Demonstration") }).IsVisibleAsync());
        var signIn = page.Locator("header").GetByText("Sign in");
        Assert.False(await signIn.IsVisibleAsync());
        await page.GetByText("Menu", new() { Exact = true }).ClickAsync();
        Assert.True(await signIn.IsVisibleAsync());
        await page.SetViewportSizeAsync(1366, 768);
        await page.ReloadAsync();
        Assert.True(await signIn.IsVisibleAsync());
    }

    [Fact]
    public async Task A_recommendation_paper_fits_every_width_without_breaking_words()
    {
        await using var browser = await WarmBrowser.TakeAsync();
        var context = await browser.ContextAsync(new() { JavaScriptEnabled = false });
        var cookie = (await host.SessionCookieAsync(await host.DemoAsync("officer"))).Split('=', 2);
        await context.AddCookiesAsync([
            new()
            {
                Name = cookie[0],
                Value = cookie[1],
                Url = host.Address.ToString(),
            },
        ]);
        var page = await context.NewPageAsync();
        var (paper, preview) = (
            await host.Db.ScalarAsync<Guid>("select RoundId from Recommendation where Number = 1"),
            await host.Db.ScalarAsync<Guid>("select RoundId from RoundTally where Submitted = 57")
        );
        var faults = new List<string>();
        foreach (var link in new[] { Links.Decisions.Paper(paper), Links.Decisions.Recommend(preview) })
        {
            await page.GotoAsync(new Uri(host.Address, link).ToString());
            foreach (var width in new[] { 320, 400, 600, 768, 1024, 1366 })
            {
                await page.SetViewportSizeAsync(width, 900);
                faults.AddRange((await PageWidth.OfAsync(page)).Faults.Select(fault => $"{link} at {width}: {fault}"));
            }
        }
        Assert.True(faults.Count == 0, string.Join('\n', faults.Take(50)));
    }

    [Fact]
    public async Task Pages_fit_a_phone_a_tablet_and_a_desk_without_breaking_words()
    {
        await using var browser = await WarmBrowser.TakeAsync();
        var crawl = new WidthCrawl(host, browser, IsLong ? [320, 768, 1366] : [320, 1366], withAxe: IsLong);
        foreach (var (role, person) in Roles)
            await crawl.VisitAsync(role, person is null ? null : await host.DemoAsync(person), IsLong ? 3 : 1);
        Assert.True(crawl.Routes.Count > 100, $"Only {crawl.Routes.Count} pages were reached: {string.Join(", ", crawl.Routes.Order())}");
        Assert.True(crawl.Faults.Count == 0, $"{crawl.Faults.Count} faults:\n{string.Join('\n', crawl.Faults.Take(200))}");
    }
}
