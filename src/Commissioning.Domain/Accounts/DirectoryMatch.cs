namespace Commissioning.Domain.Accounts;

/// <summary>An existing account that may belong to the person, found by directory id or e-mail address.</summary>
public sealed record DirectoryMatch(string? Subject, bool EmailConfirmed, IReadOnlyCollection<Role> Roles, bool BreakGlass = false)
{
    /// <summary>Anyone may register an address that is not theirs. Until the address is confirmed, the account belongs to no one and may be
    /// linked to the person the directory confirms.</summary>
    public bool IsNobodys => Subject is null && !EmailConfirmed && !BreakGlass && !Roles.Any(RolePermissions.IsStaff);
}
