using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>Publishes a question about a round with its answer, so that everybody reads what one person was told.</summary>
public sealed class PublishAnswer(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid round, string? question, string? answer, bool tellDrafts) =>
        db.ChangeAsync(
            actor,
            AuditAction.AnswerPublished,
            round,
            async work =>
            {
                if (GuidanceRules.WhyNotAnswered(await RoundReader.GetAsync(work, round), question, answer) is { Count: > 0 } wrong)
                    return Result.Of(wrong);
                await work.ExecuteAsync(
                    """
                    insert into PublicAnswer (Id, RoundId, Question, Answer, PublishedAt, TellDrafts, Version)
                    values (@Id, @round, @Question, @Answer, @Now, @tellDrafts, 1)
                    """,
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        round,
                        Question = question!.Trim(),
                        Answer = answer!.Trim(),
                        tellDrafts,
                        work.Now,
                    }
                );
                work.Note(
                    new Changes(isNew: true)
                        .Add("Question", null, question.Trim())
                        .Add("Answer", null, answer.Trim())
                        .Add("Everybody with a draft is told", null, tellDrafts)
                        .ToString()
                );
                return Result.Done;
            }
        );
}
