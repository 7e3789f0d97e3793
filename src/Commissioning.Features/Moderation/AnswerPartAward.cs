using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Features.Applications;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Moderation;

/// <summary>Records the applicant's answer. Yes makes the reduced budget the one that counts; the requested one is kept with it.</summary>
public sealed class AnswerPartAward(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid application, bool? works, string? answer) =>
        db.ChangeAsync(
            actor,
            works == true ? AuditAction.PartAwardConfirmed : AuditAction.PartAwardDeclined,
            application,
            async work =>
            {
                await ApplicationReader.FindMineAsync(work, actor, application);
                var view = await PartAwardQueries.GetAsync(work, application);
                if (view.Proposed is null)
                    throw new NotFoundException("No part of a grant was proposed");
                if (view.WhyNot is { } late)
                    return late;
                if (works is not { } confirmed)
                    return new Refusal("Say whether the project would still work", nameof(works));
                if (answer?.Trim().Length > 2000)
                    return new Refusal("Shorten this to 2,000 characters", nameof(answer));
                if (confirmed && string.IsNullOrWhiteSpace(answer))
                    return new Refusal(
                        "Say what would change in the project and its outcomes, or that nothing would change",
                        nameof(answer)
                    );
                await work.ExecuteOneAsync(
                    "update PartAward set Confirmed = @confirmed, Answer = @Answer, AnsweredBy = @By, AnsweredAt = @Now where ApplicationId = @application and ProposedAt = @ProposedAt",
                    new
                    {
                        application,
                        confirmed,
                        Answer = answer?.Trim(),
                        By = actor.Id,
                        work.Now,
                        view.Proposed.ProposedAt,
                    }
                );
                await work.ExecuteAsync(
                    confirmed
                        ? "update BudgetLine set Awarded = (select p.Amount from PartAwardLine p where p.BudgetLineId = BudgetLine.Id) where ApplicationId = @application"
                        : "update BudgetLine set Awarded = null where ApplicationId = @application",
                    new { application }
                );
                work.Note($"{(confirmed ? $"Works with {view.Proposed.Amount}" : "Does not work with less")}. {answer?.Trim()}");
                return Result.Done;
            }
        );
}
