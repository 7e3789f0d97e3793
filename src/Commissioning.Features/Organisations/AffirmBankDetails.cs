using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Organisations;

/// <summary>The organisation says that the account into which the bank could not pay is right. Finance then checks and confirms it
/// again.</summary>
public sealed class AffirmBankDetails(Db db, Office office)
{
    public Task<Result> RunAsync(Actor actor, Guid organisation, Guid details) =>
        db.ChangeAsync(
            actor,
            AuditAction.BankDetailsAffirmed,
            organisation,
            async work =>
            {
                await BankDetailsQueries.NameAsync(work, actor, organisation);
                var view = await BankDetailsQueries.GetAsync(work, details);
                if (view.Details.OrganisationId != organisation)
                    throw new NotFoundException("Bank details of another organisation");
                if (BankRules.WhyCannotAffirm(view.CheckWith(office)) is { } refusal)
                    return refusal;
                await work.ExecuteOneAsync(
                    "update BankDetails set AffirmedBy = @By, AffirmedAt = @Now, Version = Version + 1 where Id = @details and Version = @Version",
                    new
                    {
                        details,
                        view.Details.Version,
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"Account ending {view.Details.LastFour}, after: {view.Details.RecheckWhy}");
                return Result.Done;
            }
        );
}
