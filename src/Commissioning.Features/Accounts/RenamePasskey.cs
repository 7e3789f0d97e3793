using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Accounts;

/// <summary>Names one of the person's own passkeys.</summary>
public sealed class RenamePasskey(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid passkey, string? name) =>
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
}
