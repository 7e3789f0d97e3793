using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Organisations;

/// <summary>Stops a member accepting grants for an organisation.</summary>
public sealed class RemoveSignatory(Db db, Office office)
{
    public Task<Result> RunAsync(Actor actor, Guid organisation, Guid member) =>
        db.ChangeAsync(
            actor,
            AuditAction.SignatoryRemoved,
            organisation,
            async work =>
            {
                await MyOrganisations.FindAsync(work, actor, organisation);
                var people = await MemberChange.PeopleAsync(work, organisation);
                if (MemberRules.WhyCannotNameSignatory(people, actor.Id) is { } refusal)
                    return refusal;
                if (await MemberChange.WhyTooManyAsync(work, actor) is { } often)
                    return often;
                await work.ExecuteOneAsync(
                    "update OrganisationMember set MaySign = 0 where OrganisationId = @organisation and PersonId = @member",
                    new { organisation, member }
                );
                var name = people.First(one => one.PersonId == member).DisplayName;
                await MemberChange.TellAsync(work, office, actor, organisation, people, $"{name} may no longer accept grants");
                return Result.Done;
            }
        );
}
