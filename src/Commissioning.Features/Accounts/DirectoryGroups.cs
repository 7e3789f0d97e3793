using Commissioning.Domain.Accounts;

namespace Commissioning.Features.Accounts;

/// <summary>Which group of the directory gives which role, by the group's id.</summary>
public sealed record DirectoryGroups
{
    public IReadOnlyDictionary<string, Role> Roles { get; init; } = new Dictionary<string, Role>();
}
