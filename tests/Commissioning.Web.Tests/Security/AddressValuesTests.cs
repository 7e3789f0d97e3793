using System.Net;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Security;

public sealed class AddressValuesTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    [Theory]
    [InlineData("?Email=ann@example.org", "", HttpStatusCode.BadRequest)]
    [InlineData("?email=ann@example.org&returnUrl=/help", "", HttpStatusCode.BadRequest)]
    [InlineData("?Email=ann@example.org", "ben@example.org", HttpStatusCode.OK)]
    public async Task A_field_that_a_form_lacks_is_not_taken_from_its_address(string query, string email, HttpStatusCode expected)
    {
        var browser = host.Visitor();
        using var answer = await SendAsync(browser, query, email);
        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(0, await host.Database.CountAsync("SignInLink", "Email = 'ann@example.org'"));
    }

    [Fact]
    public async Task What_a_page_reads_of_its_address_is_still_read_when_its_form_is_sent()
    {
        using var answer = await SendAsync(host.Visitor(), "?returnUrl=/help", "cleo@example.org");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(1, await host.Database.CountAsync("SignInLink", "Email = 'cleo@example.org' and ReturnUrl = '/help'"));
    }

    private static async Task<HttpResponseMessage> SendAsync(Browser browser, string query, string email)
    {
        var page = await browser.OpenAsync(Links.Accounts.SignIn);
        var fields = new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = page
                .Document.QuerySelector("main input[name='__RequestVerificationToken']")!
                .GetAttribute("value")!,
        };
        if (email.Length > 0)
            fields["Email"] = email;
        using var form = new FormUrlEncodedContent(fields);
        return await browser.PostAsync(new Uri(Links.Accounts.SignIn + query, UriKind.Relative), form);
    }
}
