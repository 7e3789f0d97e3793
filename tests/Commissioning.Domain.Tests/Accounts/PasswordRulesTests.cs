using Commissioning.Domain.Accounts;

namespace Commissioning.Domain.Tests.Accounts;

public sealed class PasswordRulesTests
{
    private static readonly HashSet<string> Common = ["password", "qwertyuiop", "football"];

    [Theory]
    [InlineData("correct horse battery")]
    [InlineData("three quite random words")]
    [InlineData("Leicester tulip on stairs")]
    public void A_password_of_three_random_words_is_accepted(string password) => Assert.Null(WhyNot(password));

    [Theory]
    [InlineData(null, "12 to 200 characters")]
    [InlineData("short", "12 to 200 characters")]
    [InlineData("aaaaaaaaaaaaaa", "at least 5 different")]
    [InlineData("password12345", "one of the commonest")]
    [InlineData("123456789012", "one of the commonest")]
    [InlineData("2026!football!2026", "one of the commonest")]
    [InlineData("josephine.bloggs@opcc.example", "little more than your name")]
    [InlineData("JosephineBloggs1", "little more than your name")]
    public void A_password_that_is_short_common_or_the_persons_own_name_is_refused(string? password, string sentence) =>
        Assert.Contains(sentence, WhyNot(password)!.Sentence, StringComparison.Ordinal);

    [Fact]
    public void A_password_longer_than_200_characters_is_refused() =>
        Assert.NotNull(WhyNot(string.Concat(Enumerable.Repeat("three random words ", 11))));

    private static Refusal? WhyNot(string? password) =>
        PasswordRules.WhyNotAccepted(password, Common.Contains, ["Josephine Bloggs", "josephine.bloggs@opcc.example"], "password");
}
