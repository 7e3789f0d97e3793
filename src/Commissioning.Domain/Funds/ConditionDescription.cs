namespace Commissioning.Domain.Funds;

/// <summary>Conditions in words, for officers and for the printed form.</summary>
public static class ConditionDescription
{
    public static string Of(IReadOnlyList<ShowCondition> conditions, IReadOnlyList<Question> questions) =>
        "if "
        + string.Join(
            ", and ",
            FormRules.Alternatives(conditions).Select(group => string.Join(" or ", group.Select(condition => Words(condition, questions))))
        );

    private static string Words(ShowCondition condition, IReadOnlyList<Question> questions)
    {
        var value = ValueOf(condition, questions);
        var name = FormRules.ProjectCodes.Contains(condition.Question)
            ? condition.Question switch
            {
                "amount" => "the amount asked for",
                _ => $"the {condition.Question}",
            }
            : $"the answer to \"{questions.FirstOrDefault(question => question.Code == condition.Question)?.Wording ?? condition.Question}\"";
        return condition.Test switch
        {
            ConditionTest.Is => $"{name} is {value}",
            ConditionTest.IsNot => $"{name} is not {value}",
            ConditionTest.Includes => $"{name} includes {value}",
            ConditionTest.MoreThan => $"{name} is more than {value}",
            ConditionTest.LessThan => $"{name} is less than {value}",
            _ => $"there is something in {name}",
        };
    }

    /// <summary>An amount as money, such as £1,000 for 1k.</summary>
    private static string ValueOf(ShowCondition condition, IReadOnlyList<Question> questions) =>
        FormRules.IsMoney(condition.Question, questions)
            ? Money.Parse(condition.Value)?.ToShortString() ?? condition.Value
            : condition.Value;
}
