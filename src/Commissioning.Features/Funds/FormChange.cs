using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>What the edits of a draft round's questions share: the round is locked, and no new fault gets into the form.</summary>
internal static class FormChange
{
    public static Task<Result> RunAsync(
        Db db,
        Actor actor,
        AuditAction action,
        Guid round,
        string note,
        Func<List<Question>, IReadOnlyList<DocumentKind>, Refusal?> change
    ) =>
        db.ChangeAsync(
            actor,
            action,
            round,
            async work =>
            {
                // Update first, which locks the round, so that two officers' changes are serial.
                await work.ExecuteOneAsync("update Round set Version = Version + 1 where Id = @round", new { round });
                var details = await RoundReader.GetAsync(work, round);
                if (RoundRules.WhyCannotChange(details) is { } frozen)
                    return frozen;
                var questions = (await RoundReader.QuestionsAsync(work, round)).ToList();
                var documents = await RoundReader.DocumentsAsync(work, round);
                // A form with existing faults may be corrected one question at a time, but no new fault is allowed.
                var asked = questions.ToList();
                var before = FormRules.WhyFormIsWrong(questions, documents).Select(refusal => refusal.Sentence).ToHashSet();
                if (change(questions, documents) is { } refusal)
                    return refusal;
                if (
                    FormRules.WhyFormIsWrong(questions, documents).FirstOrDefault(problem => !before.Contains(problem.Sentence)) is
                    { } wrong
                )
                    return wrong with { Field = null };
                await RoundContent.ReplaceQuestionsAsync(work, round, questions);
                work.Note(note);
                if (action == AuditAction.QuestionChanged)
                    work.Note(RoundChanges.Questions(asked, questions).ToString());
                return Result.Done;
            }
        );
}
