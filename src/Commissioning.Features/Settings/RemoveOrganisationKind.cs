using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Settings;

/// <summary>Takes out a kind of organisation that nothing uses.</summary>
public sealed class RemoveOrganisationKind(Db db)
{
    public Task<Result> RunAsync(Actor actor, int version, string code) =>
        db.ChangeAsync(
            actor,
            AuditAction.OrganisationKindRemoved,
            OfficeSettings.Kinds.Subject,
            async work =>
            {
                var kinds = await OfficeSettings.KindsAsync(work);
                var kind = kinds.All.FirstOrDefault(one => one.Code == code) ?? throw new NotFoundException("No such kind of organisation");
                var use = await OrganisationKindQueries.UseAsync(work, kind);
                if (OrganisationKindRules.WhyCannotRemove(kind, kinds, use.Organisations, use.Rounds) is { } used)
                    return used;
                return await OfficeSettings.SaveAsync(
                    work,
                    actor,
                    OfficeSettings.Kinds,
                    version,
                    kinds.All.Where(one => one.Code != code).ToList(),
                    new Changes().Add("Kind taken out", kind.Name, null)
                );
            }
        );
}
