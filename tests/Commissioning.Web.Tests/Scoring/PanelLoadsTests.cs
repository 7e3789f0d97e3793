using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Scoring;
using Commissioning.Testing;
using Microsoft.Playwright;

namespace Commissioning.Web.Tests.Scoring;

/// <summary>How many pages an assessor loads, how far the first score is, and what a broken network does to an open sheet: in Chromium, at
/// 1366 by 768.</summary>
public sealed class PanelLoadsTests(PortalHost host) : IClassFixture<PortalHost>
{
    private const int Applications = 4;

    [Fact]
    public async Task A_round_is_scored_with_one_page_load_an_application_and_by_keyboard_alone()
    {
        var (assessor, round) = await ClosedRoundAsync();
        await using var session = await BrowserSession.OpenAsync(host);
        var desk = await DeskAsync(session, assessor);
        var loads = 0;
        desk.Page.Request += (_, request) =>
        {
            if (request.IsNavigationRequest && request.Method == "GET" && request.RedirectedFrom is null)
                loads++;
        };
        desk.Page.Response += (_, response) =>
        {
            if (response.Request.IsNavigationRequest && response.Request.RedirectedFrom is not null && response.Ok)
                loads++;
        };
        await desk.OpenAsync(Links.Scoring.Queue(round));
        await desk.PressAsync("Declare your conflicts of interest");
        await desk.PressAsync("I have no conflict with the others");
        Assert.Equal(3, loads);
        await desk.PressAsync($"Next of {Applications}");
        for (var i = 0; i < Applications; i++)
        {
            for (var criterion = 0; criterion < 5; criterion++)
            {
                // No key before it: the digit goes to the first criterion without a score.
                await desk.Page.Keyboard.PressAsync((criterion % 6).ToString(CultureInfo.InvariantCulture));
                await desk.Page.Keyboard.TypeAsync($"Reason {i}");
                await desk.Page.Keyboard.PressAsync("Tab");
                await desk.Page.EvaluateAsync("document.activeElement.blur()");
            }
            await desk.PressAsync("Submit my scores");
        }
        await desk.SaysAsync($"{Applications} of {Applications} submitted");
        // Queue, list, queue; then a sheet for each application, and the queue at the end.
        Assert.Equal(3 + Applications + 1, loads);
        Assert.Equal(
            5 * Applications,
            await host.Db.ScalarAsync<int>(
                "select count(*) from Score g join ScoringAssignment s on s.Id = g.AssignmentId where s.RoundId = @round and g.Value is not null and s.SubmittedAt is not null",
                new { round }
            )
        );
    }

    [Fact]
    public async Task The_first_score_is_two_tabs_away_and_all_of_its_anchors_are_in_the_first_screen()
    {
        var (assessor, round) = await ClosedRoundAsync();
        await host.Scenario.DeclareNoConflictAsync(assessor, round);
        await using var session = await BrowserSession.OpenAsync(host);
        var desk = await DeskAsync(session, assessor);
        await desk.OpenAsync(Links.Scoring.Sheet(await SheetAsync(assessor, round, 1)));
        var places = await desk.Page.EvaluateAsync<double[]>(
            "() => { const items = [...document.querySelector('.app-scale').querySelectorAll('.govuk-radios__item')]; return [items[0].getBoundingClientRect().top, items.at(-1).getBoundingClientRect().bottom, document.querySelector('.app-foot').getBoundingClientRect().top, document.documentElement.scrollHeight]; }"
        );
        // It was at 622 on a page of 4,015.
        Assert.True(places[0] <= 311, $"The first score stands at {places[0]}");
        Assert.True(places[1] < places[2], $"The last anchor ends at {places[1]}, the foot begins at {places[2]}");
        Assert.True(places[3] < 3000, $"The page is {places[3]} high");
        await desk.Page.Keyboard.PressAsync("Tab");
        await desk.Page.Keyboard.PressAsync("Tab");
        await desk.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("Scores_0__Value", await desk.Page.EvaluateAsync<string>("document.activeElement.id"));
    }

    [Fact]
    public async Task The_total_follows_and_an_earlier_reason_is_one_key_away()
    {
        var (assessor, round) = await ClosedRoundAsync();
        await host.Scenario.DeclareNoConflictAsync(assessor, round);
        var first = await SheetAsync(assessor, round, 1);
        var sheet = await host.WithAsync<ScoringSheet, ScoringSheet.ScoreSheet>(sheets => sheets.GetAsync(assessor, first));
        await SaveAsync(assessor, sheet, 3, "Local figures, well used");
        await using var session = await BrowserSession.OpenAsync(host);
        var desk = await DeskAsync(session, assessor);
        await desk.OpenAsync(Links.Scoring.Sheet(await SheetAsync(assessor, round, 2)));
        await desk.SaysAsync("0.0% so far, 0 of 5 criteria scored");
        await desk.Page.Keyboard.PressAsync("4");
        await desk.SaysAsync("of 5 criteria scored");
        Assert.Equal(
            $"{4 * sheet.Criteria[0].Weight / 5}.0% so far, 1 of 5 criteria scored",
            await desk.Page.Locator("[data-percent-status]").InnerTextAsync()
        );
        await desk.Page.Keyboard.PressAsync("ArrowDown");
        Assert.Equal("Local figures, well used", await desk.Page.Locator("#Scores_0__Reason").InputValueAsync());
        await desk.Page.GetByText("Number keys score").ClickAsync();
        await desk.Page.EvaluateAsync("document.activeElement.blur()");
        await desk.Page.Keyboard.PressAsync("5");
        Assert.Equal(0, await desk.Page.Locator("input[name='Scores[1].Value']:checked").CountAsync());
    }

    [Fact]
    public async Task A_sheet_without_network_keeps_what_is_typed_says_so_and_sends_it_by_itself()
    {
        var (assessor, round) = await ClosedRoundAsync();
        await host.Scenario.DeclareNoConflictAsync(assessor, round);
        var sheet = await SheetAsync(assessor, round, 1);
        await using var session = await BrowserSession.OpenAsync(host);
        var desk = await DeskAsync(session, assessor);
        await desk.OpenAsync(Links.Scoring.Sheet(sheet));
        await desk.Page.Context.SetOfflineAsync(true);
        await desk.Page.GetByLabel("Reason for your score for Need and evidence").FillAsync("Typed on a train");
        await desk.Page.GetByText("No network. What you type is kept on this device.").WaitForAsync();
        var address = desk.Page.Url;
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Save and open the next" }).ClickAsync();
        await desk.Page.GetByText("No network. You can go on when the network is back.").WaitForAsync();
        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "Back", Exact = true }).ClickAsync();
        await desk.Page.GetByText("Another page needs the network").WaitForAsync();
        Assert.Equal(address, desk.Page.Url);
        host.Clock.MoveTo("2026-02-03 11:05");
        await desk.Page.Context.SetOfflineAsync(false);
        await SavedAsync(sheet, "Typed on a train");
        await desk.PressAsync("Save and come back later");
        Assert.Equal(
            "0",
            await desk.Page.EvaluateAsync<string>("String(Object.keys(localStorage).filter((key) => key.startsWith('draft:')).length)")
        );
    }

    [Fact]
    public async Task A_save_whose_answer_is_lost_on_the_way_is_no_conflict_with_another_window()
    {
        var (assessor, round) = await ClosedRoundAsync();
        await host.Scenario.DeclareNoConflictAsync(assessor, round);
        var sheet = await SheetAsync(assessor, round, 1);
        await using var session = await BrowserSession.OpenAsync(host);
        var desk = await DeskAsync(session, assessor);
        await desk.OpenAsync(Links.Scoring.Sheet(sheet));
        var lost = false;
        await desk.Page.RouteAsync(
            "**/*handler=Autosave*",
            async route =>
            {
                if (lost)
                {
                    await route.ContinueAsync();
                    return;
                }
                lost = true;
                await route.FetchAsync();
                await route.AbortAsync();
            }
        );
        await desk.Page.GetByLabel("Reason for your score for Need and evidence").FillAsync("First");
        await desk.Page.GetByText("No network. What you type is kept on this device.").WaitForAsync();
        await SavedAsync(sheet, "First");
        await desk.Page.GetByLabel("Reason for your score for Need and evidence").FillAsync("First and more");
        await SavedAsync(sheet, "First and more");
        await desk.Page.GetByText(new System.Text.RegularExpressions.Regex("^Saved [0-9]")).WaitForAsync();
    }

    [Fact]
    public async Task What_one_assessor_typed_on_a_shared_device_is_never_put_before_another_and_goes_with_signing_out()
    {
        var (assessor, round) = await ClosedRoundAsync();
        await host.Scenario.DeclareNoConflictAsync(assessor, round);
        await using var session = await BrowserSession.OpenAsync(host);
        var desk = await DeskAsync(session, assessor);
        await desk.OpenAsync(Links.Scoring.Sheet(await SheetAsync(assessor, round, 1)));
        await desk.Page.Context.SetOfflineAsync(true);
        await desk.Page.GetByLabel("Reason for your score for Need and evidence").FillAsync("Mine alone");
        await desk.Page.GetByText("No network. What you type is kept on this device.").WaitForAsync();
        Task<string[]> KeysAsync() =>
            desk.Page.EvaluateAsync<string[]>("Object.keys(localStorage).filter((key) => key.startsWith('draft:'))");
        Assert.StartsWith($"draft:{assessor.Id}:", Assert.Single(await KeysAsync()), StringComparison.Ordinal);
        // Another window of the same device, where the person signs out.
        await desk.Page.Context.SetOfflineAsync(false);
        var other = await desk.Page.Context.NewPageAsync();
        await other.GotoAsync(Links.Accounts.SignOut);
        await other.EvaluateAsync("id => localStorage.setItem(`draft:${id}:/left`, '{}')", assessor.Id.ToString());
        await other.EvaluateAsync("localStorage.setItem('draft:somebody-else:/left', '{}')");
        await other.Locator("main").GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await other.GetByText("You are signed out").WaitForAsync();
        Assert.DoesNotContain($"draft:{assessor.Id}:/left", await KeysAsync());
        Assert.Contains("draft:somebody-else:/left", await KeysAsync());
    }

    [Fact]
    public async Task A_save_that_fails_with_a_network_never_blames_the_network_and_signing_out_names_what_is_unsaved()
    {
        var (assessor, round) = await ClosedRoundAsync();
        await host.Scenario.DeclareNoConflictAsync(assessor, round);
        await using var session = await BrowserSession.OpenAsync(host);
        var desk = await DeskAsync(session, assessor);
        await desk.OpenAsync(Links.Scoring.Sheet(await SheetAsync(assessor, round, 1)));
        var status = 400;
        await desk.Page.RouteAsync("**/*handler=Autosave*", route => route.FulfillAsync(new() { Status = status }));
        var box = desk.Page.GetByLabel("Reason for your score for Need and evidence");
        await box.FillAsync("Not mine to save");
        await desk.Page.GetByText("Another person is signed in on this device. Sign in again to save.").WaitForAsync();
        status = 503;
        await box.FillAsync("Busy");
        await desk.Page.GetByText("The portal could not save this now; it tries again.").WaitForAsync();
        var other = await desk.Page.Context.NewPageAsync();
        await other.GotoAsync(Links.Accounts.SignOut);
        await other.GetByText("What you typed on these pages is not saved.").WaitForAsync();
        Assert.Equal(1, await other.Locator("main li a[href*='/scoring/sheet/']").CountAsync());
        await other.GetByRole(AriaRole.Button, new() { Name = "Sign out and delete it" }).WaitForAsync();
    }

    [Fact]
    public async Task A_practice_application_is_scored_by_number_keys_and_ten_by_a_letter()
    {
        var (assessor, round) = await ClosedRoundAsync();
        await using var session = await BrowserSession.OpenAsync(host);
        var desk = await DeskAsync(session, assessor);
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update Criterion set Greatest = 10 where RoundId = @round and Position = 1", new { round })
        );
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into CriterionAnchor (CriterionId, Score, Wording) select Id, 10, 'Best' from Criterion where RoundId = @round and Position = 1",
                new { round }
            )
        );
        await desk.OpenAsync(Links.Scoring.Practice(round, 1));
        await desk.Page.Keyboard.PressAsync("1");
        await desk.Page.Keyboard.PressAsync("0");
        await desk.Page.Keyboard.PressAsync("5");
        Assert.Equal(
            "1,0,5",
            await desk.Page.EvaluateAsync<string>(
                "[...document.querySelectorAll('.app-scale input:checked')].map((radio) => radio.value).join()"
            )
        );
        await desk.Page.Locator("input[name='Scores[0].Value']").First.FocusAsync();
        await desk.Page.Keyboard.PressAsync("t");
        Assert.Equal("10", await desk.Page.Locator("input[name='Scores[0].Value']:checked").InputValueAsync());
    }

    private async Task SavedAsync(Guid sheet, string reason)
    {
        for (
            var watch = System.Diagnostics.Stopwatch.StartNew();
            await host.Db.ScalarAsync<int>(
                "select count(*) from Score where AssignmentId = @sheet and Reason = @reason",
                new { sheet, reason }
            ) == 0;

        )
            Assert.True(watch.Elapsed < BrowserSession.Patience, "What was typed was not saved");
    }

    private Task<Result> SaveAsync(Actor assessor, ScoringSheet.ScoreSheet sheet, int score, string reason) =>
        host.WithAsync<SaveScores, Result>(save =>
            save.RunAsync(
                assessor,
                new(
                    sheet.Assignment.Id,
                    sheet.Assignment.Version,
                    sheet.Criteria.Select(criterion => new Domain.Scoring.Score(criterion.Id, score, reason)).ToList(),
                    [],
                    Submit: false
                )
            )
        );

    private Task<Guid> SheetAsync(Actor assessor, Guid round, int position) =>
        host.Db.ScalarAsync<Guid>(
            "select Id from ScoringAssignment where RoundId = @round and AssessorId = @Id and Position = @position",
            new
            {
                round,
                assessor.Id,
                position,
            }
        );

    private static async Task<BrowserTab> DeskAsync(BrowserSession session, Actor assessor)
    {
        var desk = await session.DeskAsync(assessor);
        await desk.Page.SetViewportSizeAsync(1366, 768);
        return desk;
    }

    private async Task<(Actor Assessor, Guid Round)> ClosedRoundAsync()
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var assessor = await host.Scenario.PersonAsync(Role.PanelMember);
        var round = await host.Scenario.RoundAsync(officer, [assessor, await host.Scenario.PersonAsync(Role.PanelMember)]);
        for (var i = 0; i < Applications; i++)
        {
            var applicant = await host.Scenario.PersonAsync(Role.Applicant);
            await host.Scenario.ApplicationAsync(
                round,
                await host.Scenario.OrganisationAsync(applicant, $"Group {i}"),
                applicant,
                $"Project {i}"
            );
        }
        host.Clock.MoveTo("2026-02-03 10:00");
        await host.WithAsync<ScoringQueue, ScoringQueue.ScoringQueuePage>(queue => queue.GetAsync(assessor, round));
        return (assessor, round);
    }
}
