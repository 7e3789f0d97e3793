using Commissioning.Testing;

namespace Commissioning.Web.Tests.Decisions;

/// <summary>The Commissioner decides by keyboard, and sees the total follow what is chosen.</summary>
public sealed class DecideInChromiumTests(PortalHost host) : IClassFixture<PortalHost>
{
    /// <summary>Each at a second and a half: well under a minute.</summary>
    private const int MostKeys = 20;
    private const int MostLoads = 3;

    [Fact]
    public async Task A_round_is_decided_as_recommended_by_keyboard_in_twenty_keys_and_two_pages()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).RecommendedAsync();
        await using var session = await BrowserSession.OpenAsync(host);
        var desk = await session.DeskAsync(stages.Approver);
        var (page, keys, loads) = (desk.Page, 0, 0);
        page.Load += (_, _) => loads++;
        await desk.OpenAsync(Links.Decisions.Decide(stages.Round), "decide-keyboard");
        async Task PressAsync(string key)
        {
            await page.Keyboard.PressAsync(key);
            keys++;
        }
        async Task TabToAsync(string selector)
        {
            var wanted = page.Locator(selector).First;
            while (!await wanted.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                await PressAsync("Tab");
                Assert.True(keys <= MostKeys, $"{selector} is not reached by {MostKeys} keys");
            }
            // The focused control is on the screen and not under the foot.
            Assert.True(
                await wanted.EvaluateAsync<bool>(
                    "element => { const box = element.getBoundingClientRect(), foot = document.querySelector('.app-foot'); return foot.contains(element) || (box.top >= 0 && box.bottom <= foot.getBoundingClientRect().top); }"
                ),
                $"{selector} is covered"
            );
        }
        await TabToAsync(".govuk-skip-link");
        await PressAsync("Enter");
        await TabToAsync("[name='Form.HasInterests']");
        await PressAsync("Space");
        await TabToAsync("[name='Form.Way']");
        await PressAsync("Space");
        await page.Locator("[data-total-funded]").GetByText("2 funded, £10,000.00").WaitForAsync();
        await TabToAsync("[name='Form.ReasonsStated']");
        await PressAsync("Space");
        await TabToAsync("button[value=decide]");
        await PressAsync("Enter");
        await page.GetByText("The decision is recorded").WaitForAsync();
        Assert.InRange(keys, 1, MostKeys);
        Assert.InRange(loads, 1, MostLoads);
    }

    [Fact]
    public async Task The_total_follows_an_amount_a_refusal_and_an_interest_before_anything_is_sent()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).RecommendedAsync();
        await using var session = await BrowserSession.OpenAsync(host);
        var desk = await session.DeskAsync(stages.Approver);
        var page = desk.Page;
        await desk.OpenAsync(Links.Decisions.Decide(stages.Round) + $"?at={stages.Applications[2].Id}", "decide-open");
        async Task SaysAsync(string words) => await page.Locator(".app-foot").GetByText(words).WaitForAsync();
        await SaysAsync("2 funded, £10,000.00");
        await page.Locator("[name='Line.Choice'][value=Fund]").CheckAsync();
        await SaysAsync("3 funded, £15,000.00");
        await SaysAsync("£35,000.00 left of £50,000.00");
        await page.GetByLabel("Youth workers").FillAsync("40k");
        await SaysAsync("£2,000.00 more than the pot of £50,000.00");
        await page.GetByLabel("Youth workers").FillAsync("3000");
        await page.Locator("[name='Form.HasInterests'][value=true]").CheckAsync();
        await page.GetByLabel("Organisation", new() { Exact = true }).SelectOptionAsync(stages.Applications[0].Id.ToString());
        await SaysAsync("2 funded, £10,000.00, 1 left for later");
        await session.CheckAsync(page, javaScript: true, "decide-interest");
        await page.GetByText("Saved ").First.WaitForAsync();
    }

    [Fact]
    public async Task A_refused_line_can_be_put_right_at_once_although_the_page_saves_by_itself()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).RecommendedAsync();
        await using var session = await BrowserSession.OpenAsync(host);
        var desk = await session.DeskAsync(stages.Approver);
        await desk.OpenAsync(Links.Decisions.Decide(stages.Round) + $"?at={stages.Applications[0].Id}");
        await desk.Page.Locator("[name='Line.Choice'][value=Decline]").CheckAsync();
        await desk.LeaveByAsync(desk.Page.Locator("button[value=line]"));
        await desk.SaysAsync("Say why you depart from the recommendation");
        await desk.SelectAsync("A usual reason not to fund it", Domain.Decisions.DeclineReasons.All[4]);
        await desk.LeaveByAsync(desk.Page.Locator("button[value=line]"));
        await desk.SaysAsync("is saved, and not decided yet");
        await desk.SaysAsync("As recommended, with 1 change: fund 1 for £5,000.00, decline 2.");
    }

    [Fact]
    public async Task The_page_of_the_decision_works_on_a_phone_without_script()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).RecommendedAsync();
        await using var session = await BrowserSession.OpenAsync(host);
        var phone = await session.PhoneAsync(stages.Approver);
        await phone.OpenAsync(Links.Decisions.Decide(stages.Round), "decide-phone");
        await phone.LeaveByAsync(phone.Page.Locator($"button[value='{stages.Applications[0].Id}']"));
        await session.CheckAsync(phone.Page, javaScript: false, "decide-phone-line");
        Assert.True(await phone.Page.GetByLabel("Youth workers").IsVisibleAsync());
    }
}
