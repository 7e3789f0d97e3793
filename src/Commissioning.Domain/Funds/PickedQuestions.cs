namespace Commissioning.Domain.Funds;

/// <summary>Questions of other rounds' forms as questions of this one.</summary>
public static class PickedQuestions
{
    /// <summary>The form with the picked questions, each after the last of its section. One whose code is taken gets the next free one, and
    /// picked questions that depend on it follow. A condition on a question that the form lacks, or asks later, is left out, and so is a
    /// criterion that the round has not.</summary>
    /// <param name="criteria">Codes of the round's criteria.</param>
    public static IReadOnlyList<Question> Added(
        IReadOnlyList<Question> form,
        IReadOnlyList<Question> picked,
        IReadOnlyCollection<string> criteria
    )
    {
        var questions = form.ToList();
        var codes = new Dictionary<string, string>();
        foreach (var question in picked)
        {
            codes[question.Code] = Free(question.Code, questions);
            var last = questions.FindLastIndex(other => other.Section == question.Section);
            var place = last < 0 ? questions.Count : last + 1;
            var earlier = questions.Take(place).Select(other => other.Code).ToHashSet();
            questions.Insert(
                place,
                question with
                {
                    Code = codes[question.Code],
                    Settings = question.Settings with
                    {
                        Criterion = criteria.Contains(question.Settings.Criterion ?? "") ? question.Settings.Criterion : null,
                        ShowWhen = Kept(question.Settings.ShowWhen, codes, earlier),
                        RequireWhen = Kept(question.Settings.RequireWhen, codes, earlier),
                    },
                }
            );
        }
        return questions;
    }

    /// <summary>The questions of another form that this one does not ask in the same words.</summary>
    public static bool IsAsked(Question question, IReadOnlyList<Question> form) =>
        form.Any(other => string.Equals(other.Wording, question.Wording, StringComparison.OrdinalIgnoreCase));

    private static string Free(string code, IReadOnlyList<Question> questions)
    {
        var free = code;
        for (var i = 2; questions.Any(other => other.Code == free); i++)
            free = $"{code}-{i}";
        return free;
    }

    private static IReadOnlyList<ShowCondition> Kept(
        IReadOnlyList<ShowCondition> conditions,
        IReadOnlyDictionary<string, string> codes,
        HashSet<string> earlier
    ) =>
        conditions
            .Where(condition => codes.TryGetValue(condition.Question, out var code) && earlier.Contains(code))
            .Select(condition => condition with { Question = codes[condition.Question] })
            .ToList();
}
