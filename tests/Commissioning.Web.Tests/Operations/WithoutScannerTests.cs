using System.Net;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Operations;

/// <summary>Without a virus scanner, by the operator's own choice: staff are told, and the public gets nothing that was not
/// scanned.</summary>
public sealed class WithoutScannerTests(HostWithoutScanner host) : IClassFixture<HostWithoutScanner>
{
    private const string Warning = "Files that people sent are not checked for viruses, because no scanner is set up. Open them with care.";

    [Fact]
    public async Task Health_is_degraded_and_applicants_read_no_warning()
    {
        var administrator = await host.AsAsync(await host.Scenario.PersonAsync(Role.Administrator));
        using var answer = await administrator.GetAsync(Links.Ready);
        var health = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("\"status\": \"Degraded\"", health, StringComparison.Ordinal);
        Assert.Contains("Degraded: It is turned off (Clamd__Off): uploaded files are not checked", health, StringComparison.Ordinal);
        (await (await host.AsAsync(await host.Scenario.PersonAsync(Role.Applicant))).OpenAsync(Links.Home)).AssertDoesNotSay(Warning);
        (await host.Visitor().OpenAsync(Links.Help)).AssertDoesNotSay(Warning);
    }

    [Fact]
    public async Task Guidance_that_was_not_scanned_is_for_the_office_only()
    {
        var person = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var panel = new[] { await host.Scenario.PersonAsync(Role.PanelMember), await host.Scenario.PersonAsync(Role.PanelMember) };
        var round = await host.Scenario.RoundAsync(person, panel);
        var (officer, visitor) = (await host.AsAsync(person), host.Visitor());
        var edit = Links.Funds.EditGuidance(round);
        var page = (await officer.OpenAsync(edit))
            .Fill("What the file is", "Tips for the budget")
            .Attach("File", "tips.pdf", SamplePdf.Of("tips"));
        await page.PressAsync("Add the file");
        page = await officer.OpenAsync(edit);
        page.AssertSays(Warning);
        page.AssertSays("It is not checked for viruses yet, so applicants do not see it");
        var file = Links.Funds.GuidanceFile(
            round,
            await host.Db.ScalarAsync<Guid>("select Id from GuidanceFile where RoundId = @round", new { round })
        );
        (await visitor.OpenAsync(file, HttpStatusCode.Locked)).AssertSays("This file has not been checked for viruses yet");
        var have = Links.Funds.Guidance(round, GuidancePart.WhatToHave);
        (await visitor.OpenAsync(have)).AssertDoesNotSay("Tips for the budget");

        await host.Db.HousekeepAsync(work => work.ExecuteAsync("update StoredFile set ScanState = 'Clean'"));
        (await visitor.OpenAsync(have)).AssertSays("Tips for the budget");
        using var answer = await visitor.GetAsync(file);
        Assert.Equal(SamplePdf.Of("tips"), await answer.Content.ReadAsByteArrayAsync());
    }
}
