using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Casework;

/// <summary>What a list may show, and to whom.</summary>
public sealed class ListPageTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task Drafts_show_who_writes_and_how_far_they_are_but_nothing_of_what_they_write()
    {
        host.Clock.MoveTo("2026-01-20 12:00");
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var applicant = await host.Scenario.PersonAsync(Role.Applicant);
        var round = await host.Scenario.RoundAsync(
            officer,
            [await host.Scenario.PersonAsync(Role.PanelMember), await host.Scenario.PersonAsync(Role.PanelMember)]
        );
        var organisation = await host.Scenario.OrganisationAsync(applicant, "Oakham Sheds");
        var draft = new
        {
            Id = Guid.CreateVersion7(),
            round,
            organisation,
            By = applicant.Id,
            Now = new DateTime(2026, 1, 19, 9, 30, 0, DateTimeKind.Utc),
        };
        await host.Db.HousekeepAsync(async work =>
        {
            await work.ExecuteAsync("update RoundTally set Drafts = 1 where RoundId = @round", draft);
            await work.ExecuteAsync(
                "insert into Application (Id, RoundId, OrganisationId, Status, ProjectName, Summary, AmountRequested, StartedBy, StartedAt, DueDiligence, Version) values (@Id, @round, @organisation, 'Draft', 'Secret garden', 'A quiet place', 765400, @By, @Now, 'NotStarted', 1)",
                draft
            );
            await work.ExecuteAsync(
                "insert into ApplicationSection (ApplicationId, Section, SavedBy, SavedAt, Version) values (@Id, 'project', @By, @Now, 1)",
                draft
            );
            await work.ExecuteAsync(
                "insert into Answer (ApplicationId, QuestionId, Wording) select @Id, q.Id, 'We will dig' from Question q where q.RoundId = @round and q.Position = 1",
                draft
            );
            return 0;
        });
        var browser = await host.AsAsync(officer);
        var page = await browser.OpenAsync(Links.Casework.Drafts(round));
        page.AssertSays("1 draft");
        page.AssertSays("Oakham Sheds");
        page.AssertSays(applicant.Name);
        page.AssertSays("9:30am on 19 January 2026");
        Assert.Contains("2", page.Document.QuerySelectorAll("tbody td").Select(cell => cell.TextContent.Trim()));
        var file = await browser.GetAsync(Links.Casework.Drafts(round) + "?download=csv");
        var csv = await file.Content.ReadAsStringAsync();
        Assert.Contains("Oakham Sheds", csv, StringComparison.Ordinal);
        foreach (var text in new[] { page.Document.Body!.TextContent, csv })
        foreach (var answer in new[] { "Secret", "quiet", "dig", "7,654", "7654" })
            Assert.DoesNotContain(answer, text, StringComparison.Ordinal);
        Assert.StartsWith(
            "Drafts of ",
            await host.Db.ScalarAsync<string>(
                "select Detail from AuditEntry where Action = 'ListDownloaded' and ActorId = @Id",
                new { officer.Id }
            ),
            StringComparison.Ordinal
        );
        await (await host.AsAsync(applicant)).OpenAsync(Links.Casework.Drafts(round), HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Scores_are_listed_only_where_the_rule_of_moderation_shows_them()
    {
        host.Clock.MoveTo("2026-01-20 12:00");
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var (member, other) = (await host.Scenario.PersonAsync(Role.PanelMember), await host.Scenario.PersonAsync(Role.PanelMember));
        var applicant = await host.Scenario.PersonAsync(Role.Applicant);
        var round = await host.Scenario.RoundAsync(officer, [member, other]);
        var organisation = await host.Scenario.OrganisationAsync(applicant);
        var scored = await host.Scenario.ApplicationAsync(round, organisation, applicant, "Scored by both");
        var open = await host.Scenario.ApplicationAsync(round, organisation, applicant, "Still to score");
        var conflicted = await host.Scenario.ApplicationAsync(round, organisation, applicant, "Run by a cousin");
        foreach (var application in new[] { scored, open, conflicted })
            await host.Scenario.AssignedAsync(application, other, 4, 4, 4, 4, 4);
        await host.Scenario.AssignedAsync(scored, member, 2, 2, 2, 2, 2);
        await host.Scenario.AssignedAsync(open, member);
        var conflict = await host.Scenario.AssignedAsync(conflicted, member);
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update ScoringAssignment set Conflict = 'Declared' where Id = @conflict", new { conflict })
        );
        host.Clock.MoveTo("2026-02-10 10:00");
        var mine = await (await host.AsAsync(member)).OpenAsync(Links.Moderation.Scores(round));
        mine.AssertSays("10 scores");
        mine.AssertSays("Scored by both");
        mine.AssertDoesNotSay("Still to score");
        mine.AssertDoesNotSay("Run by a cousin");
        var file = await (await host.AsAsync(member)).GetAsync(Links.Moderation.Scores(round) + "?download=csv");
        Assert.DoesNotContain("Still to score", await file.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var all = await (await host.AsAsync(officer)).OpenAsync(Links.Moderation.Scores(round));
        all.AssertSays("30 scores");
        all.AssertSays("Run by a cousin");
        all.AssertSays("Conflict of interest");
        await (await host.AsAsync(await host.Scenario.PersonAsync(Role.PanelMember))).OpenAsync(
            Links.Moderation.Scores(round),
            HttpStatusCode.NotFound
        );
    }

    [Fact]
    public async Task View_is_saved_from_its_list_and_stands_above_it_until_it_is_removed()
    {
        var browser = await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        var list = await browser.OpenAsync(Links.Monitoring.Returns + "?state=Overdue");
        var saved = await list.Fill("Name of the view", "Late ones").PressAsync("Save");
        Assert.Equal("?state=Overdue", (await saved.FollowAsync("Late ones")).Address.Query);
        await (await browser.OpenAsync(Links.Casework.Views)).PressAsync("Remove Late ones");
        (await browser.OpenAsync(Links.Monitoring.Returns)).AssertDoesNotSay("Late ones");
    }
}
