using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Applications;

/// <summary>What decides which questions are asked: the answers so far, and the parts of other sections that conditions may name.</summary>
/// <param name="Priorities">The main one first.</param>
/// <param name="Answers">By question id.</param>
public sealed record GivenAnswers(
    IReadOnlyCollection<string> Priorities,
    string? Zone,
    Money? AmountRequested,
    IReadOnlyDictionary<Guid, string> Answers
)
{
    /// <summary>The questions to ask, given the answers so far.</summary>
    public IReadOnlyList<Question> Shown(IReadOnlyList<Question> questions) =>
        FormRules.Shown(questions, question => Answers.GetValueOrDefault(question.Id), ProjectAnswer);

    /// <summary>Looks up the answer to a question code, for conditions; null for a question that is not asked.</summary>
    /// <param name="shown">The questions that are asked.</param>
    public Func<string, string?> Lookup(IReadOnlyList<Question> shown)
    {
        var known = shown.ToDictionary(question => question.Code, question => Answers.GetValueOrDefault(question.Id));
        foreach (var total in shown.Where(question => question.Kind == QuestionKind.Total))
            known[total.Code] = FormTotals.Of(total, shown, code => known.GetValueOrDefault(code));
        return code => known.TryGetValue(code, out var answer) ? answer : ProjectAnswer(code);
    }

    private string? ProjectAnswer(string code) =>
        code switch
        {
            "amount" => AmountRequested?.ToInput(),
            "priority" => string.Join('\n', Priorities),
            "zone" => string.Join('\n', Zones.Of(Zone)),
            _ => null,
        };
}
