using System.Net;
using Commissioning.Domain.Accounts;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Payments;

/// <summary>The lead council of an area is named, paid and shown to the area, on the demonstration's budgets.</summary>
public sealed class AreaPaymentPageTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    private Task<Guid> AreaAsync(string name) => host.Db.ScalarAsync<Guid>("select Id from CspArea where Name = @name", new { name });

    [Fact]
    public async Task A_lead_council_is_named_paid_and_shown_beside_the_spending_of_its_area()
    {
        // Before the first return of 2025-26; the lock of the year before does not lift the hold of its late returns.
        host.Clock.MoveTo("2025-05-12 10:00");
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update LedgerYear set LockedAt = @Now where BudgetYear = '2024-25'", new { work.Now })
        );
        var officer = await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        var blaby = await AreaAsync("Blaby");
        var page = await officer.OpenAsync(Links.Payments.Area("2025-26", blaby));
        page.AssertSays("Blaby has no lead council that could be paid");
        page = await page.Fill("What is it for?", "First half").PressAsync("Request payment", HttpStatusCode.BadRequest);
        page.AssertError("Blaby has no lead council that could be paid");

        var lead = await officer.OpenAsync(Links.Payments.LeadCouncil(blaby));
        lead = await lead.PressAsync("Add it", HttpStatusCode.BadRequest);
        lead.AssertError("Enter the organisation's name");
        var areas = await lead.Fill("Name of the council", "Blaby District Council")
            .Fill("Address", "1 Invented Road")
            .Fill("Town or city", "Narborough")
            .Fill("Postcode", "LE19 2EP")
            .Fill("Telephone", "0116 496 0188")
            .FillNamed("Added.RemittanceEmail", "income@blaby.example")
            .PressAsync("Add it");
        areas.AssertSays("The lead council of Blaby is saved.");
        (await officer.OpenAsync(page.Address.AbsolutePath)).AssertSays("The organisation has no confirmed bank details");

        // A council that serves another area already has its account.
        lead = await officer.OpenAsync(Links.Payments.LeadCouncil(blaby));
        await lead.Fill("Council", "Leicester City Council")
            .FillNamed("Form.RemittanceEmail", "income@leicester.example")
            .PressAsync("Save");
        var finance = await host.AsAsync(await host.Scenario.PersonAsync(Role.FinanceOfficer));
        page = await officer.OpenAsync(page.Address.AbsolutePath);
        page.AssertSays("Payment e-mails go to income@leicester.example");
        page.AssertSays("of 2024-25 was due on");
        page.AssertDoesNotSay("Pay without the late returns");
        var except = await finance.OpenAsync(page.Address.AbsolutePath);
        except = await except.PressAsync("Pay without the late returns", HttpStatusCode.BadRequest);
        except.AssertError("Say in a sentence what you saw, so that someone else can follow it");
        except = await except
            .Fill("Why should it be paid without them?", "The returns of last year came on paper before the portal")
            .PressAsync("Pay without the late returns");
        except.AssertSays("These late returns no longer hold payments");
        except.AssertSays("came on paper before the portal");

        page = await officer.OpenAsync(page.Address.AbsolutePath);
        page = await page.Fill("Amount", "60,000")
            .Fill("What is it for?", "First half")
            .PressAsync("Request payment", HttpStatusCode.BadRequest);
        page.AssertError("Only £52,665.76 of the allocation of £52,665.76 is left to pay");
        page = await page.Fill("Amount", "26,000").PressAsync("Request payment");
        page.AssertSays("£26,000.00 requested. Someone else must approve it.");
        page.AssertSays("Left to request £26,665.76");

        var one = await (await finance.OpenAsync(Links.Payments.Queue)).FollowAsync("CSP Blaby 2025-26");
        one.AssertSays("Paid to Leicester City Council");
        var approval = await one.FollowAsync("Approve or refuse it");
        approval.AssertSays("Left to pay after this £26,665.76");
        await approval.PressAsync("Approve");
        var run = await (await finance.OpenAsync(Links.Payments.Runs)).PressAsync("Make the payment run");
        run.AssertSays("CSP Blaby 2025-26");
        run.AssertSays("Leicester City Council");
        var list = await officer.OpenAsync(Links.Payments.Queue);
        list.AssertSays("CSP Blaby 2025-26 Leicester City Council £26,000");
        var csv = await (await officer.GetAsync(Links.Payments.Queue + "?download=csv")).Content.ReadAsStringAsync();
        Assert.Contains("CSP Blaby 2025-26", csv, StringComparison.Ordinal);
        Assert.Contains("Charnwood Borough Council", csv, StringComparison.Ordinal);

        var year = await officer.OpenAsync(Links.CspBudgets.Year("2025-26"));
        year.AssertSays(
            "Leicester: payments Leicester City Council In advance £271,818.47 £135,909.23 £0.00 £135,909.23 £0.00 £135,909.24"
        );
        year.AssertSays("Blaby: payments Leicester City Council In advance £52,665.76 £0.00 £0.00 £0.00 £26,000.00 £26,665.76");
        // What was paid by then.
        (await officer.OpenAsync(Links.CspBudgets.Year("2025-26", "2025-04-13"))).AssertSays(
            "Leicester: payments Leicester City Council In advance £271,818.47 £0.00 £0.00 £0.00"
        );
        (await officer.OpenAsync(Links.CspBudgets.Area("2025-26", await AreaAsync("Leicester")))).AssertSays(
            "£135,909.23 paid to the lead council. It holds £135,909.23 that the area has not spent."
        );
    }

    [Fact]
    public async Task An_area_contact_sees_the_payments_of_their_own_area_only()
    {
        host.Clock.MoveTo("2025-05-12 10:00");
        var contact = await host.Scenario.PersonAsync(Role.CspOfficer);
        var (leicester, charnwood) = (await AreaAsync("Leicester"), await AreaAsync("Charnwood"));
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("insert into PersonCspArea (PersonId, AreaId) values (@Id, @leicester)", new { contact.Id, leicester })
        );
        var browser = await host.AsAsync(contact);
        var mine = await browser.OpenAsync(Links.CspBudgets.MyYear("2025-26"));
        mine.AssertSays("Paid to your lead council £135,909.23 (Leicester City Council)");
        mine.AssertSays("First half of the year (P-2025-002-001) Leicester City Council, account ending 71 £135,909.23 Paid 14 April 2025");
        mine.AssertDoesNotSay("Charnwood Borough Council");
        await browser.OpenAsync(Links.Payments.Area("2025-26", charnwood), HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Finance_sets_how_areas_are_paid_and_officers_only_read_it()
    {
        host.Clock.MoveTo("2025-05-12 10:00");
        var officer = await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        var basis = await officer.OpenAsync(Links.Payments.AreaBasis("2026-27"));
        basis.AssertSays("All areas In advance, up to the allocation (default, not OPCC policy)");
        basis.AssertDoesNotSay("Change it");
        var finance = await host.Scenario.PersonAsync(Role.FinanceOfficer);
        var form = await (await host.AsAsync(finance)).OpenAsync(Links.Payments.AreaBasis("2026-27"));
        form = await form.PressAsync("Save", HttpStatusCode.BadRequest);
        form.AssertError("Choose in advance or in arrears");
        form = await form.Choose("In arrears, up to what was spent").PressAsync("Save");
        form.AssertSays($"All areas In arrears, up to what was spent (set by {finance.Name}, 12 May 2025)");
    }
}
