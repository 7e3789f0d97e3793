using System.Net;
using Commissioning.Domain.Accounts;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Downloads;

/// <summary>What every download has in common; what each one holds is tested with its page.</summary>
public sealed class DownloadTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task Download_is_an_attachment_that_is_kept_nowhere_and_HEAD_tells_its_length()
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var round = await host.Scenario.RoundAsync(
            officer,
            [await host.Scenario.PersonAsync(Role.PanelMember), await host.Scenario.PersonAsync(Role.PanelMember)]
        );
        var address = Links.Funds.Export(round);
        using var got = await SendAsync(HttpMethod.Get, address, officer);
        Assert.Equal(HttpStatusCode.OK, got.StatusCode);
        Assert.Equal("attachment", got.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Matches("^tf-.*\\.json$", got.Content.Headers.ContentDisposition.FileNameStar);
        Assert.Equal("application/json", got.Content.Headers.ContentType!.ToString());
        Assert.Equal("nosniff", Assert.Single(got.Headers.GetValues("X-Content-Type-Options")));
        Assert.True(got.Headers.CacheControl!.NoStore);
        var content = await got.Content.ReadAsByteArrayAsync();

        using var head = await SendAsync(HttpMethod.Head, address, officer);
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(content.Length, head.Content.Headers.ContentLength);
        Assert.Equal(got.Content.Headers.ContentDisposition.ToString(), head.Content.Headers.ContentDisposition!.ToString());
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());

        // A download only answers to be read; for any other method its address is an unknown one.
        using var posted = await SendAsync(HttpMethod.Post, address, officer);
        Assert.Equal(HttpStatusCode.NotFound, posted.StatusCode);
    }

    [Fact]
    public async Task Download_of_a_record_that_is_not_there_is_the_page_not_found()
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        using var answer = await SendAsync(HttpMethod.Get, Links.Funds.Export(Guid.NewGuid()), officer);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Download_sends_a_stranger_to_sign_in_and_back()
    {
        var address = Links.Funds.Export(Guid.NewGuid());
        using var answer = await SendAsync(HttpMethod.Get, address, null);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(Links.Accounts.SignInTo(address), answer.Headers.Location!.PathAndQuery);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, Domain.Actor? person)
    {
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = host.Address,
        };
        using var request = new HttpRequestMessage(method, new Uri(address, UriKind.Relative));
        if (person is not null)
            request.Headers.Add("Cookie", (await host.SessionCookieAsync(person)).Split(';')[0]);
        return await client.SendAsync(request);
    }
}
