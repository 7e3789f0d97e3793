using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Decisions;
using Commissioning.Features.Awards;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Decisions;

/// <summary>Records what a person who did not make the decision found in its review. The letter about it goes with the day's
/// letters.</summary>
public sealed class AnswerReview(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid review, ReviewOutcome? outcome, string? reasons) =>
        db.ChangeAsync(
            actor,
            AuditAction.DecisionReviewed,
            review,
            async work =>
            {
                var row = await DecisionReviews.FindAsync(work, review);
                if (ReviewRules.WhyCannotReview(row.ReviewedAt, row.DecidedBy, actor.Id) is { } refusal)
                    return refusal;
                List<Refusal> wrong = [];
                if (outcome is null)
                    wrong.Add(new("Choose what the review found", nameof(outcome)));
                if (reasons?.Trim() is not { Length: > 0 and <= 4000 })
                    wrong.Add(new("Give the reasons, in up to 4,000 characters. The applicant reads them.", nameof(reasons)));
                if (PlainWords.WhyNot(reasons, nameof(reasons)) is { } notPlain)
                    wrong.Add(notPlain);
                if (wrong.Count > 0)
                    return wrong;
                await work.ExecuteOneAsync(
                    "update DecisionReview set Outcome = @outcome, Reasons = @Reasons, ReviewedBy = @By, ReviewedAt = @Now where Id = @review and ReviewedAt is null",
                    new
                    {
                        review,
                        outcome,
                        Reasons = reasons!.Trim(),
                        By = actor.Id,
                        work.Now,
                    }
                );
                await LetterQueue.QueueAsync(work, actor, row.ApplicationId, LetterKind.Review, review);
                work.Note($"{row.Reference}, decision {row.DecisionNumber}: {ReviewRules.Name(outcome!.Value)}");
                return Result.Done;
            }
        );
}
