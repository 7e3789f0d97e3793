using Commissioning.Domain.Accounts;
using Commissioning.Domain.Casework;
using Commissioning.Features.Casework;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Casework;

public sealed class NextTaskTests : IDisposable
{
    private readonly TestDatabase database = new();

    /// <summary>The test database refuses a statement that SQL Server would not take, or whose first row is left to chance.</summary>
    [Fact]
    public async Task The_next_task_of_every_kind_is_found_in_one_order_by_both_engines()
    {
        var roles = Enum.GetValues<Role>();
        var person = await new Scenario(database.Db, database.Clock).PersonAsync(Role.CommissioningOfficer);
        foreach (var kind in Enum.GetValues<WaitingKind>())
            Assert.Null(await database.Db.ReadAsync(work => WaitingQueries.NextAsync(work, person, roles, kind)));
    }

    public void Dispose() => database.Dispose();
}
