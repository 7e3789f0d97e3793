using Commissioning.Features.DueDiligence;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Registers;

namespace Commissioning.Testing;

public static class Planning
{
    /// <summary>The job's planning of checks, without a key for the live registers.</summary>
    public static PlanChecks PlanChecks(this TestDatabase database) =>
        new(database.Db, new MatchIndex(database.Db), new RegisterSearches(database.Db, new RegisterApi(new(), TimeProvider.System)));
}
