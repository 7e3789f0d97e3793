using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Organisations;
using Commissioning.Features.Awards;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Organisations;

/// <summary>Corrects an organisation. Sent applications keep what they said.</summary>
public sealed class ChangeOrganisation(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid organisation, int version, OrganisationDetails details) =>
        db.ChangeAsync(
            actor,
            AuditAction.OrganisationChanged,
            organisation,
            async work =>
            {
                var before = await MyOrganisations.FindAsync(work, actor, organisation);
                if (
                    OrganisationRules.WhyDetailsAreWrong(
                        details,
                        await AreaQueries.ChoicesAsync(work),
                        await OfficeSettings.KindsAsync(work),
                        before.Kind
                    )
                    is [var refusal, ..]
                )
                    return refusal;
                await work.ExecuteOneAsync(
                    UpdateSql,
                    new
                    {
                        Id = organisation,
                        details.Name,
                        details.Kind,
                        details.CharityNumber,
                        details.CompanyNumber,
                        details.AddressLine,
                        details.Town,
                        details.Postcode,
                        details.Area,
                        details.Phone,
                        Version = version,
                    }
                );
                if (before.Name != details.Name)
                    await KeepNameAsync(work, organisation, before.Name);
                // Its awards are counted by its area and kind.
                foreach (
                    var award in await work.QueryAsync<Guid>(
                        "select w.Id from Award w join Application a on a.Id = w.ApplicationId where a.OrganisationId = @organisation",
                        new { organisation }
                    )
                )
                    await AwardTotals.RefreshAsync(work, award);
                work.Note(
                    new Changes()
                        .Add("Name", before.Name, details.Name)
                        .Add("Kind", before.Kind, details.Kind)
                        .Add("Charity number", before.CharityNumber, details.CharityNumber)
                        .Add("Company number", before.CompanyNumber, details.CompanyNumber)
                        .Add("Address", before.AddressLine, details.AddressLine)
                        .Add("Town", before.Town, details.Town)
                        .Add("Postcode", before.Postcode, details.Postcode)
                        .Add("Area", before.Area, details.Area)
                        .Add("Phone", before.Phone, details.Phone)
                        .ToString()
                );
                return Result.Done;
            }
        );

    /// <summary>Keeps a name that is not the organisation's any more.</summary>
    private static async Task KeepNameAsync(Work work, Guid organisation, string name)
    {
        var row = new
        {
            organisation,
            name,
            work.Now,
        };
        await work.ExecuteAsync("delete from OrganisationEarlierName where OrganisationId = @organisation and Name = @name", row);
        await work.ExecuteAsync(
            "insert into OrganisationEarlierName (OrganisationId, Name, UntilAt) values (@organisation, @name, @Now)",
            row
        );
    }

    private const string UpdateSql = """
        update Organisation
        set    Name = @Name, Kind = @Kind, CharityNumber = @CharityNumber, CompanyNumber = @CompanyNumber, AddressLine = @AddressLine, Town = @Town,
               Postcode = @Postcode, Area = @Area, Phone = @Phone, Version = Version + 1
        where  Id = @Id and Version = @Version
        """;
}
