using Commissioning.Domain;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Organisations;

/// <summary>Invitations that wait for a person's answer, by their address.</summary>
public static class InvitationQueries
{
    public sealed record Invitation
    {
        public required Guid OrganisationId { get; init; }
        public required string Organisation { get; init; }
        public required string InvitedBy { get; init; }
    }

    public static Task<IReadOnlyList<Invitation>> OfAsync(Work work, Actor actor) =>
        work.QueryAsync<Invitation>(
            """
            select   i.OrganisationId, o.Name as Organisation, b.DisplayName as InvitedBy
            from     OrganisationInvitation i
            join     Person p on p.Email = i.Email
            join     Organisation o on o.Id = i.OrganisationId
            join     Person b on b.Id = i.InvitedBy
            where    p.Id = @Id
            order by i.InvitedAt, o.Name, o.CreatedAt
            """,
            new { actor.Id }
        );

    internal const string RemoveSql =
        "delete from OrganisationInvitation where OrganisationId = @organisation and Email = (select p.Email from Person p where p.Id = @Person)";
}
