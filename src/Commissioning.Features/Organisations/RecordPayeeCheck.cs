using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Organisations;

/// <summary>The bank's answer to whether the account is the organisation's (R33).</summary>
public sealed class RecordPayeeCheck(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid id, PayeeResult? payeeResult, string? payeeName, string? payeeNote) =>
        BankDetailsChange.RunAsync(
            db,
            actor,
            AuditAction.PayeeRecorded,
            id,
            async (work, view) =>
            {
                if (BankRules.WhyCannotRecordPayee(view.Details.State, payeeResult, payeeName, payeeNote) is { } refusal)
                    return refusal;
                if (payeeName?.Length > 100)
                    return new Refusal("Shorten the name to 100 characters", nameof(payeeName));
                if (payeeNote?.Length > 1000)
                    return new Refusal("Shorten the note to 1,000 characters", nameof(payeeNote));
                await work.ExecuteOneAsync(
                    "update BankDetails set Payee = @result, PayeeName = @Name, PayeeNote = @Note, PayeeBy = @By, PayeeAt = @Now, ProposedBy = null, ProposedAt = null, ProposedNote = null, Version = Version + 1 where Id = @id and Version = @Version",
                    new
                    {
                        id,
                        view.Details.Version,
                        result = payeeResult,
                        Name = payeeName?.Trim(),
                        Note = payeeNote?.Trim(),
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"{BankRules.Name(payeeResult!.Value)} {payeeName?.Trim()}. {payeeNote?.Trim()}");
                return Result.Done;
            }
        );
}
