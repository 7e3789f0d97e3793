using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Organisations;
using Commissioning.Features.CspBudgets;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>Chooses a lead council that the portal does not know yet.</summary>
public sealed class AddLeadCouncil(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid area, OrganisationDetails details, string? remittanceEmail) =>
        db.ChangeAsync(
            actor,
            AuditAction.LeadCouncilAdded,
            area,
            async work =>
            {
                var before = await AreaPayments.LeadAsync(work, area);
                var kinds = await OfficeSettings.KindsAsync(work);
                var council = details with
                {
                    Kind = kinds.NameOf(OrganisationKinds.CouncilCode),
                    Area = (await AreaQueries.GetAsync(work, area)).ReadAs,
                };
                List<Refusal> wrong = [.. OrganisationRules.WhyDetailsAreWrong(council, [council.Area], kinds, council.Kind)];
                if (
                    (await ChooseLeadCouncil.CouncilsAsync(work)).Any(one =>
                        string.Equals(one.Name, council.Name, StringComparison.OrdinalIgnoreCase)
                    )
                )
                    wrong.Add(new($"{council.Name} is in the list already, so choose it there", nameof(details.Name)));
                var email = EmailAddress.Parse(remittanceEmail);
                if (email is null)
                    wrong.Add(ChooseLeadCouncil.NoAddress(nameof(remittanceEmail)));
                if (wrong.Count > 0)
                    return Result.Of(wrong);
                var id = Guid.CreateVersion7();
                await AddOrganisation.InsertAsync(work, id, council);
                await MatchIndex.IndexAsync(work, id);
                await ChooseLeadCouncil.WriteAsync(work, before, id, council.Name, email!);
                return Result.Done;
            }
        );
}
