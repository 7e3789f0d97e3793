using System.Net;
using System.Text.Json;
using AngleSharp.Html.Dom;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Features.Applications;
using Commissioning.Features.Funds;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Applications;

/// <summary>A round that allows several priorities, from its policy to the public files.</summary>
public sealed class SeveralPrioritiesPageTests(PortalHost host) : IClassFixture<PortalHost>
{
    private static readonly string[] Names = ["Neighbourhood Crime", "Road Safety", "Rural Crime", "Fraud"];

    [Fact]
    public async Task An_applicant_ticks_priorities_and_says_which_is_the_main_one()
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var (applicant, draft) = await DraftAsync(officer);
        var browser = await host.AsAsync(applicant);
        var page = await browser.OpenAsync(Links.Applications.Project(draft));
        page.AssertSays("Which priorities does it serve?");
        page.AssertSays("Choose up to 3");

        // The main one is not among those ticked: kept as typed, refused until it is put right.
        page = await Chosen(page, "Fraud", "Road Safety").PressAsync("Save and continue", HttpStatusCode.BadRequest);
        page.AssertError("Tick the priority that it serves most too, or choose one that you ticked");
        page = await browser.OpenAsync(Links.Applications.Project(draft));
        page.AssertError("Tick the priority that it serves most too, or choose one that you ticked");
        (await browser.OpenAsync(Links.Applications.Check(draft))).AssertDoesNotSay("Send the application");

        // One too many.
        page = await Chosen(page, "Fraud", Names).PressAsync("Save and continue", HttpStatusCode.BadRequest);
        page.AssertError("You ticked 4 priorities. Choose 3 at most.");

        page = await Chosen(page, "Fraud", "Road Safety", "Fraud").PressAsync("Save and continue");
        page = await browser.OpenAsync(Links.Applications.Project(draft));
        Assert.Equal(["Road Safety", "Fraud"], Ticked(page));
        var check = await browser.OpenAsync(Links.Applications.Check(draft));
        check.AssertSays("Fraud; also Road Safety");
        await check
            .Choose("What I have said is true, I may apply on behalf of the organisation, and it has read the conditions in the guidance")
            .Fill("Your full name", "Amira Khan")
            .PressAsync("Send the application");

        var staff = await host.AsAsync(officer);
        (await staff.OpenAsync(Links.Applications.Submitted(draft))).AssertSays("Fraud; also Road Safety");
        var copy = await host.Db.ReadAsync(work => SubmittedCopy.GetAsync(work, draft));
        Assert.Null(copy.WhyNotAsReceived);
        Assert.Equal(["Road Safety"], copy.Copy.AlsoServes);
        var round = await host.Db.ScalarAsync<Guid>("select RoundId from Application where Id = @draft", new { draft });
        var charts = await staff.OpenAsync(Links.Casework.Charts(round));
        charts.AssertSays("Also served by");
        charts.AssertSays("Money is counted once, by the main priority.");
    }

    [Fact]
    public async Task A_round_of_one_priority_asks_for_one_and_takes_no_other()
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var (applicant, draft) = await DraftAsync(officer, most: 1);
        var browser = await host.AsAsync(applicant);
        var page = await browser.OpenAsync(Links.Applications.Project(draft));
        page.AssertDoesNotSay("Which priorities does it serve?");
        await page.Choose("Road Safety").PressAsync("Save and continue");
        Assert.Equal(0, await host.Database.CountAsync("ApplicationPriority", "ApplicationId = @draft", new { draft }));
    }

    [Fact]
    public async Task A_round_says_how_many_priorities_and_its_file_and_copy_keep_it()
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        host.Clock.MoveTo("2026-01-01 12:00");
        var round = (
            await host.WithAsync<CreateRound, Result<Guid>>(create =>
                create.RunAsync(officer, new("Several Fund", "SV", Scenario.Details() with { Priorities = Names }))
            )
        ).Value;
        var browser = await host.AsAsync(officer);
        var page = await browser.OpenAsync(Links.Funds.Policy(round));
        page = await page.Fill("How many priorities may an application serve?", "5").PressAsync("Save", HttpStatusCode.BadRequest);
        page.AssertError("Enter how many priorities an application may serve, from 1 to 4");
        await page.Fill("How many priorities may an application serve?", "3").PressAsync("Save");
        var setup = await host.Db.ReadAsync(work => RoundReader.GetSetupAsync(work, round));
        var (content, faults) = RoundFile.Read(RoundFile.Write(setup));
        Assert.Empty(faults);
        Assert.Equal(3, content!.Details.Policy.MostPriorities);
        Assert.Contains(
            "Priorities that an application may serve: 1 -> 3",
            await host.Db.ScalarAsync<string>(
                "select max(Detail) from AuditEntry where SubjectId = @round and Action = 'PolicyChanged'",
                new { round }
            ),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_live_round_allows_more_priorities_once_a_second_person_approves_and_never_fewer()
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var (applicant, draft) = await DraftAsync(officer, most: 2);
        var round = await host.Db.ScalarAsync<Guid>("select RoundId from Application where Id = @draft", new { draft });
        var asks = await host.AsAsync(officer);
        var form = await asks.OpenAsync(Links.Funds.Amend(round, AmendmentKind.Priorities));
        form = await form.Fill("How many priorities may an application serve?", "1")
            .Fill("Why?", "Many projects serve several.")
            .PressAsync("Ask for approval", HttpStatusCode.BadRequest);
        form.AssertError(
            "An application may serve 2 now. Enter a number from 3 to 4; it cannot be lowered, because applicants have chosen."
        );
        await form.Fill("How many priorities may an application serve?", "3").PressAsync("Ask for approval");
        var second = await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        await (await second.OpenAsync(Links.Funds.Amendments(round))).PressAsync("Approve");
        Assert.Equal(3, (await host.Db.ReadAsync(work => RoundReader.GetAsync(work, round))).Policy.MostPriorities);
        (await (await host.AsAsync(applicant)).OpenAsync(Links.Applications.Project(draft))).AssertSays("Choose up to 3");
        host.Clock.MoveTo("2026-02-03 09:00");
        (
            await (await asks.OpenAsync(Links.Funds.Amend(round, AmendmentKind.Priorities)))
                .Fill("How many priorities may an application serve?", "4")
                .Fill("Why?", "More")
                .PressAsync("Ask for approval", HttpStatusCode.BadRequest)
        ).AssertError("The round has closed, so no applicant could choose more priorities");
    }

    [Fact]
    public async Task Public_files_give_every_priority_and_a_filter_finds_any_of_them()
    {
        var details = Scenario.Details() with
        {
            Priorities = Names,
            Policy = new() { MostPriorities = 3 },
        };
        var stages = await RoundInStages.ModeratedAsync(host, details);
        var first = stages.Applications[0].Id;
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into ApplicationPriority (ApplicationId, Position, Name) values (@first, @Position, @Name)",
                new[] { (Position: 1, Name: "Road Safety"), (Position: 2, Name: "Fraud") }.Select(row => new
                {
                    first,
                    row.Position,
                    row.Name,
                })
            )
        );
        await stages.AcceptedAsync();
        await stages.PublishGrantsAsync();
        var reference = await host.Db.ScalarAsync<string>("select Reference from Application where Id = @first", new { first });
        var visitor = host.Visitor();
        var grant = await visitor.OpenAsync(Links.Publishing.Grant(reference!));
        grant.AssertSays("Also serves Road Safety; Fraud");
        foreach (var name in Names)
        {
            var found = await visitor.OpenAsync(Links.Publishing.GrantsWith($"priority={Uri.EscapeDataString(name)}&q={reference}"));
            if (name == "Rural Crime")
                found.AssertDoesNotSay("Project A");
            else
                found.AssertSays("Project A");
        }
        using var answer = await visitor.GetAsync(Links.Publishing.GivingJson);
        using var file = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var published = file
            .RootElement.GetProperty("grants")
            .EnumerateArray()
            .Single(one => one.GetProperty("id").GetString()!.EndsWith(reference!, StringComparison.Ordinal));
        Assert.Equal(
            ["Neighbourhood Crime", "Road Safety", "Fraud"],
            published.GetProperty("classifications").EnumerateArray().Select(one => one.GetProperty("title").GetString())
        );
        // The paper, the award list and the file of the application name them too.
        var officer = await host.AsAsync(stages.Officer);
        (await officer.OpenAsync(Links.Decisions.Paper(stages.Round))).AssertSays("Neighbourhood Crime; also Road Safety; Fraud");
    }

    private async Task<(Actor Applicant, Guid Draft)> DraftAsync(Actor officer, int most = 3)
    {
        var round = await host.Scenario.RoundAsync(
            officer,
            [await host.Scenario.PersonAsync(Role.PanelMember), await host.Scenario.PersonAsync(Role.PanelMember)],
            Scenario.Details() with
            {
                Priorities = Names,
                Policy = new() { MostPriorities = most },
            }
        );
        var applicant = await host.Scenario.PersonAsync(Role.Applicant);
        return (applicant, await host.Scenario.CompleteDraftAsync(round, await host.Scenario.OrganisationAsync(applicant), applicant));
    }

    private static BrowserPage Chosen(BrowserPage page, string main, params string[] ticked)
    {
        foreach (var box in Boxes(page, "Form.Priorities"))
            box.IsChecked = ticked.Contains(box.Value);
        foreach (var box in Boxes(page, "Form.Priority"))
            box.IsChecked = box.Value == main;
        return page;
    }

    private static IEnumerable<string> Ticked(BrowserPage page) =>
        Boxes(page, "Form.Priorities").Where(box => box.IsChecked).Select(box => box.Value);

    private static List<IHtmlInputElement> Boxes(BrowserPage page, string name) =>
        page.Document.QuerySelectorAll($"input[name='{name}']").Cast<IHtmlInputElement>().ToList();
}
