using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Accounts;

/// <summary>The person ends all their sessions, or all but this one. They stop at once.</summary>
public sealed class SignOutEverywhere(Db db)
{
    /// <param name="keep">The current session, to sign out everywhere else; null to sign out everywhere.</param>
    public Task<Result> RunAsync(Actor actor, Guid? keep, string device) =>
        db.ChangeAsync(
            actor,
            AuditAction.SignedOutEverywhere,
            actor.Id,
            async work =>
            {
                var ended = await work.ExecuteAsync(
                    SessionSql.EndAll + " and Id <> @Keep",
                    new
                    {
                        Person = actor.Id,
                        work.Now,
                        Why = SessionEnd.EndedByPerson,
                        Keep = keep ?? Guid.Empty,
                    }
                );
                work.Note(keep is null ? $"{ended} sessions" : $"{ended} other sessions");
                await SessionEnds.EventAsync(
                    work,
                    actor.Id,
                    SignInKind.SessionsEnded,
                    "Signed out everywhere" + (keep is null ? "" : " else"),
                    device
                );
                return Result.Done;
            }
        );
}
