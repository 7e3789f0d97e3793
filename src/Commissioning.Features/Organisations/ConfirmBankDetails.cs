using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Organisations;

/// <summary>Somebody else than who gave and who rang confirms the account; payments may go to it, and the one before is replaced (R33).</summary>
public sealed class ConfirmBankDetails(Db db, MatchIndex index)
{
    public Task<Result> RunAsync(Actor actor, Guid id, string? note) =>
        BankDetailsChange.RunAsync(
            db,
            actor,
            AuditAction.BankDetailsConfirmed,
            id,
            async (work, view) =>
            {
                if (BankRules.WhyCannotConfirm(view.Details.Check, actor.Id) is { } refusal)
                    return refusal;
                if (note?.Length > 1000)
                    return new Refusal("Shorten the note to 1,000 characters", "DecidedNote");
                await work.ExecuteAsync(
                    "update BankDetails set State = 'Replaced', Version = Version + 1 where OrganisationId = @OrganisationId and State = 'Confirmed'",
                    new { view.Details.OrganisationId }
                );
                await work.ExecuteOneAsync(
                    BankDetailsChange.DecideSql,
                    new
                    {
                        id,
                        view.Details.Version,
                        State = BankState.Confirmed,
                        By = actor.Id,
                        work.Now,
                        Note = note?.Trim(),
                    }
                );
                work.Note($"Account ending {view.Details.LastFour}. {note?.Trim()}");
                return Result.Done;
            },
            index
        );
}
