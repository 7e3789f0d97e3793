using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Messages;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Accounts;

/// <summary>Adds a passkey of the person.</summary>
public sealed class AddPasskey(Db db, Office office)
{
    public Task<Result> RunAsync(Person person, Passkey passkey)
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
                                CredentialHash = Passkeys.HashOf(Convert.FromBase64String(passkey.CredentialId)),
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

    private const string InsertSql = """
        insert into PersonPasskey (Id, PersonId, CredentialHash, CredentialId, PublicKey, Name, SignCount, Transports, BackupEligible, BackedUp, CreatedAt)
        values (@Id, @PersonId, @CredentialHash, @CredentialId, @PublicKey, @Name, @SignCount, @Transports, @BackupEligible, @BackedUp, @Now)
        """;
}
