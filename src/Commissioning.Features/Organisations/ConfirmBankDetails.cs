using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Messages;
using Commissioning.Domain.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Organisations;

/// <summary>Someone who neither gave the details nor made the call-back confirms the account; where two people are needed, someone other
/// than who proposed it and who recorded the bank's answer. Payments may go to it, and the one before is replaced (R33).</summary>
public sealed class ConfirmBankDetails(Db db, MatchIndex index, Office office)
{
    public Task<Result> RunAsync(Actor actor, Guid id, string? decidedNote) =>
        BankDetailsChange.RunAsync(
            db,
            actor,
            AuditAction.BankDetailsConfirmed,
            id,
            async (work, view) =>
            {
                if (BankRules.WhyCannotConfirm(view.CheckWith(office), actor.Id, LondonTime.DateOf(work.Now), decidedNote) is { } refusal)
                    return refusal;
                if (decidedNote?.Length > 1000)
                    return new Refusal("Shorten the note to 1,000 characters", nameof(decidedNote));
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
                        Note = decidedNote?.Trim(),
                    }
                );
                if (view.Details.IsChange)
                    await work.ExecuteAsync("update BankDetails set IsChange = 1 where Id = @id", new { id });
                await BankDetailsChange.TellAsync(
                    work,
                    office,
                    actor,
                    MessageKind.BankDetailsConfirmed,
                    view.Details.OrganisationId,
                    view.Details.LastFour
                );
                work.Note($"Account ending {view.Details.LastFour}. {decidedNote?.Trim()}");
                return Result.Done;
            },
            index
        );
}
