using Commissioning.Domain.Accounts;
using Commissioning.Domain.Organisations;

namespace Commissioning.Domain.Tests.Accounts;

public sealed class AccountRulesTests
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
    [InlineData("le11aa", "LE1 1AA")]
    [InlineData("Le12  8xy", "LE12 8XY")]
    public void A_postcode_is_normalised_to_capitals_with_one_space(string typed, string written) =>
        Assert.Equal(written, OrganisationRules.NormalisePostcode(typed));

    [Fact]
    public void Role_permissions_cover_every_role_and_keep_recommending_apart_from_deciding()
    {
        foreach (var role in Enum.GetValues<Role>())
            _ = RolePermissions.Of(role);
        Assert.DoesNotContain(Permission.MakeRecommendation, RolePermissions.Of(Role.Approver));
        Assert.DoesNotContain(Permission.DecideRound, RolePermissions.Of(Role.CommissioningOfficer));
        Assert.DoesNotContain(Permission.ApprovePayments, RolePermissions.Of(Role.CommissioningOfficer));
        Assert.DoesNotContain(Permission.ViewModeration, RolePermissions.Of(Role.Administrator));
    }
}
