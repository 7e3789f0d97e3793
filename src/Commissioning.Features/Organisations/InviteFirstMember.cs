using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Messages;
using Commissioning.Domain.Organisations;
using Commissioning.Features.Messages;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Organisations;

/// <summary>An officer invites the first person to an organisation that has none, such as one that came with a past round. After that its
/// own people invite others.</summary>
public sealed class InviteFirstMember(Db db, Office office)
{
    public Task<Result> RunAsync(Actor actor, Guid organisation, string? email) =>
        db.ChangeAsync(
            actor,
            AuditAction.FirstMemberInvited,
            organisation,
            async work =>
            {
                await work.HoldAsync("Organisation", organisation);
                var name = await work.FindAsync<string>("select Name from Organisation where Id = @organisation", new { organisation });
                if (
                    await work.ScalarAsync<int>(
                        "select count(*) from OrganisationMember where OrganisationId = @organisation",
                        new { organisation }
                    ) > 0
                )
                    return new Refusal($"{name} has people here, who invite others themselves", nameof(email));
                if (EmailAddress.Parse(email) is not { } address)
                    return new Refusal("Enter an e-mail address in the right form, such as name@example.com", nameof(email));
                if (
                    await work.ScalarAsync<int>(
                        "select count(*) from OrganisationInvitation where OrganisationId = @organisation and Email = @address and InvitedAt > @Since",
                        new
                        {
                            organisation,
                            address,
                            Since = work.Now.AddDays(-1),
                        }
                    ) > 0
                )
                    return new Refusal($"{address} was invited today. They can still accept that invitation.", nameof(email));
                if (await InviteMember.AddAsync(work, actor, organisation, address) is { } often)
                    return often with { Field = nameof(email) };
                await Message.SendAsync(
                    work,
                    office,
                    MessageKind.MemberInvited,
                    null,
                    new("", address),
                    organisation,
                    new Dictionary<string, string> { ["by"] = actor.Name, ["organisation"] = name },
                    Links.Casework.Work
                );
                return Result.Done;
            }
        );
}
