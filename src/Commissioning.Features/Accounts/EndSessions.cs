using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Accounts;

/// <summary>Ends sessions: a person's own, singly or all, or all of a person's by an administrator. They stop at once.</summary>
public sealed class EndSessions(Db db)
{
    public Task<Result> SignOutAsync(Actor actor, Guid session, string device) =>
        db.ChangeAsync(
            actor,
            AuditAction.SignedOut,
            actor.Id,
            async work =>
            {
                await work.ExecuteAsync(
                    OneSql,
                    new
                    {
                        session,
                        Person = actor.Id,
                        work.Now,
                        Why = SessionEnd.SignedOut,
                    }
                );
                await EventAsync(work, actor.Id, SignInKind.SignedOut, null, device);
                return Result.Done;
            }
        );

    /// <summary>Not found for another person's session.</summary>
    public Task<Result> EndOneAsync(Actor actor, Guid session, string device) =>
        db.ChangeAsync(
            actor,
            AuditAction.SessionEnded,
            actor.Id,
            async work =>
            {
                if (
                    await work.ExecuteAsync(
                        OneSql,
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
                await EventAsync(work, actor.Id, SignInKind.SessionsEnded, "One session, by the person", device);
                return Result.Done;
            }
        );

    /// <param name="keep">The current session, to sign out everywhere else; null to sign out everywhere.</param>
    public Task<Result> EndAllAsync(Actor actor, Guid? keep, string device) =>
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
                await EventAsync(work, actor.Id, SignInKind.SessionsEnded, "Signed out everywhere" + (keep is null ? "" : " else"), device);
                return Result.Done;
            }
        );

    public Task<Result> EndAllOfAsync(Actor administrator, Guid person, string? endReason, string device) =>
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
                await EventAsync(work, person, SignInKind.SessionsEnded, "By an administrator", device);
                return Result.Done;
            }
        );

    private static Task<int> EventAsync(Work work, Guid person, SignInKind kind, string? detail, string device) =>
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

    private const string OneSql =
        "update PersonSession set EndedAt = @Now, EndedWhy = @Why where Id = @session and PersonId = @Person and EndedAt is null";
}
