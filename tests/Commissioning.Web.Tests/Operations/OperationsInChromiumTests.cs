using Commissioning.Domain.Accounts;
using Commissioning.Domain.Records;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Operations;

/// <summary>The operator's pages, and each person's own sessions, in Chromium with axe.</summary>
public sealed class OperationsInChromiumTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    [Fact]
    public async Task Operations_and_retention_pages_are_accessible_on_a_phone()
    {
        var administrator = await host.Scenario.PersonAsync(Role.Administrator);
        await using var session = await BrowserSession.OpenAsync(host);
        var phone = await session.PhoneAsync(administrator);
        foreach (
            var (page, picture) in new[]
            {
                (Links.Operations.Index, "operations-phone"),
                (Links.Records.Rules, "retention-phone"),
                (Links.Records.Of(RecordType.UnsuccessfulApplication), "retention-type-phone"),
                (Links.Records.Holds, "holds-phone"),
                (Links.Operations.SignIns, "sign-ins-phone"),
                (Links.Accounts.Sessions, "sessions-phone"),
                (Links.Accounts.Authenticator, "authenticator-phone"),
            }
        )
            await phone.OpenAsync(page, picture);
        Assert.Equal(7, session.PagesChecked.Count);
    }
}
