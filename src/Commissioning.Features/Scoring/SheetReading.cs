using Commissioning.Domain.Funds;
using Commissioning.Features.Applications;

namespace Commissioning.Features.Scoring;

/// <summary>An application in the order in which an assessor judges it: beside each criterion the answers that inform it, then the rest.
/// The office links a question with its criterion on the form.</summary>
/// <param name="Rest">Answers of no criterion.</param>
/// <param name="BudgetOf">The criterion beside which the budget stands; null: it is in the rest.</param>
/// <param name="OutcomesOf">The criterion beside which the outcomes stand; null: they are in the rest.</param>
public sealed record SheetReading(
    ILookup<Guid, ApplicationCopy.AnswerCopy> Beside,
    IReadOnlyList<ApplicationCopy.AnswerCopy> Rest,
    Guid? BudgetOf,
    Guid? OutcomesOf
)
{
    public bool HasAny(Guid criterion) => Beside.Contains(criterion) || criterion == BudgetOf || criterion == OutcomesOf;

    public static SheetReading Of(ApplicationCopy copy, IReadOnlyList<Question> questions, IReadOnlyList<Criterion> criteria)
    {
        var criterionOf = questions
            .Join(
                criteria,
                question => question.Settings.Criterion,
                criterion => criterion.Code,
                (question, criterion) => (question, criterion)
            )
            .ToDictionary(pair => pair.question.Code, pair => pair.criterion.Id);
        return new(
            copy.Answers.Where(answer => criterionOf.ContainsKey(answer.Code)).ToLookup(answer => criterionOf[answer.Code]),
            copy.Answers.Where(answer => !criterionOf.ContainsKey(answer.Code)).ToList(),
            Named("money", "budget", "cost"),
            Named("outcome")
        );

        // Budget and outcomes are parts of every form and not questions, so no link says which criterion they inform.
        Guid? Named(params string[] words) =>
            criteria.FirstOrDefault(criterion => words.Any(word => criterion.Name.Contains(word, StringComparison.OrdinalIgnoreCase)))?.Id;
    }
}
