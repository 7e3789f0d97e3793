using Commissioning.Testing;

namespace Commissioning.Web.Tests.Reporting;

/// <summary>The figures in Chromium, with axe on each page: the office's on a desk, and both on a phone without scripts.</summary>
public sealed class FiguresInChromiumTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    [Fact]
    public async Task The_offices_figures_are_narrowed_to_a_year_and_an_area_and_every_number_can_be_opened()
    {
        await using var session = await BrowserSession.OpenAsync(host);
        var approver = await session.DeskAsync(await host.DemoAsync("approver"));
        await approver.OpenAsync(Links.Reporting.Office, "office-figures");
        await approver.SaysAsync("Every year, fund and area");
        await approver.SelectAsync("Year", "2024-25");
        await approver.SelectAsync("Area", "Leicester");
        await approver.PressAsync("Show", "office-figures-area");
        await approver.SaysAsync("Only year: 2024-25; area: Leicester");
        await approver.FollowAsync("Applications behind these figures", "office-applications");
        await approver.SaysAsync("Area: Leicester");

        var auditor = await session.PhoneAsync(await host.DemoAsync("auditor"));
        await auditor.OpenAsync(Links.Reporting.Office, "office-figures-phone");
        await auditor.SelectAsync("Fund", "People Zones");
        await auditor.PressAsync("Show");
        await auditor.SaysAsync("The areas' own budgets belong to no fund");
    }

    [Fact]
    public async Task The_rows_of_a_rounds_table_are_chosen_without_scripts()
    {
        var round = await host.Db.ScalarAsync<Guid>("select distinct RoundId from Award");
        await using var session = await BrowserSession.OpenAsync(host);
        var finance = await session.PhoneAsync(await host.DemoAsync("finance"));
        await finance.OpenAsync(Links.Reporting.RoundFigures(round), "round-figures-phone");
        await finance.SelectAsync("Rows", "kind");
        await finance.PressAsync("Show");
        await finance.SaysAsync("Applications by kind of organisation");
        await finance.OpenAsync($"{Links.Reporting.RoundFigures(round)}?rows=kind&columns=money");
        await finance.SaysAsync("Money by kind of organisation");
        await finance.OpenAsync($"{Links.Reporting.RoundFigures(round)}?rows=people-1", "round-people-phone");
        await finance.SaysAsync("People reached: Age");
        var desk = await session.DeskAsync(await host.DemoAsync("chief-finance"));
        await desk.OpenAsync(Links.Reporting.RoundFigures(round), "round-figures");
        await desk.SaysAsync("Applications by priority");
    }
}
