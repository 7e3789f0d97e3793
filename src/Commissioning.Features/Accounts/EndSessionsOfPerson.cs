using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Accounts;

/// <summary>An administrator ends all of a person's sessions. They stop at once.</summary>
public sealed class EndSessionsOfPerson(Db db)
{
    public Task<Result> RunAsync(Actor administrator, Guid person, string? endReason, string device) =>
        db.ChangeAsync(
            administrator,
            AuditAction.SessionsEndedByAdministrator,
            person,
            async work =>
            {
                if (string.IsNullOrWhiteSpace(endReason))
                    return new Refusal("Say why you are ending the sessions", nameof(endReason));
                var ended = await work.ExecuteAsync(
                    SessionSql.EndAll,
                    new
                    {
                        Person = person,
                        work.Now,
                        Why = SessionEnd.EndedByAdministrator,
                    }
                );
                work.Note($"{ended} sessions ended: {endReason.Trim()}");
                await SessionEnds.EventAsync(work, person, SignInKind.SessionsEnded, "By an administrator", device);
                return Result.Done;
            }
        );
}
