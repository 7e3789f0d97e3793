using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>Corrects a published answer. The public reads when; the audit trail keeps the earlier words.</summary>
public sealed class CorrectAnswer(Db db)
{
    /// <param name="tellDrafts">Everybody with a draft is told again.</param>
    public async Task<Result> RunAsync(Actor actor, Guid answerId, int version, string? question, string? answer, bool tellDrafts)
    {
        var round = (await db.ReadAsync(work => GuidanceQueries.AnswerAsync(work, answerId))).RoundId;
        return await db.ChangeAsync(
            actor,
            AuditAction.AnswerCorrected,
            round,
            async work =>
            {
                var before = await GuidanceQueries.AnswerAsync(work, answerId);
                if (GuidanceRules.WhyNotAnswered(await RoundReader.GetAsync(work, round), question, answer) is { Count: > 0 } wrong)
                    return Result.Of(wrong);
                var (newQuestion, newAnswer) = (question!.Trim(), answer!.Trim());
                if ((before.Question, before.Answer) == (newQuestion, newAnswer))
                    return new Refusal("Nothing was changed", nameof(answer));
                // An answer that waits to be told is told once, in its new words.
                var again = tellDrafts || before is { TellDrafts: true, ToldAt: null };
                await work.ExecuteOneAsync(
                    """
                    update PublicAnswer
                    set    Question = @newQuestion, Answer = @newAnswer, CorrectedAt = @Now, TellDrafts = @again, ToldAt = case when @again = 1 then null else ToldAt end, Version = Version + 1
                    where  Id = @answerId and Version = @version and RemovedAt is null
                    """,
                    new
                    {
                        answerId,
                        version,
                        newQuestion,
                        newAnswer,
                        again,
                        work.Now,
                    }
                );
                work.Note(
                    new Changes()
                        .Add("Question", before.Question, newQuestion)
                        .Add("Answer", before.Answer, newAnswer)
                        .Add("Everybody with a draft is told", false, tellDrafts)
                        .ToString()
                );
                return Result.Done;
            }
        );
    }
}
