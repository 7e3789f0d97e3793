namespace Commissioning.Domain.Accounts;

/// <summary>An account that the person might be, found by the directory's id or by e-mail address.</summary>
public sealed record DirectoryMatch(string? Subject, bool EmailConfirmed, IReadOnlyCollection<Role> Roles, bool BreakGlass = false)
{
    /// <summary>Anybody may register an address that is not theirs. As long as nobody confirmed it the account is nobody's, and goes to whom the directory vouches for.</summary>
    public bool IsNobodys => Subject is null && !EmailConfirmed && !BreakGlass && !Roles.Any(RolePermissions.IsStaff);
}
