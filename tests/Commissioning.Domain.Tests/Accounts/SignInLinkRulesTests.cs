using Commissioning.Domain.Accounts;

namespace Commissioning.Domain.Tests.Accounts;

public sealed class SignInLinkRulesTests
{
    private static readonly DateTime Now = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void A_sign_in_link_works_until_the_instant_it_expires()
    {
        Assert.Equal(SignInLinkState.Usable, SignInLinkRules.StateOf(true, Now.AddMilliseconds(1), null, Now));
        Assert.Equal(SignInLinkState.Expired, SignInLinkRules.StateOf(true, Now, null, Now));
    }

    [Fact]
    public void A_sign_in_link_that_was_used_says_so_also_after_it_expired()
    {
        Assert.Equal(SignInLinkState.Used, SignInLinkRules.StateOf(true, Now.AddMinutes(-1), Now.AddMinutes(-5), Now));
        Assert.Contains("already been used", SignInLinkRules.WhyNotUsable(SignInLinkState.Used)!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sign_in_link_that_is_not_known_is_incomplete() =>
        Assert.Contains("incomplete", SignInLinkRules.WhyNotUsable(SignInLinkState.Unknown)!.Sentence, StringComparison.Ordinal);
}
