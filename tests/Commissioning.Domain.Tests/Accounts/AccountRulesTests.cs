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
    public void Addresses_are_read_or_refused(string typed, string? read) => Assert.Equal(read, EmailAddress.Parse(typed));

    [Theory]
    [InlineData("le11aa", "LE1 1AA")]
    [InlineData("Le12  8xy", "LE12 8XY")]
    public void Postcodes_are_written_one_way(string typed, string written) =>
        Assert.Equal(written, OrganisationRules.NormalisePostcode(typed));

    [Fact]
    public void Every_role_has_its_row_and_nobody_who_decides_recommends()
    {
        foreach (var role in Enum.GetValues<Role>())
            _ = RolePermissions.Of(role);
        Assert.DoesNotContain(Permission.MakeRecommendation, RolePermissions.Of(Role.Approver));
        Assert.DoesNotContain(Permission.DecideRound, RolePermissions.Of(Role.CommissioningOfficer));
        Assert.DoesNotContain(Permission.ApprovePayments, RolePermissions.Of(Role.CommissioningOfficer));
        Assert.DoesNotContain(Permission.ViewModeration, RolePermissions.Of(Role.Administrator));
    }
}
