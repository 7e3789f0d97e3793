using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Organisations;

/// <summary>Removes a member from an organisation. All members are told, also the one who goes.</summary>
public sealed class RemoveMember(Db db, Office office)
{
    /// <param name="reason">Why the office does it; null when a member does.</param>
    public Task<Result> RunAsync(Actor actor, Guid organisation, Guid member, string? reason = null) =>
        db.ChangeAsync(
            actor,
            AuditAction.MemberRemoved,
            organisation,
            async work =>
            {
                if (reason is null)
                    await MyOrganisations.FindAsync(work, actor, organisation);
                else if (string.IsNullOrWhiteSpace(reason))
                    return new Refusal("Say why you are removing this member", nameof(reason));
                var people = await MemberChange.PeopleAsync(work, organisation);
                var gone = people.FirstOrDefault(one => one.PersonId == member) ?? throw new NotFoundException("No such member");
                if (MemberRules.WhyCannotRemove(people, actor.Id, member, byOffice: reason is not null) is { } refusal)
                    return refusal;
                await work.ExecuteOneAsync(
                    "delete from OrganisationMember where OrganisationId = @organisation and PersonId = @member",
                    new { organisation, member }
                );
                await work.ExecuteAsync(
                    "delete from OrganisationLeaver where OrganisationId = @organisation and PersonId = @member",
                    new { organisation, member }
                );
                await work.ExecuteAsync(
                    "insert into OrganisationLeaver (OrganisationId, PersonId, LeftAt) values (@organisation, @member, @Now)",
                    new
                    {
                        organisation,
                        member,
                        work.Now,
                    }
                );
                await MemberChange.TellAsync(work, office, actor, organisation, people, $"{gone.DisplayName} is no longer a member");
                if (reason is not null)
                    work.Note(reason.Trim());
                return Result.Done;
            }
        );
}
