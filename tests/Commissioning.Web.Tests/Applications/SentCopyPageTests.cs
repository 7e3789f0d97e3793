using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features;
using Commissioning.Features.Applications;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Applications;

public sealed class SentCopyPageTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task A_receipt_offers_the_file_and_anybody_who_holds_it_can_check_it()
    {
        var sent = await SentAsync();
        var receipt = await (await host.AsAsync(sent.Applicant)).OpenAsync(Links.Applications.Receipt(sent.Id));
        receipt.AssertSays("This is exactly what we received.");
        receipt.AssertSays($"Its SHA-256 is {sent.Hash}");
        using var download = await (await host.AsAsync(sent.Applicant)).GetAsync(Links.Applications.ReceiptJson(sent.Id));
        var file = await download.Content.ReadAsByteArrayAsync();
        Assert.Equal(sent.Hash, ApplicationCopy.Sha256(System.Text.Encoding.UTF8.GetString(file)));
        var page = await host.Visitor().OpenAsync(Links.Applications.CheckCopy);
        (await page.PressAsync("Check the file", HttpStatusCode.BadRequest)).AssertError("Choose a file first");
        page = await page.Attach("The file", "copy.json", file).PressAsync("Check the file");
        page.AssertSays("The file agrees with what we received.");
        page.AssertSays(sent.Reference);
        page.AssertSays("5 January 2026");
        foreach (
            var other in (byte[][])
                [
                    [],
                    "%PDF-1.7"u8.ToArray(),
                    "{}"u8.ToArray(),
                ]
        )
            (await page.Attach("The file", "receipt.pdf", other).PressAsync("Check the file", HttpStatusCode.BadRequest)).AssertSays(
                "This is not the file that the receipt offers, whose name ends in .json."
            );
        page = await page.Attach("The file", "copy.json", [.. file, (byte)' ']).PressAsync("Check the file");
        page.AssertSays("The file differs: it does not agree with anything that we received.");
        page.AssertDoesNotSay(sent.Reference);
        page = await page.Attach("The file", "copy.json", new byte[CopyCheck.MostBytes + 1])
            .PressAsync("Check the file", HttpStatusCode.BadRequest);
        page.AssertError("The file is larger than 1 MB, so it was not downloaded from a receipt");
        // Another organisation's people do not get the file.
        using var stranger = await (await host.AsAsync(await host.Scenario.PersonAsync(Role.Applicant))).GetAsync(
            Links.Applications.ReceiptJson(sent.Id)
        );
        Assert.Equal(HttpStatusCode.NotFound, stranger.StatusCode);
    }

    [Fact]
    public async Task A_copy_that_somebody_changed_is_shown_with_a_warning_and_raises_an_alert()
    {
        var sent = await SentAsync();
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update Application set CopyJson = replace(CopyJson, 'Safer', 'Other') where Id = @Id", new { sent.Id })
        );
        var officer = await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        var page = await officer.OpenAsync(Links.Applications.Submitted(sent.Id));
        page.AssertSays("Other Saturdays");
        page.AssertSays($"This copy is not what was received: tell an administrator. Its SHA-256 when it was sent was {sent.Hash}.");
        var receipt = await (await host.AsAsync(sent.Applicant)).OpenAsync(Links.Applications.Receipt(sent.Id));
        receipt.AssertSays("This copy is not what you sent");
        receipt.AssertDoesNotSay("This is exactly what we received.");
        receipt.AssertDoesNotSay("Its SHA-256 is");
        receipt.AssertDoesNotSay("Download what we received as a file");
        using var file = await (await host.AsAsync(sent.Applicant)).GetAsync(Links.Applications.ReceiptJson(sent.Id));
        Assert.Equal(HttpStatusCode.NotFound, file.StatusCode);
        Assert.Contains(
            sent.Reference,
            await host.Db.ScalarAsync<string>("select Sentence from Alert where Kind = 'CopyDiffers' and ClearedAt is null"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_applicant_takes_a_sent_application_back_and_its_pages_say_that_it_is_not_sent()
    {
        var sent = await SentAsync();
        var browser = await host.AsAsync(sent.Applicant);
        var page = await (await browser.OpenAsync(Links.Applications.Mine)).FollowAsync("Take it back to correct it for Safer Saturdays");
        page.AssertSays("It is then not sent. Send it again by 5pm on 2 February 2026 (UK time), or we cannot consider it.");
        page = await page.PressAsync("Take it back to correct it");
        page.AssertSays("This application is not sent.");
        page.AssertSays(sent.Reference);
        (await browser.OpenAsync(Links.Applications.Mine)).AssertSays("Taken back, not sent");
        var copy = await host.Db.ScalarAsync<Guid>("select Id from EarlierCopy where ApplicationId = @Id", new { sent.Id });
        Assert.Equal(sent.Hash, await HashOfFileAsync(browser, Links.Applications.EarlierJson(sent.Id, copy)));
        page = await browser.OpenAsync(Links.Applications.Check(sent.Id));
        page.AssertSays("This application is not sent.");
        page = await page.Choose(
                "What I have said is true, I may apply on behalf of the organisation, and it has read the conditions in the guidance"
            )
            .Fill("Your full name", "Amira Khan")
            .PressAsync("Send the application");
        page.AssertSays(sent.Reference);
        var officer = await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        (await officer.OpenAsync(Links.Applications.Submitted(sent.Id))).AssertSays($"Its SHA-256 is {sent.Hash}");
        Assert.Equal(sent.Hash, await HashOfFileAsync(officer, Links.Applications.SubmittedEarlier(sent.Id, copy)));
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update EarlierCopy set CopyJson = replace(CopyJson, 'Safer', 'Other') where Id = @copy", new { copy })
        );
        foreach (
            var warned in (BrowserPage[])
                [
                    await officer.OpenAsync(Links.Applications.Submitted(sent.Id)),
                    await browser.OpenAsync(Links.Applications.Receipt(sent.Id)),
                ]
        )
        {
            warned.AssertSays("is not what was received: something has changed it here.");
            warned.AssertDoesNotSay($"Its SHA-256 is {sent.Hash}");
        }
        using var changed = await officer.GetAsync(Links.Applications.SubmittedEarlier(sent.Id, copy));
        Assert.Equal(HttpStatusCode.NotFound, changed.StatusCode);
        using var stranger = await (await host.AsAsync(await host.Scenario.PersonAsync(Role.Applicant))).GetAsync(
            Links.Applications.Recall(sent.Id)
        );
        Assert.Equal(HttpStatusCode.NotFound, stranger.StatusCode);
    }

    private static async Task<string> HashOfFileAsync(Browser browser, string address)
    {
        using var download = await browser.GetAsync(address);
        return ApplicationCopy.Sha256(await download.Content.ReadAsStringAsync());
    }

    private sealed record Sent(Guid Id, Actor Applicant, string Reference, string Hash);

    private async Task<Sent> SentAsync()
    {
        var round = await host.Scenario.RoundAsync(
            await host.Scenario.PersonAsync(Role.CommissioningOfficer),
            [await host.Scenario.PersonAsync(Role.PanelMember), await host.Scenario.PersonAsync(Role.PanelMember)]
        );
        var person = await host.Scenario.PersonAsync(Role.Applicant);
        var draft = await host.Scenario.CompleteDraftAsync(round, await host.Scenario.OrganisationAsync(person), person);
        Assert.Null(
            (await host.WithAsync<SubmitApplication, Result>(submit => submit.RunAsync(person, draft, "Amira Khan", true))).FirstRefusal
        );
        var ids = new { draft };
        return new(
            draft,
            person,
            (await host.Db.ScalarAsync<string>("select Reference from Application where Id = @draft", ids))!,
            (await host.Db.ScalarAsync<string>("select CopySha256 from Application where Id = @draft", ids))!
        );
    }
}
