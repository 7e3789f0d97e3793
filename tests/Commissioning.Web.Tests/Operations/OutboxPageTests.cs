using Commissioning.Domain.Accounts;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Operations;

public sealed class OutboxPageTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    [Fact]
    public async Task An_email_that_may_have_been_sent_is_sent_again_or_marked_as_sent()
    {
        var browser = await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        var email = Guid.Empty;
        await host.Db.HousekeepAsync(async work =>
        {
            await work.EmailAsync(new("a@b.example", "Perhaps sent", "Words", Guid.CreateVersion7()));
            email = await work.ScalarAsync<Guid>("select Id from OutboxEmail where Subject = 'Perhaps sent'");
            return await work.ExecuteAsync("update OutboxEmail set State = 'Uncertain' where Id = @email", new { email });
        });
        var page = await browser.OpenAsync("/outbox?subject.has=Perhaps");
        Assert.Equal(
            ["Send again a@b.example", "Mark as sent a@b.example"],
            page.Document.QuerySelectorAll("td button")
                .Select(button => string.Join(' ', button.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
        );
        page = await page.PressAsync("Mark as sent a@b.example");
        page.AssertSays("The e-mail is marked as sent");
        Assert.Empty(page.Document.QuerySelectorAll("td button"));
        Assert.Equal(1, await host.Database.CountAsync("OutboxEmail", "Id = @email and State = 'Sent'", new { email }));
    }
}
