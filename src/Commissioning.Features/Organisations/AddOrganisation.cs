using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Organisations;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Organisations;

/// <summary>Adds an organisation with its first member.</summary>
public sealed class AddOrganisation(Db db)
{
    /// <param name="isAnother">The person says that it is another organisation than the one that is here with its number.</param>
    public Task<Result<Guid>> RunAsync(Actor actor, OrganisationDetails details, bool isAnother = false)
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
}
