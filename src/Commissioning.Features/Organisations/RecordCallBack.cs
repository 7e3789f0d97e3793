using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Organisations;

/// <summary>A call-back to a number that did not come with the new details (R33). What was proposed before it is proposed again.</summary>
public sealed class RecordCallBack(Db db, Office office)
{
    public Task<Result> RunAsync(Actor actor, Guid id, CallBack call) =>
        BankDetailsChange.RunAsync(
            db,
            actor,
            AuditAction.BankCallRecorded,
            id,
            async (work, view) =>
            {
                if (BankRules.WhyCannotRecordCall(view.CheckWith(office), actor.Id, call, view.Known, work.Now) is { } refusal)
                    return refusal;
                var source = call.CallFrom == CallNumberSource.KnownBefore ? null : call.CallSource!.Trim();
                await work.ExecuteOneAsync(
                    """
                    update BankDetails
                    set    CallNumber = @Number, CallFrom = @CallFrom, CallSource = @source, CallPerson = @Person, CallRole = @Role, CallNote = @Note, CalledBy = @By, CalledAt = @At,
                           ProposedBy = null, ProposedAt = null, ProposedNote = null, Version = Version + 1
                    where  Id = @id and Version = @Version
                    """,
                    new
                    {
                        id,
                        view.Details.Version,
                        Number = call.CallNumber!.Trim(),
                        call.CallFrom,
                        source,
                        Person = call.CallPerson!.Trim(),
                        Role = call.CallRole!.Trim(),
                        Note = string.IsNullOrWhiteSpace(call.CallNote) ? null : call.CallNote.Trim(),
                        By = actor.Id,
                        At = call.At!.Value,
                    }
                );
                work.Note(
                    $"{call.CallNumber.Trim()} at {LondonTime.DateAndTime(call.At.Value)}: {call.CallPerson.Trim()}, {call.CallRole.Trim()}, read out the last four digits. {BankRules.Name(call.CallFrom!.Value)}{(source is null ? "" : $": {source}")}. {call.CallNote?.Trim()}"
                );
                return Result.Done;
            }
        );
}
