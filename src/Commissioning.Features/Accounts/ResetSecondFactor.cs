using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Messages;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Accounts;

/// <summary>For a person who lost their phone and recovery codes. An administrator who has verified them removes authenticator, codes and
/// passkeys, so that a new phone can be set up after the password.</summary>
public sealed class ResetSecondFactor(Db db, Office office)
{
    public Task<Result> RunAsync(Actor administrator, Guid person, string? endReason) =>
        db.ChangeAsync(
            administrator,
            AuditAction.SecondFactorReset,
            person,
            async work =>
            {
                if (person == administrator.Id)
                    return new Refusal("Another administrator must remove your own second factor");
                if (string.IsNullOrWhiteSpace(endReason))
                    return new Refusal("Say why, and how you made sure who is asking", nameof(endReason));
                var found = await work.FindAsync<Person>(PersonSql.Select + " where Id = @person", new { person });
                await work.ExecuteOneAsync(
                    "update Person set TwoFactorEnabled = 0, AuthenticatorKey = null, PendingKey = null, SecurityStamp = @Stamp, Version = Version + 1 where Id = @person",
                    new { person, Stamp = Guid.NewGuid().ToString("N") }
                );
                await work.ExecuteAsync("delete from PersonRecoveryCode where PersonId = @person", new { person });
                await work.ExecuteAsync("delete from PersonPasskey where PersonId = @person", new { person });
                await work.ExecuteAsync(
                    SessionSql.EndAll,
                    new
                    {
                        Person = person,
                        work.Now,
                        Why = SessionEnd.SecondFactorChanged,
                    }
                );
                await AccountNotices.SendAsync(work, office, MessageKind.SecondFactorReset, found);
                work.Note(
                    $"Authenticator app, recovery codes and passkeys of {found.DisplayName} removed and every session ended: {endReason.Trim()}"
                );
                return Result.Done;
            }
        );
}
