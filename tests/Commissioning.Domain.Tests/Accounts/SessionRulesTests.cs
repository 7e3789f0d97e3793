using Commissioning.Domain.Accounts;

namespace Commissioning.Domain.Tests.Accounts;

public sealed class SessionRulesTests
{
    [Fact]
    public void A_session_ends_when_it_is_unused_or_too_old()
    {
        var made = new DateTime(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);
        Assert.Equal(made.AddHours(4), SessionRules.EndsAt(made, made.AddHours(3), staff: true, new()));
        Assert.Equal(made.AddHours(12), SessionRules.EndsAt(made, made.AddHours(11.5), staff: true, new()));
        Assert.Equal(made.AddHours(11), SessionRules.EndsAt(made, made.AddHours(3), staff: false, new()));
    }

    [Fact]
    public void Staff_cannot_remove_their_last_second_factor()
    {
        Assert.NotNull(SessionRules.WhyCannotRemovePasskey(staff: true, authenticator: false, passkeys: 1));
        Assert.Null(SessionRules.WhyCannotRemovePasskey(staff: true, authenticator: true, passkeys: 1));
        Assert.Null(SessionRules.WhyCannotRemovePasskey(staff: true, authenticator: false, passkeys: 2));
        Assert.Null(SessionRules.WhyCannotRemovePasskey(staff: false, authenticator: false, passkeys: 1));
    }
}
