using Commissioning.Domain;
using Commissioning.Domain.Funds;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Payments;

/// <summary>The claim on a phone, without scripts.</summary>
public sealed class ClaimInChromiumTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    [Fact]
    public async Task Claim_on_a_phone_shows_what_is_left_of_each_line()
    {
        var way = await AcceptedAwardFixture.AcceptedAsync(host, new() { Payment = PaymentProfile.Arrears });
        await using var session = await BrowserSession.OpenAsync(host);
        var phone = await session.PhoneAsync(way.Application.Applicant);
        await phone.Page.SetViewportSizeAsync(360, 740);
        await phone.OpenAsync(Links.Payments.MyClaims(way.Application.Id), "claim-phone");
        foreach (var left in new[] { "£3,000.00", "£2,000.00" })
        {
            var cell = phone.Page.Locator("main table td").Filter(new() { HasText = left }).First;
            var box = (await cell.BoundingBoxAsync())!;
            // The name of the column stands before the figure.
            Assert.Equal("Left", await cell.GetAttributeAsync("data-label"));
            Assert.True(await cell.IsVisibleAsync());
            Assert.InRange(box.X + box.Width, 1, 360);
        }
    }
}
