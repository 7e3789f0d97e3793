using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Messages;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Accounts;

/// <summary>Also ends every session of the person, because a lost passkey may have opened one.</summary>
public sealed class RemovePasskey(Db db, Office office)
{
    public Task<Result> RunAsync(Person person, bool staff, Guid passkey) =>
        db.ChangeAsync(
            person.Actor,
            AuditAction.PasskeyRemoved,
            person.Id,
            async work =>
            {
                // Update first, which locks the person: two passkeys removed at once cannot both count as "not the last".
                await work.ExecuteOneAsync(SessionSql.NewStamp, new { Person = person.Id, Stamp = Guid.NewGuid().ToString("N") });
                var names = await work.QueryAsync<Passkey>(Passkeys.Select + " where PersonId = @Id", new { person.Id });
                var gone = names.SingleOrDefault(one => one.Id == passkey) ?? throw new NotFoundException("No such passkey of this person");
                if (SessionRules.WhyCannotRemovePasskey(staff, person.TwoFactorEnabled, names.Count) is { } refusal)
                    return refusal;
                await work.ExecuteAsync("delete from PersonPasskey where Id = @passkey", new { passkey });
                await work.ExecuteAsync(
                    SessionSql.EndAll,
                    new
                    {
                        Person = person.Id,
                        work.Now,
                        Why = SessionEnd.SecondFactorChanged,
                    }
                );
                await AccountNotices.SendAsync(work, office, MessageKind.PasskeyRemoved, person, "passkey", gone.Name);
                work.Note($"{gone.Name} removed, and every session ended");
                return Result.Done;
            }
        );
}
