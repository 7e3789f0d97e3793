using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Organisations;

/// <summary>Says who sends an organisation's applications.</summary>
public sealed class NameLead(Db db, Office office)
{
    public Task<Result> RunAsync(Actor actor, Guid organisation, Guid member) =>
        db.ChangeAsync(
            actor,
            AuditAction.LeadNamed,
            organisation,
            async work =>
            {
                await MyOrganisations.FindAsync(work, actor, organisation);
                var people = await MemberChange.PeopleAsync(work, organisation);
                if (MemberRules.WhyCannotNameLead(people, actor.Id) is { } refusal)
                    return refusal;
                if (await MemberChange.WhyTooManyAsync(work, actor) is { } often)
                    return often;
                var keys = new { organisation, member };
                await work.ExecuteAsync("update OrganisationMember set IsLead = 0 where OrganisationId = @organisation", keys);
                await work.ExecuteOneAsync(
                    "update OrganisationMember set IsLead = 1 where OrganisationId = @organisation and PersonId = @member",
                    keys
                );
                var before = people.FirstOrDefault(one => one.IsLead)?.DisplayName;
                var now = people.First(one => one.PersonId == member).DisplayName;
                await MemberChange.TellAsync(
                    work,
                    office,
                    actor,
                    organisation,
                    people,
                    before is null ? $"{now} sends the applications" : $"{now} sends the applications in place of {before}"
                );
                return Result.Done;
            }
        );
}
