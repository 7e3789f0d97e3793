using System.Security.Cryptography;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Messages;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Accounts;

/// <summary>Adds, names and removes a person's own passkeys; ownership is in every where clause.</summary>
public sealed class Passkeys(Db db, Office office)
{
    public const string Select =
        "select Id, PersonId, CredentialId, PublicKey, Name, SignCount, Transports, BackupEligible, BackedUp, CreatedAt, LastUsedAt from PersonPasskey";

    public static string HashOf(byte[] credentialId) => Convert.ToHexStringLower(SHA256.HashData(credentialId));

    public Task<IReadOnlyList<Passkey>> ListAsync(Guid person) =>
        db.QueryAsync<Passkey>(Select + " where PersonId = @person order by CreatedAt, Id", new { person });

    public Task<Result> AddAsync(Person person, Passkey passkey)
    {
        return SessionRules.WhyNotPasskeyName(passkey.Name) is { } refusal
            ? Task.FromResult<Result>(refusal)
            : db.ChangeAsync(
                person.Actor,
                AuditAction.PasskeyAdded,
                person.Id,
                async work =>
                {
                    try
                    {
                        await work.ExecuteAsync(
                            InsertSql,
                            new
                            {
                                passkey.Id,
                                passkey.PersonId,
                                CredentialHash = HashOf(Convert.FromBase64String(passkey.CredentialId)),
                                passkey.CredentialId,
                                passkey.PublicKey,
                                Name = passkey.Name.Trim(),
                                passkey.SignCount,
                                passkey.Transports,
                                passkey.BackupEligible,
                                passkey.BackedUp,
                                work.Now,
                            }
                        );
                    }
                    catch (DuplicateException)
                    {
                        return new Refusal("This passkey is already set up");
                    }
                    await AccountNotices.SendAsync(work, office, MessageKind.PasskeyAdded, person, "passkey", passkey.Name.Trim());
                    return Result.Done;
                }
            );
    }

    public Task<Result> RenameAsync(Actor actor, Guid passkey, string? name) =>
        db.ChangeAsync(
            actor,
            AuditAction.PasskeyRenamed,
            actor.Id,
            async work =>
            {
                if (SessionRules.WhyNotPasskeyName(name) is { } refusal)
                    return refusal;
                var before = await work.ScalarAsync<string>(
                    "select Name from PersonPasskey where Id = @passkey and PersonId = @Id",
                    new { passkey, actor.Id }
                );
                if (
                    await work.ExecuteAsync(
                        "update PersonPasskey set Name = @Name where Id = @passkey and PersonId = @Person",
                        new
                        {
                            passkey,
                            Person = actor.Id,
                            Name = name!.Trim(),
                        }
                    ) == 0
                )
                    throw new NotFoundException("No such passkey of this person");
                work.Note(new Changes().Add("Name of the passkey", before, name).ToString());
                return Result.Done;
            }
        );

    /// <summary>Also ends every session of the person, because a lost passkey may have opened one.</summary>
    public Task<Result> RemoveAsync(Person person, bool staff, Guid passkey) =>
        db.ChangeAsync(
            person.Actor,
            AuditAction.PasskeyRemoved,
            person.Id,
            async work =>
            {
                // Update first, which locks the person: two passkeys removed at once cannot both count as "not the last".
                await work.ExecuteOneAsync(SessionSql.NewStamp, new { Person = person.Id, Stamp = Guid.NewGuid().ToString("N") });
                var names = await work.QueryAsync<Passkey>(Select + " where PersonId = @Id", new { person.Id });
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

    private const string InsertSql = """
        insert into PersonPasskey (Id, PersonId, CredentialHash, CredentialId, PublicKey, Name, SignCount, Transports, BackupEligible, BackedUp, CreatedAt)
        values (@Id, @PersonId, @CredentialHash, @CredentialId, @PublicKey, @Name, @SignCount, @Transports, @BackupEligible, @BackedUp, @Now)
        """;
}
