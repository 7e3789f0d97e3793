using Commissioning.Domain;
using Commissioning.Features.Accounts;
using Commissioning.Platform.Data;

namespace Commissioning.Testing;

/// <summary>A portal with the demonstration loaded before it starts, as on a new machine.</summary>
public sealed class DemonstrationHost : PortalHost
{
    protected override string[] Settings => ["--Demonstration:Load=true"];

    protected override Task<TestDatabase> NewDatabaseAsync() => DemonstrationTemplate.CopyAsync();

    /// <summary>A demonstration person, by the start of their address.</summary>
    public async Task<Actor> DemoAsync(string key)
    {
        var row = await Db.FindAsync<PeopleList.PersonRow>(
            "select Id, DisplayName, Email, null as Role from Person where Email = @Email",
            new { Email = key + PeopleList.DemonstrationDomain }
        );
        return new(row.Id, row.DisplayName);
    }
}
