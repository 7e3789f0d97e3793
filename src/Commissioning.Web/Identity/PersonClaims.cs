using System.Security.Claims;
using Commissioning.Features.Accounts;
using Microsoft.AspNetCore.Identity;

namespace Commissioning.Web.Identity;

/// <summary>Builds the cookie's claims: id, name and roles. Permissions are derived from the roles at each request.</summary>
public sealed class PersonClaims(PersonRoles roles) : IUserClaimsPrincipalFactory<Person>
{
    public const string Stamp = "AspNet.Identity.SecurityStamp";

    public async Task<ClaimsPrincipal> CreateAsync(Person user) =>
        Of(new(user.Id, user.DisplayName, user.Email, user.SecurityStamp, await roles.OfAsync(user.Id)));

    public static ClaimsPrincipal Of(OpenSession.Holder holder)
    {
        var identity = new ClaimsIdentity(IdentityConstants.ApplicationScheme);
        identity.AddClaim(new(ClaimTypes.NameIdentifier, holder.Id.ToString()));
        identity.AddClaim(new(ClaimTypes.Name, holder.DisplayName));
        identity.AddClaim(new(ClaimTypes.Email, holder.Email));
        identity.AddClaim(new(Stamp, holder.SecurityStamp));
        foreach (var role in holder.Roles)
            identity.AddClaim(new(ClaimTypes.Role, role.ToString()));
        return new(identity);
    }
}
