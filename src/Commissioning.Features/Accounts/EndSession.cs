using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Accounts;

/// <summary>The person ends one of their own sessions, which stops at once. Not found for another person's.</summary>
public sealed class EndSession(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid session, string device) =>
        db.ChangeAsync(
            actor,
            AuditAction.SessionEnded,
            actor.Id,
            async work =>
            {
                if (
                    await work.ExecuteAsync(
                        SessionEnds.OneSql,
                        new
                        {
                            session,
                            Person = actor.Id,
                            work.Now,
                            Why = SessionEnd.EndedByPerson,
                        }
                    ) == 0
                )
                    throw new NotFoundException("No such session of this person");
                await SessionEnds.EventAsync(work, actor.Id, SignInKind.SessionsEnded, "One session, by the person", device);
                return Result.Done;
            }
        );
}
