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

    internal static async Task WriteAsync(Work work, AreaPayments.LeadRow before, Guid council, string name, string email)
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

    internal static Refusal NoAddress(string field) =>
        new("Enter the council's e-mail address for payments, such as income@council.example", field);
}
