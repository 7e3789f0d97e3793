using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>Overrides the tier of the round's rules, with a reason.</summary>
public sealed class OverrideTier(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid application, CheckTier? tier, string? reason) =>
        db.ChangeAsync(
            actor,
            AuditAction.TierChanged,
            application,
            async work =>
            {
                var view = await ApplicationChecks.GetAsync(work, application);
                if (view.Tiering is not { } tiering)
                    return new Refusal("The portal is still assessing this application. Try again in a minute.");
                if (view.Application.DecidedAt is not null)
                    return new Refusal("This application is decided, so you cannot change its tier");
                if (TierRules.WhyCannotOverride(tier, tiering.Tier, reason) is { } refusal)
                    return refusal;
                await work.ExecuteOneAsync(
                    "update CheckPlan set Tier = @tier, Reasons = @Reasons, OverriddenBy = @By, Version = Version + 1 where ApplicationId = @application and Version = @Version",
                    new
                    {
                        application,
                        tiering.Version,
                        tier,
                        By = actor.Id,
                        Reasons = $"{reason!.Trim()}\n{tiering.Reasons}",
                    }
                );
                await PlanChecks.ApplyTierAsync(
                    work,
                    view.Application,
                    (await RoundReader.GetAsync(work, view.Application.RoundId)).Policy.Tiers,
                    tier!.Value
                );
                await ApplicationChecks.RefreshAsync(work, application);
                work.Note($"{new Changes().Add("Tier", tiering.Tier.ToString(), tier.Value.ToString())}. {reason.Trim()}");
                return Result.Done;
            }
        );
}
