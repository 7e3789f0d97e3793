using Commissioning.Domain.Accounts;

namespace Commissioning.Features.Accounts;

/// <summary>Maps directory groups to roles, by group id.</summary>
public sealed record DirectoryGroups
{
    public IReadOnlyDictionary<string, Role> Roles { get; init; } = new Dictionary<string, Role>();
}
