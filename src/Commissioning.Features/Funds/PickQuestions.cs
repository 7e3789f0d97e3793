using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>Adds questions of another round's form to a draft round's.</summary>
public sealed class PickQuestions(Db db)
{
    /// <param name="Rounds">Other rounds with questions, newest first.</param>
    /// <param name="Questions">Those of the chosen one.</param>
    public sealed record PickPage(
        Round Round,
        IReadOnlyList<Round> Rounds,
        Round? From,
        IReadOnlyList<Question> Form,
        IReadOnlyList<Question> Questions
    );

    /// <param name="from">The round to pick from; null: the newest.</param>
    public Task<PickPage> GetAsync(Guid round, Guid? from) =>
        db.ReadAsync(async work =>
        {
            var rounds = await work.QueryAsync<Round>(
                RoundReader.RoundSql
                    + " where r.Id <> @round and exists (select 1 from Question q where q.RoundId = r.Id) order by r.ClosesAt desc, f.Name, r.Name, r.Id",
                new { round }
            );
            var source = rounds.FirstOrDefault(one => one.Id == from) ?? rounds.FirstOrDefault();
            return new PickPage(
                await RoundReader.GetAsync(work, round),
                rounds,
                source,
                await RoundReader.QuestionsAsync(work, round),
                source is null ? [] : await RoundReader.QuestionsAsync(work, source.Id)
            );
        });

    public async Task<Result> RunAsync(Actor actor, Guid round, Guid from, IReadOnlyCollection<string> selected)
    {
        var (picked, criteria) = await db.ReadAsync(async work =>
            (
                (await RoundReader.QuestionsAsync(work, from)).Where(question => selected.Contains(question.Code)).ToList(),
                (await RoundReader.CriteriaAsync(work, round)).Select(criterion => criterion.Code).ToList()
            )
        );
        if (picked.Count == 0)
            return new Refusal("Tick at least one question", nameof(selected));
        return await FormChange.RunAsync(
            db,
            actor,
            AuditAction.QuestionsPicked,
            round,
            $"Picked from the round {from}: {string.Join("; ", picked.Select(question => question.Wording))}",
            (questions, _) =>
            {
                var added = PickedQuestions.Added(questions, picked, criteria);
                questions.Clear();
                questions.AddRange(added);
                return null;
            }
        );
    }
}
