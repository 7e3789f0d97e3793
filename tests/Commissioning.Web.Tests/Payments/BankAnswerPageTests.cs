using System.Net;
using System.Text;
using Commissioning.Features.Payments;
using Commissioning.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioning.Web.Tests.Payments;

/// <summary>The page that takes any file of the bank, from the file to what is left for a person; and marking a run as paid.</summary>
public sealed class BankAnswerPageTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    private static string Camt(params (string Reference, string Amount)[] entries) =>
        "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.054.001.08\"><BkToCstmrDbtCdtNtfctn><Ntfctn>"
        + string.Concat(
            entries.Select(entry =>
                $"<Ntry><Amt Ccy=\"GBP\">{entry.Amount}</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-02-24</Dt></BookgDt><NtryDtls><TxDtls><Refs><EndToEndId>{entry.Reference}</EndToEndId></Refs></TxDtls></NtryDtls></Ntry>"
            )
        )
        + "</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>";

    private async Task<(AcceptedAwardFixture Award, Guid Run, string Number)> SentAsync()
    {
        var way = await AcceptedAwardFixture.AcceptedAsync(host);
        var run = await way.BatchedAsync(await way.ApprovedAsync(3000), await way.ApprovedAsync(1500));
        AcceptedAwardFixture.Done((await way.TakeAsync(run)).FirstRefusal);
        var view = await host.Db.ReadAsync(work => PaymentRunQueries.GetAsync(work, host.Services.GetRequiredService<Office>(), run));
        host.Clock.MoveTo("2026-02-25 09:00");
        return (way, run, view.PaymentRun.Number);
    }

    private static Task<BrowserPage> ReadAsync(BrowserPage page, string name, string file, HttpStatusCode expected = HttpStatusCode.OK) =>
        page.Attach("File of the bank", name, Encoding.UTF8.GetBytes(file)).PressAsync("Read the file", expected);

    [Fact]
    public async Task A_file_of_the_bank_shows_what_it_does_is_applied_and_leaves_the_rest_to_a_person()
    {
        var (way, run, number) = await SentAsync();
        var finance = await host.AsAsync(way.Finance);
        var page = await finance.OpenAsync(Links.Payments.Answers);
        (await page.PressAsync("Read the file", HttpStatusCode.BadRequest)).AssertError("Choose the bank's file first");
        var file = Camt(($"{number}-001", "3000.00"), ("RENT", "75.00"), ("GRANT", "1500.00"));
        page = await ReadAsync(page, "monday.xml", file);
        page.AssertSays("Check what monday.xml does");
        page.AssertSays($"{number}-001 becomes paid");
        page.AssertSays("No payment has the reference \"RENT\"");
        page.AssertSays("One payment or account changes, or nothing if anything is in the way.");
        page = await page.PressAsync("Apply the file");
        page.AssertSays("The file is applied: 1 change");
        page.AssertSays("Left for a person (2)");
        (await ReadAsync(await finance.OpenAsync(Links.Payments.Answers), "tuesday.xml", file, HttpStatusCode.BadRequest)).AssertError(
            $"tuesday.xml has the same items as monday.xml, which {way.Finance.Name} read at 9am on 25 February 2026. A file is read once."
        );
        var item = await host.Db.ScalarAsync<Guid>("select Id from BankAnswerItem where Reference = 'GRANT'");
        var one = await finance.OpenAsync(Links.Payments.AnswerItem(item));
        one = await one.Fill("Reference of the payment", $"{number}-002").PressAsync("Match them", HttpStatusCode.BadRequest);
        one.AssertError("Say in a sentence what you saw, so that someone else can follow it");
        page = await one.Fill("How do you know that it is this payment?", "The statement names the group and the day")
            .PressAsync("Match them");
        page.AssertSays("Item 3 is matched");
        page = await page.Choose("Item 2: £75.00, RENT")
            .Fill("Why are they not ours?", "It is the rent of the office in February")
            .PressAsync("Set aside");
        page.AssertSays("1 item is set aside");
        (await finance.OpenAsync(Links.Payments.Run(run))).AssertSays($"{number}-002");
        Assert.Equal(2, await host.Db.ScalarAsync<int>("select count(*) from Payment where RunId = @run and Status = 'Paid'", new { run }));
    }

    [Fact]
    public async Task A_file_that_was_read_by_mistake_is_taken_back()
    {
        var (way, _, number) = await SentAsync();
        var finance = await host.AsAsync(way.Finance);
        var page = await ReadAsync(await finance.OpenAsync(Links.Payments.Answers), "wrong.xml", Camt(($"{number}-001", "3000.00")));
        (await page.PressAsync("Take the file back")).AssertSays("wrong.xml is taken back. Nothing has changed.");
        await (await host.AsAsync(way.Stages.Officer)).OpenAsync(Links.Payments.Answers, HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_run_is_marked_as_paid_from_its_day_on_when_nothing_came_back()
    {
        var (way, run, _) = await SentAsync();
        var finance = await host.AsAsync(way.Finance);
        var page = await finance.OpenAsync(Links.Payments.Run(run));
        page = await page.FillNamed("PaidOn.Day", "22").PressAsync("Mark 2 payments as paid", HttpStatusCode.BadRequest);
        page.AssertError("Enter a day from 23 February 2026, when the money was due, to today");
        page = await page.FillNamed("PaidOn.Day", "24").PressAsync("Mark 2 payments as paid");
        page.AssertSays("2 payments are paid");
        page.AssertDoesNotSay("Nothing came back");
        Assert.Equal(
            1,
            await host.Db.ScalarAsync<int>(
                "select count(*) from AuditEntry where Action = 'PaymentRunMarkedPaid' and SubjectId = @run",
                new { run }
            )
        );
    }
}
