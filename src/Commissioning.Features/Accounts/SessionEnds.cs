using Commissioning.Domain.Accounts;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Accounts;

/// <summary>What every end of a session writes.</summary>
internal static class SessionEnds
{
    internal static Task<int> EventAsync(Work work, Guid person, SignInKind kind, string? detail, string device) =>
        work.ExecuteAsync(
            SessionSql.InsertEvent,
            new
            {
                Id = Guid.CreateVersion7(),
                work.Now,
                Person = person,
                AddressHash = (string?)null,
                Kind = kind,
                Detail = detail,
                Device = device,
            }
        );

    internal const string OneSql =
        "update PersonSession set EndedAt = @Now, EndedWhy = @Why where Id = @session and PersonId = @Person and EndedAt is null";
}
