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

    [Theory]
    [InlineData(null, false, 9999, true)]
    [InlineData(SessionEnd.SignedOut, true, 60, true)]
    [InlineData(SessionEnd.EndedByPerson, true, 60, true)]
    [InlineData(SessionEnd.SignedOut, true, 61, false)]
    [InlineData(SessionEnd.SignedOut, false, 1, false)]
    [InlineData(SessionEnd.EndedByAdministrator, true, 1, false)]
    [InlineData(SessionEnd.PasswordChanged, true, 1, false)]
    public void A_form_is_kept_for_a_session_that_expired_or_that_its_person_ended_within_the_hour(
        SessionEnd? why,
        bool isOwnForm,
        int minutes,
        bool isKept
    )
    {
        var now = new DateTime(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);
        Assert.Equal(isKept, SessionRules.WhyCannotKeepForm(why is null ? null : now.AddMinutes(-minutes), why, isOwnForm, now) is null);
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
