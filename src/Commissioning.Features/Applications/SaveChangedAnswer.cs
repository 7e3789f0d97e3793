using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>The organisation saves one of the answers that were asked for again.</summary>
public sealed class SaveChangedAnswer(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid application, Question question, string answer) =>
        db.ChangeAsync(
            actor,
            AuditAction.ChangedAnswerSaved,
            application,
            async work =>
            {
                var open = await ChangeRequestQueries.GetMineAsync(work, actor, application);
                if (AnswerRules.WhyNotStorable(question, answer) is { } unfit)
                    return unfit;
                await work.ExecuteOneAsync(
                    "update ChangeRequestAnswer set After = @answer where RequestId = @Request and QuestionId = @Question",
                    new
                    {
                        answer,
                        Request = open.Id,
                        Question = question.Id,
                    }
                );
                work.Note($"Asked for again: {question.Code}");
                return Result.Done;
            }
        );
}
