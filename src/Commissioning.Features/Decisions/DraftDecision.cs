using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Decisions;

/// <summary>A decision maker's choices, one application at a time; nothing is decided until all are recorded.</summary>
public sealed class DraftDecision(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid round, Guid application, bool? fund, string? reason, string? condition) =>
        db.ChangeAsync(
            actor,
            AuditAction.DecisionDrafted,
            application,
            async work =>
            {
                var view = await DecideRound.GetAsync(work, actor, round);
                if (view.WhyNot is { } refusal)
                    return refusal;
                var line =
                    view.Lines.FirstOrDefault(line => line.ApplicationId == application)
                    ?? throw new NotFoundException("No such application in this paper");
                if (fund is not { } funded)
                    return new Refusal("Say whether this application is funded", nameof(fund));
                if (reason?.Trim().Length > 1000)
                    return new Refusal("Shorten the reason to 1,000 characters", nameof(reason));
                if (condition?.Trim().Length > 1000)
                    return new Refusal("Shorten the condition to 1,000 characters", nameof(condition));
                if (funded != line.Recommended && string.IsNullOrWhiteSpace(reason))
                    return new Refusal("Say why you depart from the recommendation", nameof(reason));
                var row = new
                {
                    view.RecommendationId,
                    Person = actor.Id,
                    application,
                    funded,
                    Reason = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(),
                    Condition = string.IsNullOrWhiteSpace(condition) ? null : condition.Trim(),
                    work.Now,
                };
                await work.ExecuteAsync(
                    "delete from DecisionDraft where RecommendationId = @RecommendationId and PersonId = @Person and ApplicationId = @application",
                    row
                );
                await work.ExecuteAsync(
                    "insert into DecisionDraft (RecommendationId, PersonId, ApplicationId, Funded, Reason, Condition, SavedAt) values (@RecommendationId, @Person, @application, @funded, @Reason, @Condition, @Now)",
                    row
                );
                work.Note($"{line.Reference}: {(funded ? "fund" : "do not fund")}, not recorded yet");
                return Result.Done;
            }
        );
}
