using Commissioning.Domain.Accounts;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Accounts;

public sealed class PersonRoles(Db db)
{
    public async Task<IReadOnlyList<Role>> OfAsync(Guid person) =>
        (await db.QueryAsync<string>("select Role from PersonRole where PersonId = @person order by Role", new { person }))
            .Select(Enum.Parse<Role>)
            .ToList();
}
