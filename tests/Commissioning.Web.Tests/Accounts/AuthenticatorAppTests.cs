using Commissioning.Features.Accounts;
using Commissioning.Web.Identity;

namespace Commissioning.Web.Tests.Accounts;

public sealed class AuthenticatorAppTests
{
    // The standard's own key and time (RFC 6238, appendix B): 59 seconds after 1970 gives 94287082, of which apps show the last six digits.
    private const string Key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    private static readonly DateTime At = DateTime.UnixEpoch.AddSeconds(59);

    [Fact]
    public void The_same_code_of_two_people_has_two_hashes() =>
        Assert.NotEqual(CodeHash.Of(Guid.CreateVersion7(), "22222-22222"), CodeHash.Of(Guid.CreateVersion7(), "22222-22222"));

    [Theory]
    [InlineData("287082", 0, null, 1L)]
    [InlineData("287082", 30, 0L, 1L)] // One step late.
    [InlineData("287082", -30, null, 1L)] // One step early.
    [InlineData("287082", 0, 1L, null)] // Used before.
    [InlineData("287082", 90, null, null)] // Too late.
    [InlineData("000000", 0, null, null)]
    [InlineData("", 0, null, null)]
    public void An_authenticator_code_follows_the_standard_and_counts_once(string code, int secondsLater, long? lastStep, long? step) =>
        Assert.Equal(step, AuthenticatorApp.StepOf(Key, code, At.AddSeconds(secondsLater), lastStep));
}
