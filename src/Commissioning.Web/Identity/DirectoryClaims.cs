using System.Security.Claims;
using Commissioning.Domain.Accounts;

namespace Commissioning.Web.Identity;

/// <summary>Reads the directory's claims: Entra's own names, and the plain ones of OpenID Connect.</summary>
public static class DirectoryClaims
{
    /// <returns>Null when they do not even say who it is.</returns>
    public static DirectoryAnswer? Read(ClaimsPrincipal principal)
    {
        // oid is the same for every application of a tenant; sub differs for each.
        if ((principal.FindFirstValue("oid") ?? principal.FindFirstValue("sub")) is not { } subject) return null;
        return new()
        {
            Subject = subject,
            Email = principal.FindFirstValue("email") ?? principal.FindFirstValue("preferred_username"),
            EmailVouchedFor = !string.Equals(principal.FindFirstValue("email_verified"), "false", StringComparison.OrdinalIgnoreCase),
            Name = principal.FindFirstValue("name"),
            Groups = principal.FindAll("groups").Select(claim => claim.Value).ToList(),
            GroupsLeftOut = principal.HasClaim(claim => claim.Type == "hasgroups" || claim.Type == "_claim_names" && claim.Value.Contains("groups", StringComparison.Ordinal)),
            SecondFactor = principal.HasClaim("amr", "mfa"),
        };
    }
}
