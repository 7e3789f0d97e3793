using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Organisations;
using Commissioning.Features.Awards;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Organisations;

/// <summary>Adds an organisation with its first member, or corrects one. Sent applications keep what they said.</summary>
public sealed class SaveOrganisation(Db db)
{
    /// <param name="isAnother">The person says that it is another organisation than the one that is here with its number.</param>
    public Task<Result<Guid>> CreateAsync(Actor actor, OrganisationDetails details, bool isAnother = false)
    {
        var id = Guid.CreateVersion7();
        return db.ChangeAsync<Guid>(
            actor,
            AuditAction.OrganisationCreated,
            id,
            async work =>
            {
                if (
                    OrganisationRules.WhyDetailsAreWrong(
                        details,
                        await AreaQueries.ChoicesAsync(work),
                        await OfficeSettings.KindsAsync(work)
                    )
                    is [var refusal, ..]
                )
                    return refusal;
                if (
                    !isAnother
                    && await work.FindOrDefaultAsync<SameNumber>(
                        SameNumberSql,
                        new
                        {
                            actor.Id,
                            details.CharityNumber,
                            details.CompanyNumber,
                        }
                    )
                        is { Others: > 0 } same
                )
                    return OrganisationRules.WhyHereAlready(same.Mine > 0, nameof(isAnother));
                await InsertAsync(work, id, details);
                await work.ExecuteAsync(
                    "insert into OrganisationMember (OrganisationId, PersonId, JoinedAt, IsLead) values (@id, @Person, @Now, 1)",
                    new
                    {
                        id,
                        Person = actor.Id,
                        work.Now,
                    }
                );
                await MatchIndex.IndexAsync(work, id);
                work.Note(
                    new Changes(isNew: true)
                        .Add("Name", null, details.Name)
                        .Add("Kind", null, details.Kind)
                        .Add("Charity number", null, details.CharityNumber)
                        .Add("Company number", null, details.CompanyNumber)
                        .Add("Town", null, details.Town)
                        .Add("Area", null, details.Area)
                        .ToString() + (isAnother ? "; said to be another than the one that is here with its number" : "")
                );
                return Result.Made(id);
            }
        );
    }

    public Task<Result> ChangeAsync(Actor actor, Guid organisation, int version, OrganisationDetails details) =>
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

    internal static Task InsertAsync(Work work, Guid id, OrganisationDetails details) =>
        work.ExecuteAsync(
            InsertSql,
            new
            {
                id,
                details.Name,
                details.Kind,
                details.CharityNumber,
                details.CompanyNumber,
                details.AddressLine,
                details.Town,
                details.Postcode,
                details.Area,
                details.Phone,
                work.Now,
            }
        );

    private sealed record SameNumber
    {
        public required int Others { get; init; }
        public required int Mine { get; init; }
    }

    // A record without people, such as one that came with a past round, has nobody to ask. The cross-checks propose to an officer that both
    // are one.
    private const string SameNumberSql = """
        select count(*) as Others, count(m.PersonId) as Mine
        from   Organisation o
        left join OrganisationMember m on m.OrganisationId = o.Id and m.PersonId = @Id
        where  (o.CharityNumber = @CharityNumber or o.CompanyNumber = @CompanyNumber)
               and exists (select 1 from OrganisationMember x where x.OrganisationId = o.Id)
        """;
    private const string InsertSql = """
        insert into Organisation (Id, Name, Kind, CharityNumber, CompanyNumber, AddressLine, Town, Postcode, Area, Phone, CreatedAt, Version)
        values (@id, @Name, @Kind, @CharityNumber, @CompanyNumber, @AddressLine, @Town, @Postcode, @Area, @Phone, @Now, 1)
        """;
    private const string UpdateSql = """
        update Organisation
        set    Name = @Name, Kind = @Kind, CharityNumber = @CharityNumber, CompanyNumber = @CompanyNumber, AddressLine = @AddressLine, Town = @Town,
               Postcode = @Postcode, Area = @Area, Phone = @Phone, Version = Version + 1
        where  Id = @Id and Version = @Version
        """;
}
