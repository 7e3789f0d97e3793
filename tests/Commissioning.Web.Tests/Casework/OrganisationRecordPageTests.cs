using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Features.Casework;
using Commissioning.Features.Organisations;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Casework;

public sealed class OrganisationRecordPageTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    private async Task<(Guid Organisation, Guid Application, string Name)> GroupAsync(string name)
    {
        var applicant = await host.Scenario.PersonAsync(Role.Applicant);
        var round = await host.Scenario.RoundAsync(
            await host.Scenario.PersonAsync(Role.CommissioningOfficer),
            [await host.Scenario.PersonAsync(Role.PanelMember), await host.Scenario.PersonAsync(Role.PanelMember)]
        );
        var organisation = await host.Scenario.OrganisationAsync(applicant, name);
        return (organisation, await host.Scenario.ApplicationAsync(round, organisation, applicant, $"Project of {name}"), name);
    }

    [Fact]
    public async Task The_record_shows_past_rounds_that_were_brought_in_with_its_funding_history()
    {
        var group = await GroupAsync("Old Mill");
        await host.Db.HousekeepAsync(async work =>
        {
            var of = new
            {
                Id = Guid.CreateVersion7(),
                Second = Guid.CreateVersion7(),
                group.Application,
                group.Organisation,
                By = Guid.NewGuid(),
                work.Now,
            };
            await work.ExecuteAsync(
                "insert into PastRound (Id, FundId, Name, BudgetYear, CountsAsSubsidy, MadeBy, MadeAt, BroughtInBy, BroughtInAt, Version) select @Id, r.FundId, 'Round 1', '2021-22', 1, p.PersonId, @Now, p.PersonId, @Now, 1 from Application a join Round r on r.Id = a.RoundId join OrganisationMember p on p.OrganisationId = a.OrganisationId where a.Id = @Application",
                of
            );
            await work.ExecuteAsync(
                "insert into PastApplication (Id, PastRoundId, Line, OrganisationId, IsNew, Organisation, ProjectName, Result, Asked, Awarded) values (@Id, @Id, 2, @Organisation, 0, 'Old Mill', 'Boxing then', 'Funded', 300000, 250050)",
                of
            );
            return await work.ExecuteAsync(
                "insert into PastApplication (Id, PastRoundId, Line, OrganisationId, IsNew, Organisation, ProjectName, Result) values (@Second, @Id, 3, @Organisation, 0, 'Old Mill', 'Chess then', 'NotFunded')",
                of
            );
        });
        var officer = await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        foreach (var part in new[] { OrganisationPart.Overview, OrganisationPart.Applications })
        {
            var page = await officer.OpenAsync(Links.Casework.OrganisationOn(group.Organisation, part));
            page.AssertSays("Past rounds, brought in");
            page.AssertSays("Boxing then");
            page.AssertSays("£2,500.50");
            page.AssertSays("Not funded");
            // What was paid and returned is not known, which is not nothing.
            Assert.Equal(
                ["All that is known", "", "", "£3,000.00", "£2,500.50", "", ""],
                page.Document.QuerySelectorAll("[aria-label='Past rounds'] tfoot th, [aria-label='Past rounds'] tfoot td")
                    .Select(cell => cell.TextContent.Trim())
            );
        }
    }

    [Fact]
    public async Task Search_the_list_the_identity_bar_and_the_history_lead_to_the_record_and_each_part_needs_its_rooms_permission()
    {
        var group = await GroupAsync("Harbour Lights");
        var record = Links.Casework.Organisation(group.Organisation);
        var officer = await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        var page = await (await officer.OpenAsync($"{Links.Casework.Search}?q=Harbour")).FollowAsync("Harbour Lights");
        Assert.Equal(record, page.Address.AbsolutePath);
        Assert.Equal("Harbour Lights", page.Heading);
        page.AssertSays("£5,000.00");
        Assert.Equal(
            record,
            (await (await officer.OpenAsync($"{Links.Casework.Organisations}?q=Harbour")).FollowAsync("Harbour Lights"))
                .Address
                .AbsolutePath
        );
        Assert.Equal(
            record,
            (await (await officer.OpenAsync(Links.Applications.Submitted(group.Application))).FollowAsync("Harbour Lights"))
                .Address
                .AbsolutePath
        );
        var history = await page.FollowAsync("History");
        Assert.Equal(Links.Audit.History(HistoryKind.Organisation, group.Organisation), history.Address.AbsolutePath);
        Assert.Equal(record, (await history.FollowAsync("Back")).Address.AbsolutePath);
        foreach (var part in Enum.GetValues<OrganisationPart>())
            await officer.OpenAsync(Links.Casework.OrganisationOn(group.Organisation, part));
        (await officer.OpenAsync(Links.Casework.OrganisationOn(group.Organisation, OrganisationPart.Applications))).AssertSays(
            "Project of Harbour Lights"
        );

        // A commissioner has no part in due diligence; a panel member and an applicant have none in the record.
        var approver = await host.AsAsync(await host.Scenario.PersonAsync(Role.Approver));
        (await approver.OpenAsync(record)).AssertDoesNotSay("Flags and checks");
        foreach (var part in Enum.GetValues<OrganisationPart>())
            await approver.OpenAsync(
                Links.Casework.OrganisationOn(group.Organisation, part),
                part.Needs() == Permission.ViewDueDiligence ? HttpStatusCode.Forbidden : HttpStatusCode.OK
            );
        foreach (var role in new[] { Role.PanelMember, Role.Applicant })
            await (await host.AsAsync(await host.Scenario.PersonAsync(role))).OpenAsync(record, HttpStatusCode.Forbidden);
        var finance = await host.AsAsync(await host.Scenario.PersonAsync(Role.FinanceOfficer));
        (await finance.OpenAsync(record)).AssertDoesNotSay("Merge with another record");
        await finance.OpenAsync(Links.Casework.MergeOrganisation(group.Organisation), HttpStatusCode.Forbidden);
        await finance.OpenAsync(Links.Casework.SetHost(group.Organisation), HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task An_officer_finds_a_double_merges_it_sees_both_on_one_page_and_undoes_it()
    {
        var (first, second) = (await GroupAsync("Mill Street Choir"), await GroupAsync("Mill St Choir"));
        var officer = await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        var page = await (await officer.OpenAsync(Links.Casework.Organisation(first.Organisation))).FollowAsync(
            "Merge with another record"
        );
        page = await (await officer.OpenAsync($"{page.Address.AbsolutePath}?find=Mill+St+Choir")).FollowAsync("Mill St Choir");
        page = await page.PressAsync("Merge the records", HttpStatusCode.BadRequest);
        page.AssertError("Choose which record stands");
        page = await page.Choose("Mill Street Choir")
            .Fill("Why are they one organisation?", "The same conductor")
            .PressAsync("Merge the records");
        page.AssertSays("The two records are shown and counted as one");
        page.AssertSays("Mill St Choir");
        page.AssertSays("£10,000.00");
        // The other record leads here.
        page = await officer.OpenAsync(Links.Casework.OrganisationOn(second.Organisation, OrganisationPart.Links));
        Assert.Equal(Links.Casework.Organisation(first.Organisation), page.Address.AbsolutePath);
        page = await page.PressAsync("Undo the merge with Mill St Choir", HttpStatusCode.BadRequest);
        page.AssertError("Say why the merge is undone, in up to 1,000 characters");
        page = await page.Fill("Why is the merge undone?", "Two conductors").PressAsync("Undo the merge with Mill St Choir");
        page.AssertSays("The two records stand apart again");
        (await officer.OpenAsync(Links.Casework.Organisation(second.Organisation))).AssertSays("Mill St Choir");
    }

    [Fact]
    public async Task Undoing_a_merge_of_two_that_a_verdict_made_one_says_that_they_stay_one()
    {
        var (first, second) = (await GroupAsync("Harp Hill Singers"), await GroupAsync("Harp Hill Choir"));
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        foreach (
            var said in new[]
            {
                await host.WithAsync<CompareOrganisations, Result>(compare =>
                    compare.RunAsync(officer, first.Organisation, second.Organisation, true, "The same conductor")
                ),
                await host.WithAsync<MergeOrganisations, Result>(merge =>
                    merge.RunAsync(officer, first.Organisation, second.Organisation, first.Organisation, "The same conductor")
                ),
            }
        )
            Assert.Null(said.FirstRefusal);
        var page = await (await host.AsAsync(officer)).OpenAsync(Links.Casework.OrganisationOn(first.Organisation, OrganisationPart.Links));
        page.AssertSays("An earlier verdict on the cross-checks also says that Harp Hill Choir is this organisation");
        page = await page.Fill("Why is the merge undone?", "The other should stand").PressAsync("Undo the merge with Harp Hill Choir");
        page.AssertSays("The two are still one organisation, because an earlier verdict on the cross-checks says so");
        page.AssertDoesNotSay("stand apart again");
    }

    [Fact]
    public async Task A_host_stands_on_both_records_and_ends()
    {
        var (group, body) = (await GroupAsync("Larch Lane Players"), await GroupAsync("County Arts Host"));
        var officer = await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        var page = await (await officer.OpenAsync(Links.Casework.Organisation(group.Organisation))).FollowAsync(
            "Add a host or parent body"
        );
        page = await (await officer.OpenAsync($"{page.Address.AbsolutePath}?find=County+Arts")).FollowAsync("County Arts Host");
        page = await page.Choose("Fiscal host: the other body holds its money")
            .FillNamed("Since.Day", "5")
            .FillNamed("Since.Month", "1")
            .FillNamed("Since.Year", "2026")
            .Fill("How do you know?", "Agreement of 5 January")
            .PressAsync("Record it");
        page.AssertSays("Its money is held by County Arts Host");
        (await officer.OpenAsync(Links.Casework.Organisation(body.Organisation))).AssertSays("Holds the money of Larch Lane Players");
        page = await page.Choose("Its money is held by County Arts Host")
            .FillNamed("Until.Day", "31")
            .FillNamed("Until.Month", "1")
            .FillNamed("Until.Year", "2026")
            .Fill("Why does it end?", "They have their own account")
            .PressAsync("Record the end");
        page.AssertSays("to 31 January 2026 (They have their own account)");
    }

    [Fact]
    public async Task An_application_on_paper_starts_from_the_organisations_that_are_here()
    {
        var group = await GroupAsync("Kite Hill Allotments");
        var person = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var round = await host.Scenario.RoundAsync(
            person,
            [await host.Scenario.PersonAsync(Role.PanelMember), await host.Scenario.PersonAsync(Role.PanelMember)]
        );
        var officer = await host.AsAsync(person);
        var before = await host.Database.CountAsync("Organisation");
        var page = await officer.OpenAsync($"{Links.Applications.Paper(round)}?find=kite+hill");
        page = await page.FollowAsync("Kite Hill Allotments");
        page.AssertDoesNotSay("Name of the organisation");
        foreach (var radio in page.Document.QuerySelectorAll("input[name^='Eligibility[']").Cast<AngleSharp.Html.Dom.IHtmlInputElement>())
            radio.IsChecked = radio.Value == "unsaid";
        page = await page.Choose("On paper")
            .FillNamed("ReceivedOn.Day", "5")
            .FillNamed("ReceivedOn.Month", "1")
            .FillNamed("ReceivedOn.Year", "2026")
            .PressAsync("Start typing it in");
        page.AssertSays("Received by the office: On paper.");
        Assert.Equal(before, await host.Database.CountAsync("Organisation"));
        Assert.Equal(
            1,
            await host.Database.CountAsync(
                "Application",
                "OrganisationId = @Organisation and Channel = 'Paper'",
                new { group.Organisation }
            )
        );
    }
}
