using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Organisations;

/// <summary>Bank details that are not taken, with the reason.</summary>
public sealed class RefuseBankDetails(Db db, MatchIndex index)
{
    public Task<Result> RunAsync(Actor actor, Guid id, string? note) =>
        BankDetailsChange.RunAsync(
            db,
            actor,
            AuditAction.BankDetailsRefused,
            id,
            async (work, view) =>
            {
                if (view.Details.State != BankState.Given)
                    return new Refusal("These bank details are dealt with already");
                if (note?.Trim() is not { Length: > 0 and <= 1000 })
                    return new Refusal("Say why, in up to 1,000 characters", "DecidedNote");
                await work.ExecuteOneAsync(
                    BankDetailsChange.DecideSql,
                    new
                    {
                        id,
                        view.Details.Version,
                        State = BankState.Refused,
                        By = actor.Id,
                        work.Now,
                        Note = note.Trim(),
                    }
                );
                work.Note($"Account ending {view.Details.LastFour}. {note.Trim()}");
                return Result.Done;
            },
            index
        );
}
