using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Organisations;

/// <summary>What the bank answered when it was asked whether the account is the organisation's (R33).</summary>
public sealed class RecordPayeeCheck(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid id, PayeeResult? result, string? name, string? note) =>
        BankDetailsChange.RunAsync(
            db,
            actor,
            AuditAction.PayeeRecorded,
            id,
            async (work, view) =>
            {
                if (BankRules.WhyCannotRecordPayee(view.Details.State, result, name, note) is { } refusal)
                    return refusal;
                if (name?.Length > 100)
                    return new Refusal("Shorten the name to 100 characters", "PayeeName");
                if (note?.Length > 1000)
                    return new Refusal("Shorten the note to 1,000 characters", "PayeeNote");
                await work.ExecuteOneAsync(
                    "update BankDetails set Payee = @result, PayeeName = @Name, PayeeNote = @Note, PayeeBy = @By, PayeeAt = @Now, Version = Version + 1 where Id = @id and Version = @Version",
                    new
                    {
                        id,
                        view.Details.Version,
                        result,
                        Name = name?.Trim(),
                        Note = note?.Trim(),
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"{BankRules.Name(result!.Value)} {name?.Trim()}. {note?.Trim()}");
                return Result.Done;
            }
        );
}
