using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Organisations;

/// <summary>A call-back to a number that was known before the new details were given (R33).</summary>
public sealed class RecordCallBack(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid id, string? callNumber, string? callNote) =>
        BankDetailsChange.RunAsync(
            db,
            actor,
            AuditAction.BankCallRecorded,
            id,
            async (work, view) =>
            {
                if (BankRules.WhyCannotRecordCall(view.Details.Check, actor.Id, callNumber, callNote, view.Known) is { } refusal)
                    return refusal;
                if (callNumber!.Length > 40)
                    return new Refusal("Enter only the number", nameof(callNumber));
                if (callNote!.Length > 1000)
                    return new Refusal("Shorten the note to 1,000 characters", nameof(callNote));
                await work.ExecuteOneAsync(
                    "update BankDetails set CallNumber = @number, CallNote = @Note, CalledBy = @By, CalledAt = @Now, Version = Version + 1 where Id = @id and Version = @Version",
                    new
                    {
                        id,
                        view.Details.Version,
                        number = callNumber.Trim(),
                        Note = callNote.Trim(),
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"{callNumber.Trim()}: {callNote.Trim()}");
                return Result.Done;
            }
        );
}
