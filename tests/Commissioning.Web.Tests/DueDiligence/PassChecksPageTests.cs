using System.Net;
using Commissioning.Domain.Accounts;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.DueDiligence;

public sealed class PassChecksPageTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    private async Task<(Browser Officer, List<Guid> Applications)> StartAsync()
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var round = await host.Scenario.RoundAsync(
            officer,
            [await host.Scenario.PersonAsync(Role.PanelMember), await host.Scenario.PersonAsync(Role.PanelMember)]
        );
        var applications = new List<Guid>();
        for (var i = 1; i <= 2; i++)
        {
            var applicant = await host.Scenario.PersonAsync(Role.Applicant);
            var organisation = await host.Scenario.OrganisationAsync(applicant, $"Group {i} {Guid.NewGuid():N}"[..20]);
            applications.Add(await host.Scenario.ApplicationAsync(round, organisation, applicant, $"Project {i}", 1000 + i));
        }
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update CheckPlan set FoundAt = @Now where ApplicationId in (select Id from Application where RoundId = @round); update DueDiligenceCheck set Status = 'NotStarted', CheckedBy = null, CheckedOn = null where ApplicationId in (select Id from Application where RoundId = @round)",
                new { round, work.Now }
            )
        );
        return (await host.AsAsync(officer), applications);
    }

    private Task<int> PassedAsync(Guid application, string kind) =>
        host.Database.CountAsync(
            "DueDiligenceCheck",
            "ApplicationId = @application and Status = 'Pass' and Kind = @kind",
            new { application, kind }
        );

    [Fact]
    public async Task Several_checks_of_an_application_pass_on_one_note()
    {
        var (officer, applications) = await StartAsync();
        var page = await officer.OpenAsync(Links.DueDiligence.Checks(applications[0]));
        (await page.PressAsync("Pass the ticked checks", HttpStatusCode.BadRequest)).AssertError("Tick at least one check");
        page = page.Choose("Identity and governing document").Choose("Insurance");
        (await page.PressAsync("Pass the ticked checks", HttpStatusCode.BadRequest)).AssertError(
            "Say in a sentence what you saw, so that someone else can follow it"
        );
        page = await page.Fill("What did you see?", "Constitution and policy of 2026").PressAsync("Pass the ticked checks");
        page.AssertSays("2 checks passed");
        Assert.Equal(2, await PassedAsync(applications[0], "General"));
        Assert.Equal(
            1,
            await host.Database.CountAsync(
                "AuditEntry",
                "Action = 'ChecksPassed' and SubjectId = @Id and Detail like '%Constitution and policy of 2026%'",
                new { Id = applications[0] }
            )
        );
    }

    [Fact]
    public async Task Cross_checks_that_found_nothing_pass_for_many_applications_and_others_say_why_not()
    {
        var (officer, applications) = await StartAsync();
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into RegisterImport (Id, Kind, ExtractDate, FileName, Lines, Kept, State, StartedAt, StartedBy) values (9001, 'Sanctions', @Today, 'list.csv', 1, 1, 'Current', @Now, @By)",
                new
                {
                    Today = Domain.LondonTime.DateOf(work.Now),
                    work.Now,
                    By = Domain.Actor.Portal.Id,
                }
            )
        );
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into StopFlag (Id, OrganisationId, Reason, PlacedBy, PlacedAt) select @Id, a.OrganisationId, 'The police are asking', a.StartedBy, @Now from Application a where a.Id = @Application",
                new
                {
                    Id = Guid.CreateVersion7(),
                    Application = applications[1],
                    work.Now,
                }
            )
        );
        var page = await officer.OpenAsync(Links.DueDiligence.Queue);
        (await page.PressAsync("Pass their clean checks", HttpStatusCode.BadRequest)).AssertError("Tick at least one application");
        foreach (var box in page.Document.QuerySelectorAll("main input[name=selected]").OfType<AngleSharp.Html.Dom.IHtmlInputElement>())
            box.IsChecked = applications.Contains(Guid.Parse(box.Value));
        page = await page.PressAsync("Pass their clean checks");
        page.AssertSays("5 checks passed");
        page.AssertSays("One finding has no verdict that counts yet");
        // The flag holds the check of the organisation's history and no other.
        foreach (var kind in new[] { "CrossChecks", "Conflicts" })
        foreach (var application in applications.Take(2))
            Assert.Equal(1, await PassedAsync(application, kind));
        Assert.Equal(1, await PassedAsync(applications[0], "History"));
        Assert.Equal(0, await PassedAsync(applications[1], "History"));
    }
}
