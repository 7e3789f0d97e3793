using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Accounts;

/// <summary>The person signs out of this session.</summary>
public sealed class SignOut(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid session, string device) =>
        db.ChangeAsync(
            actor,
            AuditAction.SignedOut,
            actor.Id,
            async work =>
            {
                await work.ExecuteAsync(
                    SessionEnds.OneSql,
                    new
                    {
                        session,
                        Person = actor.Id,
                        work.Now,
                        Why = SessionEnd.SignedOut,
                    }
                );
                await SessionEnds.EventAsync(work, actor.Id, SignInKind.SignedOut, null, device);
                return Result.Done;
            }
        );
}
