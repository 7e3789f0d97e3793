using System.Text.RegularExpressions;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Features.Applications;
using Commissioning.Platform.Data;
using Commissioning.Testing;
using Microsoft.Playwright;

namespace Commissioning.Web.Tests.Applications;

/// <summary>Whatever happens while somebody types, what was typed is still there: in Chromium, with scripts on.</summary>
public sealed partial class DraftsInChromiumTests(PortalHost host) : IClassFixture<PortalHost>
{
    private const string Typed = "Forty-one reports in a year, and twelve families who tell us why.";

    [Fact]
    public async Task A_timeout_while_typing_loses_nothing()
    {
        var draft = await StartedAsync();
        await using var session = await BrowserSession.OpenAsync(host);
        var desk = await session.DeskAsync(draft.Applicant);
        await desk.OpenAsync(Links.Applications.Section(draft.Id, "Need"));
        await EndSessionsAsync(draft.Applicant);
        await desk.Page.Locator("textarea").FillAsync(Typed);
        await desk.Page.GetByText("You were signed out.").WaitForAsync();
        await desk.Page.GetByText("Save and continue").ClickAsync();
        await desk.Page.WaitForURLAsync("**/sign-in?**");
        await SignInAsync(desk, draft.Applicant);
        var kept = System.Web.HttpUtility.ParseQueryString(new Uri(desk.Page.Url).Query)["returnUrl"]!;
        await desk.OpenAsync(kept);
        await desk.PressAsync("Save what I typed");
        Assert.Equal(Typed, await AnswerAsync(draft));
        await desk.OpenAsync(Links.Applications.Section(draft.Id, "Need"));
        Assert.Equal(Typed, await desk.Page.Locator("textarea").InputValueAsync());
        Assert.Equal(0, await desk.Page.GetByText("You typed something").CountAsync());
        Assert.Equal("0", await desk.Page.EvaluateAsync<string>("String(localStorage.length)"));
    }

    [Fact]
    public async Task Text_typed_before_the_browser_lost_its_cookies_is_put_back_and_saved()
    {
        var draft = await StartedAsync();
        await using var session = await BrowserSession.OpenAsync(host);
        var desk = await session.DeskAsync(draft.Applicant);
        await desk.OpenAsync(Links.Applications.Section(draft.Id, "Need"));
        await desk.Page.Context.ClearCookiesAsync();
        await desk.Page.Locator("textarea").FillAsync(Typed);
        await desk.Page.GetByText("Save and continue").ClickAsync();
        await desk.Page.WaitForURLAsync("**/sign-in?**");
        await SignInAsync(desk, draft.Applicant);
        await desk.OpenAsync(Links.Applications.Section(draft.Id, "Need"));
        Assert.Equal(Typed, await desk.Page.Locator("textarea").InputValueAsync());
        await desk.Page.GetByText(Saved()).WaitForAsync();
        Assert.Equal(Typed, await AnswerAsync(draft));
    }

    [Fact]
    public async Task A_lost_connection_is_waited_for_and_a_full_device_is_said()
    {
        var draft = await StartedAsync();
        await using var session = await BrowserSession.OpenAsync(host);
        var desk = await session.DeskAsync(draft.Applicant);
        await desk.Page.AddInitScriptAsync(
            "const set = Storage.prototype.setItem; Storage.prototype.setItem = function (...pair) { if (window.isFull) throw new DOMException('', 'QuotaExceededError'); return set.apply(this, pair); };"
        );
        await desk.OpenAsync(Links.Applications.Section(draft.Id, "Need"));
        await desk.Page.Context.SetOfflineAsync(true);
        await desk.Page.Locator("textarea").FillAsync("Half");
        await desk.Page.GetByText("What you type is kept on this device").WaitForAsync();
        await desk.Page.EvaluateAsync("window.isFull = true");
        await desk.Page.Locator("textarea").FillAsync(Typed);
        await desk.Page.GetByText("this device has no room to keep what you typed").WaitForAsync();
        await desk.Page.Context.SetOfflineAsync(false);
        await desk.Page.GetByText(Saved()).WaitForAsync();
        Assert.Equal(Typed, await AnswerAsync(draft));
    }

    [Fact]
    public async Task The_back_button_shows_what_is_saved_and_what_is_typed_then_is_saved_too()
    {
        var draft = await StartedAsync();
        await using var session = await BrowserSession.OpenAsync(host);
        var desk = await session.DeskAsync(draft.Applicant);
        await desk.OpenAsync(Links.Applications.Section(draft.Id, "Need"));
        await desk.Page.Locator("textarea").FillAsync("First words");
        await desk.PressAsync("Save and continue");
        await desk.Page.GoBackAsync();
        await desk.Page.Locator("textarea").WaitForAsync();
        Assert.Equal("First words", await desk.Page.Locator("textarea").InputValueAsync());
        await desk.Page.Locator("textarea").FillAsync(Typed);
        await desk.PressAsync("Save and continue");
        Assert.DoesNotContain("/sections/Need", desk.Page.Url, StringComparison.Ordinal);
        Assert.Equal(Typed, await AnswerAsync(draft));
    }

    [Fact]
    public async Task A_second_device_is_asked_which_text_counts_and_neither_is_lost()
    {
        var draft = await StartedAsync();
        await using var session = await BrowserSession.OpenAsync(host);
        var (phone, desk) = (await session.DeskAsync(draft.Applicant), await session.DeskAsync(draft.Applicant));
        await phone.OpenAsync(Links.Applications.Section(draft.Id, "Need"));
        await desk.OpenAsync(Links.Applications.Section(draft.Id, "Need"));
        await phone.Page.Locator("textarea").FillAsync("Words of the phone");
        await phone.Page.GetByText(Saved()).WaitForAsync();
        await desk.Page.Locator("textarea").FillAsync(Typed);
        await desk.Page.GetByText("You saved this part at").WaitForAsync();
        await desk.PressAsync("Save and continue");
        await desk.SaysAsync("Words of the phone");
        Assert.Equal(Typed, await desk.Page.Locator("textarea").InputValueAsync());
        await desk.PressAsync("Save and continue");
        Assert.Equal(Typed, await AnswerAsync(draft));
    }

    [Fact]
    public async Task A_budget_adds_up_while_it_is_typed_as_the_server_does_and_raises_no_false_alarm()
    {
        var draft = await StartedAsync();
        await using var session = await BrowserSession.OpenAsync(host);
        var desk = await session.DeskAsync(draft.Applicant);
        await desk.OpenAsync(Links.Applications.Budget(draft.Id));
        string[] texts =
        [
            "5000",
            "£5,000",
            "10 000",
            "2.4k",
            "£10K",
            "10 k",
            "0.5k",
            "1.23456k",
            "1,23",
            "6300,00",
            "1.005",
            ".5",
            "7.",
            "007",
            "five",
            "-5",
            "1e3",
            "",
            "£ 12.5",
            "1,234,567.89",
        ];
        foreach (var text in texts)
        {
            await desk.TypeAsync("From this grant, line 1", text);
            var says = await desk.Page.Locator("[data-total]").InnerTextAsync();
            Assert.True(
                (Money.Parse(text) ?? Money.Zero).ToShortString() == says,
                $"\"{text}\" is {Money.Parse(text)} here and {says} there"
            );
        }
        await desk.TypeAsync("Item 1", "Solar lights");
        await desk.TypeAsync("From this grant, line 1", "2.4k");
        await desk.Page.GetByText("We read £2,400").WaitForAsync();
        await desk.TypeAsync("From this grant, line 2", "1100");
        await desk.TypeAsync("Item 2", "Hall");
        await desk.PressAsync("Save and continue");
        await desk.OpenAsync(Links.Applications.Budget(draft.Id));
        Assert.Equal("£3,500", await desk.Page.Locator("[data-total]").InnerTextAsync());
        Assert.Equal(0, await desk.Page.GetByText("You typed something").CountAsync());
        Assert.Equal(0, await desk.Page.GetByText("What you typed before").CountAsync());
    }

    [Fact]
    public async Task Words_are_counted_on_the_page_as_on_the_server()
    {
        var draft = await StartedAsync();
        await using var session = await BrowserSession.OpenAsync(host);
        var desk = await session.DeskAsync(draft.Applicant);
        await desk.OpenAsync(Links.Applications.Section(draft.Id, "Need"));
        string[] texts =
        [
            "",
            "one",
            " one ",
            "well-known half-way e-mail",
            "a - b - c",
            "see police.uk/leics 25%",
            "one,two three",
            "don't",
            "a\u00a0b",
            "a\u202fb",
            "a\u2003b",
            "line\nbreak",
            "tab\tbed",
            "zero\u200bwidth",
            "\ufeffmark",
            "ગીતા બહેન",
            "مرحبا بالعالم",
            "日本語",
            "👩‍👩‍👧 family",
            "£10,000 (ten thousand)",
            "…",
            "\u0085x",
        ];
        foreach (var text in texts)
        {
            await desk.Page.Locator("textarea").FillAsync(text);
            var says = await desk.Page.Locator("textarea ~ div.govuk-hint").InnerTextAsync();
            Assert.StartsWith($"{250 - WordCount.Of(text)} words left", says, StringComparison.Ordinal);
        }
    }

    // Not "Not saved yet".
    [GeneratedRegex("^Saved ")]
    private static partial Regex Saved();

    private sealed record Started(Actor Applicant, Guid Id);

    private async Task<Started> StartedAsync()
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var round = await host.Scenario.RoundAsync(
            officer,
            [await host.Scenario.PersonAsync(Role.PanelMember), await host.Scenario.PersonAsync(Role.PanelMember)]
        );
        var applicant = await host.Scenario.PersonAsync(Role.Applicant);
        var organisation = await host.Scenario.OrganisationAsync(applicant);
        var eligible = await host.Scenario.EligibleAsync(round);
        return new(
            applicant,
            (await host.WithAsync<StartApplication, Result<Guid>>(start => start.RunAsync(applicant, round, organisation, eligible))).Value
        );
    }

    private Task<string?> AnswerAsync(Started draft) =>
        host.Db.ScalarAsync<string>("select Wording from Answer where ApplicationId = @Id", new { draft.Id });

    private Task EndSessionsAsync(Actor person) =>
        host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update PersonSession set EndsAt = @Now where PersonId = @Id",
                new { person.Id, Now = work.Now.AddMinutes(-1) }
            )
        );

    private async Task SignInAsync(BrowserTab tab, Actor person)
    {
        var cookie = (await host.SessionCookieAsync(person)).Split('=', 2);
        await tab.Page.Context.AddCookiesAsync([
            new()
            {
                Name = cookie[0],
                Value = cookie[1],
                Url = host.Address.ToString(),
            },
        ]);
    }
}
