using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Organisations;

/// <summary>The first of two people says why an account with something against it is the organisation's all the same.</summary>
public sealed class ProposeBankDetails(Db db, Office office)
{
    public Task<Result> RunAsync(Actor actor, Guid id, string? decidedNote) =>
        BankDetailsChange.RunAsync(
            db,
            actor,
            AuditAction.BankDetailsProposed,
            id,
            async (work, view) =>
            {
                var check = view.CheckWith(office);
                if (BankRules.WhyCannotPropose(check, actor.Id, decidedNote) is { } refusal)
                    return refusal;
                await work.ExecuteOneAsync(
                    "update BankDetails set ProposedBy = @By, ProposedAt = @Now, ProposedNote = @Note, Version = Version + 1 where Id = @id and Version = @Version",
                    new
                    {
                        id,
                        view.Details.Version,
                        By = actor.Id,
                        work.Now,
                        Note = decidedNote!.Trim(),
                    }
                );
                work.Note(
                    $"Account ending {view.Details.LastFour}. Two people, because {string.Join(", and ", check.WhyTwo)}. {decidedNote.Trim()}"
                );
                return Result.Done;
            }
        );
}
