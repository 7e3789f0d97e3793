using System.Net;
using System.Text;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Payments;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Payments;

/// <summary>A finance officer from codes to a confirmed export.</summary>
public sealed class FinanceExportPageTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    [Fact]
    public async Task A_finance_officer_codes_numbers_profiles_exports_and_confirms()
    {
        var way = await AcceptedAwardFixture.AcceptedAsync(host);
        var payment = await way.ApprovedAsync(3000);
        var finance = await host.AsAsync(way.Finance);

        // Codes: what lacks them leads to the form, which says what is missing at its box.
        var page = await finance.OpenAsync(Links.Payments.Codes);
        page.AssertSays("without codes today");
        var round = await host.Db.ScalarAsync<string>("select Name from Round where Id = @Round", new { way.Stages.Round });
        page = await finance.OpenAsync(
            Links.Payments.AddCodesFor($"round:{way.Stages.Round}", Domain.Payments.CodedKind.GrantPayment, new(2026, 2, 1))
        );
        Assert.Equal("1", page.Value("Day"));
        page = await page.Fill("Subjective", "4000").PressAsync("Add the codes", HttpStatusCode.BadRequest);
        page.AssertError("Enter the cost centre");
        page = await page.Fill("Cost centre", "C100").PressAsync("Add the codes");
        page.AssertSays("The codes are added");
        page.AssertSays(round!);
        page = await finance.OpenAsync(
            Links.Payments.CheckCodes + $"?About=round:{way.Stages.Round}&Kind=GrantPayment&On.Day=23&On.Month=2&On.Year=2026"
        );
        page.AssertSays("Cost centre C100, subjective 4000");
        page = await finance.OpenAsync(Links.Payments.Codes + "?On.Day=31&On.Month=1&On.Year=2026");
        page.AssertSays("No codes fit the filter.");

        // Numbers: a second organisation with the same number is refused with the name of the first.
        var organisation = way.Application.Organisation;
        page = await finance.OpenAsync(Links.Payments.Suppliers);
        page = await finance.OpenAsync(Links.Payments.Supplier(organisation));
        page = await page.Fill("Its number in the finance system", "S100").PressAsync("Save");
        page.AssertSays("The supplier number is saved");
        var other = await host.Scenario.OrganisationAsync(way.Stages.Officer, "Another group");
        page = await finance.OpenAsync(Links.Payments.Supplier(other));
        page = await page.Fill("Its number in the finance system", "S100").PressAsync("Save", HttpStatusCode.BadRequest);
        var name = await host.Db.ScalarAsync<string>("select Name from Organisation where Id = @organisation", new { organisation });
        page.AssertError($"{name} has the supplier number S100. Two organisations cannot share one.");
        page = await finance.OpenAsync(Links.Payments.PurchaseOrder(way.Award));
        await page.Fill("Number of the purchase order", "PO-7").PressAsync("Save");
        page = await finance.OpenAsync(Links.Payments.InvoiceNumber(payment));
        page = await page.Fill("Number of the invoice, or the payee's own reference", "THEIRS-9").PressAsync("Save");
        page.AssertSays("S100");
        page.AssertSays("PO-7");
        page.AssertSays("THEIRS-9");

        // A profile from an example, changed; columns follow their places.
        page = await finance.OpenAsync(Links.Payments.Profiles);
        page.AssertSays("The examples are not OPCC policy");
        page = await page.Fill("Start from", "Example: creditor invoices")
            .Fill("What does the file hold?", "Creditor invoices")
            .Fill("Name of the profile", "Our invoices")
            .PressAsync("Make the profile");
        page.AssertSays("S100,THEIRS-9,");
        page = await page.Fill("Line after all others (optional)", "END").PressAsync("Save the profile", HttpStatusCode.BadRequest);
        page.AssertError("Put {{total}} into the header or the trailer, so that the file holds its control total");
        page = await page.Fill("Line after all others (optional)", "END,{{total}}")
            .Fill("Place of column 2", "0")
            .PressAsync("Show a preview");
        page.AssertSays("THEIRS-9,S100,");
        Assert.Equal("InvoiceNumber", page.Value("Column 1 holds"));
        page = await page.PressAsync("Save the profile");
        page.AssertSays("The profile is saved");

        // The export: total to the penny, download, confirmation.
        page = await finance.OpenAsync(Links.Payments.Exports);
        page = await page.FollowAsync("Our invoices");
        page = await page.Fill("The control total that you expect", "2,999.99").PressAsync("Make the export", HttpStatusCode.BadRequest);
        page.AssertError("The lines come to £3,000.00, and you entered £2,999.99: a difference of £0.01. Nothing was exported");
        page = await page.Fill("The control total that you expect", "3,000").PressAsync("Make the export");
        page.AssertSays("The export is made");
        var export = await host.Db.ScalarAsync<Guid>("select Id from FinanceExport");
        page.AssertSays("Download the file");
        var text = Encoding.UTF8.GetString(
            (
                await host.WithAsync<DownloadFinanceExport, DownloadFinanceExport.ExportBytes>(file => file.RunAsync(way.Finance, export))
            ).Content
        );
        Assert.Contains("THEIRS-9,S100,", text, StringComparison.Ordinal);
        Assert.EndsWith("END,3000.00\r\n", text, StringComparison.Ordinal);
        page = await page.Fill("Its reference in the finance system (optional)", "GL 7").PressAsync("Confirm the export");
        page.AssertSays("In the finance system");
        page.AssertDoesNotSay("Cancel the export");
        page = await (await finance.OpenAsync(Links.Payments.Exports)).FollowAsync("Our invoices");
        page.AssertSays("No lines wait for an export up to");
        Assert.Equal(export, await host.Db.ScalarAsync<Guid>("select Id from FinanceExport where Status = 'Confirmed'"));
        // The file that finance loads says what each creditor is paid, so it is for those who pay and those who audit.
        foreach (var (role, may) in new[] { (Role.Auditor, true), (Role.CommissioningOfficer, false), (Role.Approver, false) })
        {
            using var browser = await host.AsAsync(await host.Scenario.PersonAsync(role));
            page = await browser.OpenAsync(Links.Payments.Export(export));
            page.AssertSays("In the finance system");
            Assert.Equal(may, page.Text.Contains("Download the file", StringComparison.Ordinal));
            var token = (await browser.OpenAsync(Links.Accounts.Sessions))
                .Document.QuerySelector("input[name=__RequestVerificationToken]")!
                .GetAttribute("value")!;
            using var content = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
            using var answer = await browser.PostAsync(new Uri(page.Address, "?handler=File"), content);
            Assert.Equal(may ? HttpStatusCode.OK : HttpStatusCode.Forbidden, answer.StatusCode);
        }
        await (await host.AsAsync(await host.Scenario.PersonAsync(Role.PanelMember))).OpenAsync(
            Links.Payments.Export(export),
            HttpStatusCode.Forbidden
        );
    }
}
