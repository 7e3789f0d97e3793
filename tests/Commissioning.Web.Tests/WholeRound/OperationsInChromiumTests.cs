using Commissioning.Domain.Accounts;
using Commissioning.Domain.Records;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.WholeRound;

/// <summary>The pages of whoever looks after the portal, and everybody's own sessions, in Chromium with axe.</summary>
public sealed class OperationsInChromiumTests(UnprintedHost host) : IClassFixture<UnprintedHost>
{
    [Fact]
    public async Task The_portal_is_watched_and_its_records_are_kept_on_a_phone()
    {
        var administrator = await host.Scenario.PersonAsync(Role.Administrator);
        await using var eyes = await Eyes.OpenAsync(host);
        var phone = await eyes.PhoneAsync(administrator);
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
    }
}
