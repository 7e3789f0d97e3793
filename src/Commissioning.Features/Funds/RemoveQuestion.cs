using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>A question of a draft round is removed.</summary>
public sealed class RemoveQuestion(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid round, string code) =>
        FormChange.RunAsync(
            db,
            actor,
            AuditAction.QuestionRemoved,
            round,
            $"Removed: {code}",
            (questions, documents) =>
            {
                var dependent = questions
                    .Where(question =>
                        question.Settings.ShowWhen.Concat(question.Settings.RequireWhen).Any(condition => condition.Question == code)
                    )
                    .Select(question => $"\"{question.Wording}\"")
                    .Concat(
                        documents
                            .Where(document => document.Settings.RequireWhen.Any(condition => condition.Question == code))
                            .Select(document => $"the document {document.Name}")
                    )
                    .ToList();
                if (dependent.Count > 0)
                    return new(
                        $"{string.Join(" and ", dependent)} {(dependent.Count == 1 ? "depends" : "depend")} on this question. Change that first."
                    );
                questions.RemoveAll(question => question.Code == code);
                return null;
            }
        );
}
