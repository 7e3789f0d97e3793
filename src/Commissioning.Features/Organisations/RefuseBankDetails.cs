using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Messages;
using Commissioning.Domain.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Organisations;

/// <summary>Finance refuses bank details, with the reason.</summary>
public sealed class RefuseBankDetails(Db db, MatchIndex index, Office office)
{
    public Task<Result> RunAsync(Actor actor, Guid id, string? decidedNote) =>
        BankDetailsChange.RunAsync(
            db,
            actor,
            AuditAction.BankDetailsRefused,
            id,
            async (work, view) =>
            {
                if (view.Details.State != BankState.Given)
                    return new Refusal("These bank details have already been dealt with");
                if (decidedNote?.Trim() is not { Length: > 0 and <= 1000 })
                    return new Refusal("Say why, in up to 1,000 characters", nameof(decidedNote));
                await work.ExecuteOneAsync(
                    BankDetailsChange.DecideSql,
                    new
                    {
                        id,
                        view.Details.Version,
                        State = BankState.Refused,
                        By = actor.Id,
                        work.Now,
                        Note = decidedNote.Trim(),
                    }
                );
                await BankDetailsChange.TellAsync(
                    work,
                    office,
                    actor,
                    MessageKind.BankDetailsRefused,
                    view.Details.OrganisationId,
                    view.Details.LastFour
                );
                work.Note($"Account ending {view.Details.LastFour}. {decidedNote.Trim()}");
                return Result.Done;
            },
            index
        );
}
