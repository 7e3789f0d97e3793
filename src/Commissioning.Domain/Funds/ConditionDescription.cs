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
        var name = FormRules.ProjectCodes.Contains(condition.Question)
            ? condition.Question switch
            {
                "amount" => "the amount asked for",
                _ => $"the {condition.Question}",
            }
            : $"the answer to \"{questions.FirstOrDefault(question => question.Code == condition.Question)?.Wording ?? condition.Question}\"";
        return condition.Test switch
        {
            ConditionTest.Is => $"{name} is {condition.Value}",
            ConditionTest.IsNot => $"{name} is not {condition.Value}",
            ConditionTest.Includes => $"{name} includes {condition.Value}",
            ConditionTest.MoreThan => $"{name} is more than {condition.Value}",
            ConditionTest.LessThan => $"{name} is less than {condition.Value}",
            _ => $"there is something in {name}",
        };
    }
}
