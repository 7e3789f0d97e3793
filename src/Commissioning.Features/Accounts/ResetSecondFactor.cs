using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Accounts;

/// <summary>
/// For somebody who lost their phone and their recovery codes: an administrator who has made sure who they are takes the authenticator, codes and
/// passkeys off the account, so that a new phone can be set up after the password.
/// </summary>
public sealed class ResetSecondFactor(Db db, Office office)
{
    public Task<Result> RunAsync(Actor administrator, Guid person, string? endReason) =>
        db.ChangeAsync(
            administrator,
            AuditAction.AuthenticatorSetUp,
            person,
            async work =>
            {
                if (person == administrator.Id)
                    return new Refusal("Another administrator must take your own second factor away");
                if (string.IsNullOrWhiteSpace(endReason))
                    return new Refusal("Say why, and how you made sure who asks", nameof(endReason));
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
                await work.EmailAsync(AccountNotices.SecondFactorReset(found, office));
                work.Note($"Second factor taken away: {endReason.Trim()}");
                return Result.Done;
            }
        );
}
