using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Organisations;
using Commissioning.Features.CspBudgets;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>The lead council of an area, which is paid its money. It may be that of several areas.</summary>
public sealed class ChooseLeadCouncil(Db db)
{
    public sealed record Council
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
    }

    /// <summary>The organisations that may be a lead council.</summary>
    public static async Task<IReadOnlyList<Council>> CouncilsAsync(Work work) =>
        await work.QueryAsync<Council>(
            "select Id, Name from Organisation where Kind = @Council and SameAs is null order by Name, Id",
            new { Council = (await OfficeSettings.KindsAsync(work)).NameOf(OrganisationKinds.CouncilCode) }
        );

    /// <summary>What is chosen now.</summary>
    public static async Task<(Guid? Organisation, string? RemittanceEmail)> NowAsync(Work work, Guid area)
    {
        var lead = await AreaPayments.LeadAsync(work, area);
        return (lead.LeadOrganisationId, lead.RemittanceEmail);
    }

    /// <param name="remittanceEmail">Where the council is told of payments.</param>
    public Task<Result> RunAsync(Actor actor, Guid area, Guid? organisation, string? remittanceEmail) =>
        db.ChangeAsync(
            actor,
            AuditAction.LeadCouncilChosen,
            area,
            async work =>
            {
                var before = await AreaPayments.LeadAsync(work, area);
                if ((await CouncilsAsync(work)).FirstOrDefault(one => one.Id == organisation) is not { } chosen)
                    return new Refusal("Choose a council from the list", nameof(organisation));
                if (EmailAddress.Parse(remittanceEmail) is not { } email)
                    return NoAddress(nameof(remittanceEmail));
                if (before.LeadOrganisationId == chosen.Id && before.RemittanceEmail == email)
                    return new Refusal($"{chosen.Name} is the lead council of {before.Area} already", nameof(organisation));
                await WriteAsync(work, before, chosen.Id, chosen.Name, email);
                return Result.Done;
            }
        );

    /// <summary>The same for a council that the portal does not know yet.</summary>
    public Task<Result> AddAsync(Actor actor, Guid area, OrganisationDetails details, string? remittanceEmail) =>
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
                if ((await CouncilsAsync(work)).Any(one => string.Equals(one.Name, council.Name, StringComparison.OrdinalIgnoreCase)))
                    wrong.Add(new($"{council.Name} is in the list already, so choose it there", nameof(details.Name)));
                var email = EmailAddress.Parse(remittanceEmail);
                if (email is null)
                    wrong.Add(NoAddress(nameof(remittanceEmail)));
                if (wrong.Count > 0)
                    return Result.Of(wrong);
                var id = Guid.CreateVersion7();
                await SaveOrganisation.InsertAsync(work, id, council);
                await MatchIndex.IndexAsync(work, id);
                await WriteAsync(work, before, id, council.Name, email!);
                return Result.Done;
            }
        );

    private static async Task WriteAsync(Work work, AreaPayments.LeadRow before, Guid council, string name, string email)
    {
        await work.ExecuteOneAsync(
            "update CspArea set LeadOrganisationId = @council, RemittanceEmail = @email where Id = @AreaId",
            new
            {
                before.AreaId,
                council,
                email,
            }
        );
        work.Note(before.Area);
        work.Note(
            new Changes().Add("Lead council", before.LeadCouncil, name).Add("E-mail for payments", before.RemittanceEmail, email).ToString()
        );
    }

    private static Refusal NoAddress(string field) =>
        new("Enter the council's e-mail address for payments, such as income@council.example", field);
}
