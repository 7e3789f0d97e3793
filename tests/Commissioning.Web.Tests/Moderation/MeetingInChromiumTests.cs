using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Moderation;
using Commissioning.Features.Moderation;
using Commissioning.Testing;
using Microsoft.Playwright;

namespace Commissioning.Web.Tests.Moderation;

/// <summary>The meeting by keyboard, on two screens at once, and without a network for a while.</summary>
public sealed class MeetingInChromiumTests(PortalHost host) : IClassFixture<PortalHost>
{
    private readonly List<Actor> panel = [];
    private readonly List<Guid> applications = [];
    private Actor officer = null!;
    private Guid round;

    [Fact]
    public async Task Applications_are_moderated_by_keyboard_alone_and_fit_one_screen()
    {
        await MeetingAsync(3);
        await using var session = await BrowserSession.OpenAsync(host);
        var desk = await session.DeskAsync(officer);
        await desk.Page.SetViewportSizeAsync(1366, 768);
        await desk.OpenAsync(Links.Moderation.InMeeting(applications[0], MeetingOrder.Number), "meeting");
        foreach (var member in panel)
            await desk.ChooseAsync(member.Name);
        // The whole table stands above the foot.
        var (table, foot) = (
            await desk.Page.Locator(".app-meeting").BoundingBoxAsync(),
            await desk.Page.Locator(".app-foot").BoundingBoxAsync()
        );
        Assert.True(table!.Y + table.Height <= foot!.Y + 1, $"The table ends at {table.Y + table.Height}, and the foot begins at {foot.Y}");
        Assert.True(foot.Y + foot.Height <= 768);
        // 2 goes to the second criterion, arrows between scores.
        await desk.Page.EvaluateAsync("document.activeElement.blur()");
        await desk.Page.Keyboard.PressAsync("2");
        Assert.Equal("Lines_1__Score", await FocusAsync(desk));
        await desk.Page.Keyboard.PressAsync("ArrowDown");
        Assert.Equal("Lines_2__Score", await FocusAsync(desk));
        await desk.Page.Keyboard.PressAsync("ArrowUp");
        await desk.Page.Keyboard.TypeAsync("3.5");
        Assert.Equal("3.5", await desk.Page.Locator("#Lines_1__Score").InputValueAsync());
        await desk.TypeAsync("Reason for Fit with the priorities", "Closer than it reads.");
        // Enter in a score saves and goes on.
        await desk.Page.Locator("#Lines_1__Score").FocusAsync();
        await desk.Page.Keyboard.PressAsync("Enter");
        await desk.Page.GetByText("2 applications are left.").WaitForAsync();
        // Ctrl and Enter agree the means where a box is empty, and keep what is typed.
        await desk.Page.Locator("#Lines_0__Score").FillAsync("3.5");
        await desk.TypeAsync("Reason for Need and evidence", "The panel read the log again.");
        await desk.Page.Keyboard.PressAsync("Control+Enter");
        await desk.Page.GetByText("1 application is left.").WaitForAsync();
        Assert.Equal(
            7,
            await host.Db.ScalarAsync<long>(
                "select g.Numerator from AgreedScore g join Criterion c on c.Id = g.CriterionId where g.ApplicationId = @Id and c.Position = 1",
                new { Id = applications[1] }
            )
        );
        // Keys can be turned off (WCAG 2.1.4).
        await desk.Page.GetByText("An empty score agrees the mean").ClickAsync();
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Turn the keys 1 to 9 off" }).ClickAsync();
        await desk.Page.EvaluateAsync("document.activeElement.blur()");
        await desk.Page.Keyboard.PressAsync("2");
        Assert.NotEqual("Lines_1__Score", await FocusAsync(desk));
        await desk.OpenAsync(Links.Moderation.Line(round) + "?threshold=60", "threshold");
    }

    [Fact]
    public async Task What_one_screen_saves_the_others_show_without_being_asked()
    {
        Assert.True(MeetingChanges.Between < TimeSpan.FromSeconds(2));
        await MeetingAsync(2);
        await host.WithAsync<SharedScreen, Result>(screen => screen.ShowAsync(officer, round, applications[0]));
        await using var session = await BrowserSession.OpenAsync(host);
        var member = await session.DeskAsync(panel[0]);
        await member.OpenAsync(Links.Moderation.Application(applications[0]), "meeting-of-a-member");
        var screen = await session.DeskAsync(panel[1]);
        await screen.OpenAsync(Links.Moderation.Live(round), "room");
        await screen.SaysAsync("Agreed not yet");
        var view = await host.Db.ReadAsync(work => ApplicationModeration.GetAsync(work, officer, applications[0]));
        Assert.Empty(
            await host.RefusalsAsync<AgreeScores>(agree =>
                agree.RunAsync(
                    officer,
                    new(
                        applications[0],
                        view.Version,
                        [],
                        [.. view.Criteria.Select(criterion => new AgreeScores.AgreedLine(criterion.Id, null, null))],
                        "Short",
                        new([.. panel.Select(one => one.Id)], null)
                    )
                )
            )
        );
        await screen.Page.GetByText("Agreed 60.0%").WaitForAsync();
        await member.Page.BringToFrontAsync();
        await member.Page.GetByText(officer.Name).First.WaitForAsync();
        await host.WithAsync<SharedScreen, Result>(shared => shared.ShowAsync(officer, round, applications[1]));
        await member.Page.GetByText("The shared screen shows").WaitForAsync();
    }

    [Fact]
    public async Task What_is_typed_while_the_network_is_gone_comes_back()
    {
        await MeetingAsync(1);
        await using var session = await BrowserSession.OpenAsync(host);
        var desk = await session.DeskAsync(officer);
        await desk.OpenAsync(Links.Moderation.Application(applications[0]));
        await desk.Page.Context.SetOfflineAsync(true);
        await desk.TypeAsync("Reason for Need and evidence", "Typed without a network");
        await desk.Page.GetByText("No connection since").WaitForAsync();
        await desk.Page.Context.SetOfflineAsync(false);
        await desk.OpenAsync(Links.Moderation.Application(applications[0]));
        await desk.SaysAsync("What you typed before is back.");
        Assert.Equal(
            "Typed without a network",
            await desk.Page.GetByLabel("Reason for Need and evidence", new() { Exact = true }).InputValueAsync()
        );
    }

    private static Task<string> FocusAsync(BrowserTab desk) => desk.Page.EvaluateAsync<string>("document.activeElement.id");

    private async Task MeetingAsync(int count)
    {
        officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        for (var i = 0; i < 5; i++)
            panel.Add(await host.Scenario.PersonAsync(Role.PanelMember));
        round = await host.Scenario.RoundAsync(officer, panel);
        var applicant = await host.Scenario.PersonAsync(Role.Applicant);
        for (var i = 0; i < count; i++)
        {
            applications.Add(
                await host.Scenario.ApplicationAsync(
                    round,
                    await host.Scenario.OrganisationAsync(applicant, $"Group {i}"),
                    applicant,
                    $"Project {i}"
                )
            );
            for (var a = 0; a < panel.Count; a++)
                await host.Scenario.AssignedAsync(applications[i], panel[a], [.. Enumerable.Repeat(1 + a, 5)]);
        }
        host.Clock.MoveTo("2026-02-21 10:00");
    }
}
