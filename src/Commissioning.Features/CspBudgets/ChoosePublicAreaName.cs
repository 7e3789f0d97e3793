using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>Which of an area's names applicants read, where they would not know the ledger's.</summary>
public sealed class ChoosePublicAreaName(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid area, string? name) =>
        db.ChangeAsync(
            actor,
            AuditAction.CspAreaPublicNameChosen,
            area,
            async work =>
            {
                var before = await AreaQueries.GetAsync(work, area);
                if (name is null || name != before.Name && !before.Aliases.Contains(name))
                    return new Refusal("Choose one of the area's names", nameof(name));
                if (name == before.ReadAs)
                    return new Refusal($"Applicants already read {name}", nameof(name));
                await work.ExecuteOneAsync(
                    "update CspArea set PublicName = @Name where Id = @area",
                    new { area, Name = name == before.Name ? null : name }
                );
                await PublicAreaName.FollowAsync(work, before.ReadAs, name);
                return Result.Done;
            }
        );
}
