using Commissioning.Domain;
using Commissioning.Features.Accounts;
using Commissioning.Platform.Data;

namespace Commissioning.Testing;

/// <summary>A portal with the demonstration in it, loaded before it starts, as on a fresh machine.</summary>
public sealed class DemonstrationHost : PortalHost
{
    protected override string[] Settings => ["--Demonstration:Load=true"];

    /// <summary>One of the people in it, by the beginning of their address.</summary>
    public async Task<Actor> DemoAsync(string key)
    {
        var row = await Db.FindAsync<PeopleList.PersonRow>(
            "select Id, DisplayName, Email, null as Role from Person where Email = @Email",
            new { Email = key + PeopleList.DemonstrationDomain }
        );
        return new(row.Id, row.DisplayName);
    }
}
