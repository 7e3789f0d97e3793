using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Organisations;

/// <summary>A call-back to a number that was known before the new details were given (R33).</summary>
public sealed class RecordCallBack(Db db, Office office)
{
    public Task<Result> RunAsync(Actor actor, Guid id, string? callNumber, string? callNote, string? callSource = null) =>
        BankDetailsChange.RunAsync(
            db,
            actor,
            AuditAction.BankCallRecorded,
            id,
            async (work, view) =>
            {
                if (
                    BankRules.WhyCannotRecordCall(
                        view.Details.CheckWith(office.BankHoldDays),
                        actor.Id,
                        callNumber,
                        callNote,
                        view.Known,
                        callSource
                    ) is
                    { } refusal
                )
                    return refusal;
                if (callNumber!.Length > 40)
                    return new Refusal("Enter only the number", nameof(callNumber));
                if (callNote!.Length > 1000)
                    return new Refusal("Shorten the note to 1,000 characters", nameof(callNote));
                if (callSource?.Length > 300)
                    return new Refusal("Shorten the source to 300 characters", nameof(callSource));
                await work.ExecuteOneAsync(
                    "update BankDetails set CallNumber = @number, CallSource = @Source, CallNote = @Note, CalledBy = @By, CalledAt = @Now, Version = Version + 1 where Id = @id and Version = @Version",
                    new
                    {
                        id,
                        view.Details.Version,
                        Source = view.Known.Count == 0 ? callSource!.Trim() : null,
                        number = callNumber.Trim(),
                        Note = callNote.Trim(),
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"{callNumber.Trim()}: {callNote.Trim()}{(view.Known.Count == 0 ? $" Number from: {callSource!.Trim()}" : "")}");
                return Result.Done;
            }
        );
}
