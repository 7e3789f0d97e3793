using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>A question of a draft round is added or changed.</summary>
public sealed class SaveQuestion(Db db)
{
    /// <param name="code">The question to change; null adds one after the last of its section.</param>
    public Task<Result> RunAsync(Actor actor, Guid round, string? code, Question question) =>
        FormChange.RunAsync(
            db,
            actor,
            code is null ? AuditAction.QuestionAdded : AuditAction.QuestionChanged,
            round,
            $"{(code is null ? "Added" : "Changed")}: {question.Wording}",
            (questions, _) =>
            {
                var place = questions.FindIndex(other => other.Code == code);
                if (place >= 0 && questions[place].Section == question.Section)
                    questions[place] = question;
                else
                {
                    if (place >= 0)
                        questions.RemoveAt(place);
                    var last = questions.FindLastIndex(other => other.Section == question.Section);
                    questions.Insert(last < 0 ? questions.Count : last + 1, question);
                }
                // A renamed code is also renamed in the conditions and sums that refer to it.
                if (code is not null && code != question.Code)
                    for (var i = 0; i < questions.Count; i++)
                        questions[i] = questions[i] with
                        {
                            Settings = questions[i].Settings with
                            {
                                ShowWhen = Renamed(questions[i].Settings.ShowWhen, code, question.Code),
                                RequireWhen = Renamed(questions[i].Settings.RequireWhen, code, question.Code),
                                SumOf = questions[i].Settings.SumOf.Select(part => part == code ? question.Code : part).ToList(),
                            },
                        };
                return null;
            }
        );

    private static IReadOnlyList<ShowCondition> Renamed(IReadOnlyList<ShowCondition> conditions, string from, string to) =>
        conditions.Select(condition => condition.Question == from ? condition with { Question = to } : condition).ToList();
}
