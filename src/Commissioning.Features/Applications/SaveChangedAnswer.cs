using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>The organisation saves one of the answers that were asked for again.</summary>
public sealed class SaveChangedAnswer(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid application, Question question, int version, string answer) =>
        db.ChangeAsync(
            actor,
            AuditAction.ChangedAnswerSaved,
            application,
            async work =>
            {
                var request = await ChangeRequestQueries.GetMineAsync(work, actor, application);
                if (request.WhyCannotAnswer(work.Now) is { } late)
                    return late;
                if (AnswerRules.WhyNotStorable(question, answer) is { } unfit)
                    return unfit;
                if (request.Items.Single(item => item.Question.Id == question.Id).Version != version)
                    return new Refusal(SaveChangedPart.SavedMeanwhile);
                await work.ExecuteOneAsync(
                    "update ChangeRequestAnswer set After = @answer, Version = Version + 1 where RequestId = @Request and QuestionId = @Question and Version = @version",
                    new
                    {
                        answer,
                        version,
                        Request = request.Id,
                        Question = question.Id,
                    }
                );
                await RequestChanges.AddRevealedAsync(work, application);
                work.Note($"Asked for again: {question.Code}");
                return Result.Done;
            }
        );
}
