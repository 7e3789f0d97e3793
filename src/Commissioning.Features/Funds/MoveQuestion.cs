using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>Moves a question one place up or down; past the edge of its section the whole section moves.</summary>
public sealed class MoveQuestion(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid round, string code, bool up) =>
        FormChange.RunAsync(
            db,
            actor,
            AuditAction.QuestionMoved,
            round,
            $"Moved {(up ? "up" : "down")}: {code}",
            (questions, _) =>
            {
                var place = questions.FindIndex(question => question.Code == code);
                if (place < 0)
                    throw new NotFoundException("No such question");
                var other = up ? place - 1 : place + 1;
                if (other < 0 || other >= questions.Count)
                    return null;
                if (questions[other].Section == questions[place].Section)
                    (questions[place], questions[other]) = (questions[other], questions[place]);
                else
                {
                    var (own, neighbour) = (questions[place].Section, questions[other].Section);
                    var sections = questions.Select(question => question.Section).Distinct().ToList();
                    var (i, j) = (sections.IndexOf(own), sections.IndexOf(neighbour));
                    (sections[i], sections[j]) = (sections[j], sections[i]);
                    var ordered = questions.OrderBy(question => sections.IndexOf(question.Section)).ToList(); // Stable within a section.
                    questions.Clear();
                    questions.AddRange(ordered);
                }
                return null;
            }
        );
}
