using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Organisations;

/// <summary>An invited person joins an organisation.</summary>
public sealed class AcceptInvitation(Db db, Office office)
{
    public Task<Result> RunAsync(Actor actor, Guid organisation) =>
        db.ChangeAsync(
            actor,
            AuditAction.MemberJoined,
            organisation,
            async work =>
            {
                var keys = new
                {
                    organisation,
                    Person = actor.Id,
                    work.Now,
                };
                if (await work.ExecuteAsync(InvitationQueries.RemoveSql, keys) == 0)
                    throw new NotFoundException("No invitation of this person");
                await work.ExecuteAsync(
                    """
                    insert into OrganisationMember (OrganisationId, PersonId, JoinedAt)
                    select @organisation, @Person, @Now
                    where  not exists (select 1 from OrganisationMember where OrganisationId = @organisation and PersonId = @Person)
                    """,
                    keys
                );
                await MemberChange.TellAsync(
                    work,
                    office,
                    actor,
                    organisation,
                    await MemberChange.PeopleAsync(work, organisation),
                    $"{actor.Name} joined as a member"
                );
                return Result.Done;
            }
        );
}
