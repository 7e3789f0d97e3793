using Commissioning.Domain.Accounts;

namespace Commissioning.Domain.Tests.Accounts;

public sealed class RolePermissionsTests
{
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
