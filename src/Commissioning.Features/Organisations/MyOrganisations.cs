using Commissioning.Domain;
using Commissioning.Domain.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Organisations;

/// <summary>A person's organisations, and one of them with its members. Other people's are not found.</summary>
public sealed class MyOrganisations(Db db)
{
    public sealed record Organisation : OrganisationDetails
    {
        public required Guid Id { get; init; }
        public required int Version { get; init; }
    }

    public sealed record OrganisationsAndInvitations(
        Organisation Organisation,
        IReadOnlyList<OrganisationPerson> Members,
        IReadOnlyList<string> Invited
    );

    public Task<IReadOnlyList<Organisation>> ListAsync(Actor actor) =>
        db.QueryAsync<Organisation>(Sql + " order by o.Name, o.CreatedAt, o.Id", new { Person = actor.Id });

    public Task<OrganisationsAndInvitations> GetAsync(Actor actor, Guid organisation) =>
        db.ReadAsync(async work =>
        {
            var found = await FindAsync(work, actor, organisation);
            var members = await MemberChange.PeopleAsync(work, organisation);
            var invited = await work.QueryAsync<string>(
                "select Email from OrganisationInvitation where OrganisationId = @organisation order by Email",
                new { organisation }
            );
            return new OrganisationsAndInvitations(found, members, invited);
        });

    internal static Task<Organisation> FindAsync(Work work, Actor actor, Guid organisation) =>
        work.FindAsync<Organisation>(Sql + " and o.Id = @organisation", new { Person = actor.Id, organisation });

    private const string Sql = """
        select o.Id, o.Name, o.Kind, o.CharityNumber, o.CompanyNumber, o.AddressLine, o.Town, o.Postcode, o.Area, o.Phone, o.Version
        from   Organisation o
        where  exists (select 1 from OrganisationMember m where m.OrganisationId = o.Id and m.PersonId = @Person)
        """;
}
