namespace Commissioning.Domain.Accounts;

/// <summary>An existing account that may belong to the person, found by directory id or e-mail address.</summary>
public sealed record DirectoryMatch(string? Subject, IReadOnlyCollection<Role> Roles, bool BreakGlass = false);
