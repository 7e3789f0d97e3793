using System.Security.Claims;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;

namespace Commissioning.Web;

public static class PrincipalExtensions
{
    public const string SecondFactorClaim = "second-factor";
    public const string SessionClaim = "session";

    public static Guid? Session(this ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirstValue(SessionClaim), out var session) ? session : null;

    public static Actor Actor(this ClaimsPrincipal user) =>
        new(Guid.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!), user.FindFirstValue(ClaimTypes.Name)!);

    public static IReadOnlyList<Role> Roles(this ClaimsPrincipal user) =>
        user.FindAll(ClaimTypes.Role).Select(claim => Enum.Parse<Role>(claim.Value)).ToList();

    /// <summary>Staff roles count only after a second factor; the applicant role needs none.</summary>
    public static bool Can(this ClaimsPrincipal user, Permission permission)
    {
        var proven = user.HasClaim(claim => claim.Type == SecondFactorClaim);
        foreach (var claim in user.Claims)
            if (
                claim.Type == ClaimTypes.Role
                && Enum.TryParse<Role>(claim.Value, out var role)
                && (proven || !RolePermissions.IsStaff(role))
                && RolePermissions.Of(role).Contains(permission)
            )
                return true;
        return false;
    }

    public static bool NeedsSecondFactor(this ClaimsPrincipal user) =>
        user.Roles().Any(RolePermissions.IsStaff) && !user.HasClaim(claim => claim.Type == SecondFactorClaim);
}
