using System.Security.Claims;
using Commissioning.Domain.Accounts;

namespace Commissioning.Web.Identity;

/// <summary>Reads the directory's claims: Entra ID's names, and the standard ones of OpenID Connect.</summary>
public static class DirectoryClaims
{
    /// <returns>Null when the claims do not identify the person.</returns>
    public static DirectoryAnswer? Read(ClaimsPrincipal principal)
    {
        // oid is the same for every application of a tenant; sub differs for each.
        if ((principal.FindFirstValue("oid") ?? principal.FindFirstValue("sub")) is not { } subject)
            return null;
        return new()
        {
            Subject = subject,
            Email = principal.FindFirstValue("email"),
            EmailVouchedFor = (IsTrue("email_verified") || IsTrue("xms_edov")) && !IsGuest(principal),
            Name = principal.FindFirstValue("name"),
            Groups = principal.FindAll("groups").Select(claim => claim.Value).ToList(),
            GroupsLeftOut = principal.HasClaim(claim =>
                claim.Type == "hasgroups" || claim.Type == "_claim_names" && claim.Value.Contains("groups", StringComparison.Ordinal)
            ),
            SecondFactor = principal.HasClaim("amr", "mfa"),
        };

        bool IsTrue(string claim) =>
            principal.FindFirstValue(claim) is { } value && (value == "1" || value.Equals("true", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>True when the account belongs to another directory, which then controls the e-mail address.</summary>
    private static bool IsGuest(ClaimsPrincipal principal) =>
        principal.HasClaim(claim => claim.Type == "idp") || principal.HasClaim("acct", "1");
}
