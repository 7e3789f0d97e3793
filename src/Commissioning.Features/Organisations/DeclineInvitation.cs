using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Organisations;

/// <summary>An invited person says no; nobody is told.</summary>
public sealed class DeclineInvitation(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid organisation) =>
        db.ChangeAsync(
            actor,
            AuditAction.InvitationDeclined,
            organisation,
            async work =>
            {
                await work.ExecuteAsync(InvitationQueries.RemoveSql, new { organisation, Person = actor.Id });
                return Result.Done;
            }
        );
}
