using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Organisations;

/// <summary>The organisation was rung at a number that was known before the new details came (R33).</summary>
public sealed class RecordCallBack(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid id, string? number, string? note) =>
        BankDetailsChange.RunAsync(
            db,
            actor,
            AuditAction.BankCallRecorded,
            id,
            async (work, view) =>
            {
                if (BankRules.WhyCannotRecordCall(view.Details.Check, actor.Id, number, note, view.Known) is { } refusal)
                    return refusal;
                if (number!.Length > 40)
                    return new Refusal("Enter the number alone", "CallNumber");
                if (note!.Length > 1000)
                    return new Refusal("Shorten the note to 1,000 characters", "CallNote");
                await work.ExecuteOneAsync(
                    "update BankDetails set CallNumber = @number, CallNote = @Note, CalledBy = @By, CalledAt = @Now, Version = Version + 1 where Id = @id and Version = @Version",
                    new
                    {
                        id,
                        view.Details.Version,
                        number = number.Trim(),
                        Note = note.Trim(),
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"{number.Trim()}: {note.Trim()}");
                return Result.Done;
            }
        );
}
