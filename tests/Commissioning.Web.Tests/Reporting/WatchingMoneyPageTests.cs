using System.IO.Compression;
using System.Net;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Reporting;

/// <summary>Budgets by month, samples for audit and accruals, on the demonstration's rounds and areas.</summary>
public sealed class WatchingMoneyPageTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    private const string Year = "2024-25";

    private async Task<Browser> AsAsync(string key) => await host.AsAsync(await host.DemoAsync(key));

    [Fact]
    public async Task Budgets_are_shown_with_a_chart_a_table_and_files_and_finance_types_the_months_of_one()
    {
        var finance = await AsAsync("finance");
        var page = await finance.OpenAsync(Links.Reporting.MoneyOf(Year));
        page.AssertSays("Default, not OPCC policy.");
        page.AssertSays("Each bar is what was paid or spent since 1 April");
        Assert.NotEmpty(page.Document.QuerySelectorAll("svg.app-bar__svg"));
        foreach (var format in new[] { "csv", "xlsx" })
            Assert.Equal(HttpStatusCode.OK, (await finance.GetAsync(Links.Reporting.MoneyFile(Year, format))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await finance.GetAsync(Links.Reporting.MoneyFile(Year, "pdf"))).StatusCode);

        var blaby = await host.Db.ScalarAsync<Guid>("select Id from CspArea where Name = 'Blaby'");
        page = await (await finance.OpenAsync(Links.Reporting.MoneyArea(Year, blaby))).FollowAsync("Change the profile");
        page = await page.Choose("As typed below").Fill("April 2024", "1").PressAsync("Save the profile", HttpStatusCode.BadRequest);
        page.AssertSays("They differ by £");
        page = await page.Fill("April 2024", "lots").PressAsync("Save the profile", HttpStatusCode.BadRequest);
        page.AssertError("Enter the amount of April, such as 4,500");
        page = await page.Choose("Even spread (default, not OPCC policy)").PressAsync("Save the profile");
        page.AssertSays("The profile is saved");

        var officer = await AsAsync("officer");
        (await officer.OpenAsync(Links.Reporting.MoneyOf(Year))).AssertDoesNotSay("When an alarm is raised");
        (await officer.OpenAsync("/budgets/1999-00", HttpStatusCode.NotFound)).AssertDoesNotSay("Committed");
    }

    [Fact]
    public async Task Finance_sets_when_an_alarm_is_raised()
    {
        var finance = await AsAsync("finance");
        var page = await finance.OpenAsync(Links.Reporting.MoneyAlarm);
        page = await page.Fill("Per cent of what was expected", "101").PressAsync("Save", HttpStatusCode.BadRequest);
        page.AssertError("Enter a whole percentage from 0 to 100, such as 10");
        page = await page.Fill("Per cent of what was expected", "15").Fill("And more than this amount", "7,500").PressAsync("Save");
        page.AssertSays("Now: 15% and £7,500.00, set by the office.");
    }

    [Fact]
    public async Task An_auditor_draws_a_sample_and_takes_its_evidence()
    {
        var auditor = await AsAsync("auditor");
        var page = await auditor.OpenAsync(Links.Casework.Samples);
        page = await page.PressAsync("Draw the sample", HttpStatusCode.BadRequest);
        page.AssertError("Choose what the sample is drawn from");
        page.AssertError("Choose how it is drawn");
        page = await page.Choose("Payments and spending of the areas")
            .Choose("Monetary unit: each pound has the same chance")
            .FillNamed("From.Day", "1")
            .FillNamed("From.Month", "4")
            .FillNamed("From.Year", "2024")
            .FillNamed("To.Day", "31")
            .FillNamed("To.Month", "3")
            .FillNamed("To.Year", "2025")
            .Fill("How many?", "3")
            .Fill("Seed (optional)", "spring")
            .PressAsync("Draw the sample");
        page.AssertSays("The sample is drawn");
        page.AssertSays("The period still holds what the sample was drawn from");
        var answer = await auditor.GetAsync(page.Address.AbsolutePath + "/evidence.zip");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        Assert.Contains(zip.Entries, entry => entry.FullName == "index.xlsx");
        Assert.Contains(zip.Entries, entry => entry.FullName.EndsWith("/audit entries.csv", StringComparison.Ordinal));
        Assert.Equal(1, await host.Db.ScalarAsync<int>("select count(*) from AuditEntry where Action = 'AuditSampleEvidenceTaken'"));
    }

    [Fact]
    public async Task Finance_works_out_a_year_and_others_only_read_it()
    {
        var finance = await AsAsync("finance");
        var page = await finance.OpenAsync(Links.Payments.YearEnds);
        (await page.PressAsync("Work out the lines", HttpStatusCode.BadRequest)).AssertError("Choose a year");
        page = await page.Fill("Year that is over", "2025-26").PressAsync("Work out the lines");
        page.AssertSays("The lines are worked out");
        page = await page.PressAsync("Send for approval");
        page.AssertSays("Waits for a second person");
        page = await page.PressAsync("Approve", HttpStatusCode.BadRequest);
        page.AssertError("You sent these lines yourself. Somebody else approves them.");
        foreach (var format in new[] { "csv", "xlsx" })
            Assert.Equal(HttpStatusCode.OK, (await finance.GetAsync($"{page.Address.AbsolutePath}/lines.{format}")).StatusCode);
        var auditor = await AsAsync("auditor");
        (await auditor.OpenAsync(page.Address.AbsolutePath)).AssertDoesNotSay("Give back");
    }
}
