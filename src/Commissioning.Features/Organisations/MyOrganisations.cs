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

    public sealed record Member
    {
        public required Guid PersonId { get; init; }
        public required string DisplayName { get; init; }
        public required string Email { get; init; }

        /// <summary>Sends the organisation's applications.</summary>
        public required bool IsLead { get; init; }

        /// <summary>Accepts grants for the organisation.</summary>
        public required bool MaySign { get; init; }
    }

    public sealed record OrganisationsAndInvitations(
        Organisation Organisation,
        IReadOnlyList<Member> Members,
        IReadOnlyList<string> Invited
    );

    public Task<IReadOnlyList<Organisation>> ListAsync(Actor actor) =>
        db.QueryAsync<Organisation>(Sql + " order by o.Name, o.CreatedAt, o.Id", new { Person = actor.Id });

    public Task<OrganisationsAndInvitations> GetAsync(Actor actor, Guid organisation) =>
        db.ReadAsync(async work =>
        {
            var found = await FindAsync(work, actor, organisation);
            var members = await work.QueryAsync<Member>(MembersSql, new { organisation });
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
    private const string MembersSql = """
        select   m.PersonId, p.DisplayName, p.Email, m.IsLead, m.MaySign
        from     OrganisationMember m
        join     Person p on p.Id = m.PersonId
        where    m.OrganisationId = @organisation
        order by p.DisplayName, p.Email
        """;
}
