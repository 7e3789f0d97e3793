using System.Net;
using Commissioning.Domain;
using Commissioning.Features.Funds;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Funds;

/// <summary>The office's published rounds of 2023-24 brought in with invented organisations: their counts and sums are the real
/// ones.</summary>
public sealed class PastRoundPageTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    [Fact]
    public async Task The_safety_fund_round_of_2023_24_is_brought_in_published_and_accessible_in_Chromium()
    {
        host.Clock.MoveTo("2025-02-10 10:00");
        await using var session = await BrowserSession.OpenAsync(host);
        var officer = await session.DeskAsync(await host.DemoAsync("officer"));
        await officer.OpenAsync(Links.Funds.Rounds);
        await officer.FollowAsync("Bring in a past round", "past-new");
        await officer.SelectAsync("Fund", await FundAsync("Commissioner's Safety Fund"));
        await officer.TypeAsync("Name of the round", "Round 2 of 2023");
        await officer.TypeAsync("Financial year whose money it awarded", "2023-24");
        await officer.DateAsync("DecidedOn", 18, 3, 2024);
        await officer.PressAsync("Save and go on", "past-totals");
        await TotalsAsync(officer, 39, 17, 16_211_012);
        await officer.PressAsync("Save and go on", "past-upload");
        var rows = PastBook.Rows(39, 17, 16_211_012);
        rows[3][12] = "9,53";
        await officer.AttachAsync("Workbook", "safety.xlsx", PastBook.Write(rows));
        await officer.PressAsync("Read the workbook", "past-problems");
        await officer.SaysAsync("Sheet Applications, M5: \"9,53\" is not an amount in pounds and pence. Did you mean £9.53?");
        rows = PastBook.Rows(39, 17, 16_211_012);
        rows[4][6] = "The Valley";
        await officer.AttachAsync("Workbook", "safety.xlsx", PastBook.Write(rows));
        await officer.PressAsync("Read the workbook", "past-preview");
        await officer.SaysAsync("They agree to the penny.");
        await officer.SelectAsync("Which area is \"The Valley\"?", "none");
        await officer.PressAsync("Save the areas");
        await officer.PressAsync("Bring in all 39 applications", "past-round");
        await officer.SaysAsync("39 applications are brought in");
        await officer.SaysAsync("£162,110.12");
        await officer.OpenAsync(Links.Funds.Rounds, "past-in-the-list");
        await officer.SaysAsync("Brought in");
        var round = await host.Db.ScalarAsync<Guid>("select Id from PastRound where Name = 'Round 2 of 2023'");
        await officer.OpenAsync(Links.Funds.UndoPastRound(round), "past-undo");

        var publisher = await session.DeskAsync(await host.DemoAsync("publisher"));
        await publisher.OpenAsync(Links.Publishing.Publications);
        await publisher.FollowAsync("Round 2 of 2023", "past-publication");
        await publisher.PressAsync("Publish these 17 grants");
        var phone = await session.PhoneAsync();
        await phone.OpenAsync(Links.Publishing.Rounds, "past-public-rounds");
        await phone.FollowAsync("Round 2 of 2023", "past-public-round");
        await phone.SaysAsync("We had 39 applications and made 17 grants.");
        await phone.SaysAsync("£162,110.12");
    }

    [Fact]
    public async Task The_people_zones_round_of_2023_24_is_brought_in_on_a_phone_without_script()
    {
        host.Clock.MoveTo("2025-02-10 10:00");
        await using var session = await BrowserSession.OpenAsync(host);
        var officer = await session.PhoneAsync(await host.DemoAsync("officer"));
        await officer.OpenAsync(Links.Funds.NewPastRound, "past-new-phone");
        await officer.SelectAsync("Fund", await FundAsync("People Zones"));
        await officer.TypeAsync("Name of the round", "Round 3 of 2023");
        await officer.TypeAsync("Financial year whose money it awarded", "2023-24");
        await officer.PressAsync("Save and go on", "past-totals-phone");
        await TotalsAsync(officer, 17, 8, 4_415_800);
        await officer.PressAsync("Save and go on");
        var name = await host.Db.ScalarAsync<string>("select Name from Organisation where CharityNumber is not null order by Name, Id");
        var rows = PastBook.Rows(17, 8, 4_415_800, "Zone Group");
        rows[16][1] = name!;
        await officer.AttachAsync("Workbook", "zones.xlsx", PastBook.Write(rows));
        await officer.PressAsync("Read the workbook", "past-preview-phone");
        await officer.FollowAsync("Say which are here already", "past-organisations-phone");
        await officer.Page.GetByText($"The same as {name}").First.CheckAsync();
        await officer.PressAsync("Save these answers");
        await officer.PressAsync("Bring in all 17 applications", "past-round-phone");
        await officer.SaysAsync("17 applications are brought in");
        var figures = (await host.Db.ReadAsync(work => PastRounds.FiguresAsync(work))).Single(one => one.Name == "Round 3 of 2023");
        Assert.Equal((17, 8, new Money(4_415_800)), (figures.Applications, figures.Funded, figures.Awarded));
    }

    [Fact]
    public async Task A_colleague_who_may_not_manage_rounds_reads_a_past_round_and_changes_nothing()
    {
        host.Clock.MoveTo("2025-02-10 10:00");
        var officer = await host.DemoAsync("officer");
        var made = await new MakePastRound(host.Db).RunAsync(
            officer,
            Guid.Parse(await FundAsync("People Zones")),
            new() { Name = "Round 0", BudgetYear = "2022-23" }
        );
        var finance = await host.AsAsync(await host.DemoAsync("finance"));
        (await finance.OpenAsync(Links.Funds.PastRound(made.Value))).AssertDoesNotSay("Remove this past round");
        await finance.OpenAsync(Links.Funds.PastTotals(made.Value), HttpStatusCode.Forbidden);
        await finance.OpenAsync(Links.Publishing.PastRound(made.Value), HttpStatusCode.NotFound);
        var page = await (await host.AsAsync(officer)).OpenAsync(Links.Funds.PastRound(made.Value));
        page = await page.PressAsync("Remove this past round");
        page.AssertSays("The past round is removed");
    }

    private Task<string> FundAsync(string name) => IdAsync("select Id from Fund where Name = @name", name);

    private async Task<string> IdAsync(string sql, string name) => (await host.Db.ScalarAsync<Guid>(sql, new { name })).ToString();

    private static async Task TotalsAsync(BrowserTab officer, int applications, int funded, long pence)
    {
        await officer.TypeAsync("Applications", $"{applications}");
        await officer.TypeAsync("Funded", $"{funded}");
        await officer.TypeAsync("Asked for (optional)", new Money(PastBook.Asked(applications, funded, pence)).ToInput());
        await officer.TypeAsync("Awarded", new Money(pence).ToInput());
        await officer.TypeAsync("Paid (optional)", new Money(pence).ToInput());
    }
}
