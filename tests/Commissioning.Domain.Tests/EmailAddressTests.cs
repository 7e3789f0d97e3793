namespace Commissioning.Domain.Tests;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("Name@Example.COM ", "name@example.com")]
    [InlineData("o'neill@group.example", "o'neill@group.example")]
    [InlineData("no-at", null)]
    [InlineData("a@b", null)]
    [InlineData("Someone <a@b.example>", null)]
    [InlineData("a b@c.example", null)]
    public void An_email_address_is_normalised_or_refused(string typed, string? read) => Assert.Equal(read, EmailAddress.Parse(typed));

    [Theory]
    [InlineData("o'neill@example.com", true)]
    [InlineData("josé@example.com", false)]
    [InlineData("ann@exämple.com", false)]
    public void An_email_address_with_accents_is_refused(string typed, bool right) =>
        Assert.Equal(right, EmailAddress.Parse(typed) is not null);
}
