using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Tests.Funds;

public sealed class PickedQuestionsTests
{
    private static Question Ask(string section, string code, string? onlyWhen = null, string? criterion = null) =>
        new()
        {
            Id = Guid.NewGuid(),
            Position = 1,
            Section = section,
            Code = code,
            Wording = $"What about {code}?",
            WordLimit = 100,
            Required = true,
            Settings = new() { Criterion = criterion, ShowWhen = onlyWhen is null ? [] : [new(onlyWhen, ConditionTest.IsAnswered)] },
        };

    private static readonly Question[] Form = [Ask("Need", "need"), Ask("Need", "where"), Ask("Value", "cost")];

    [Fact]
    public void Picked_questions_stand_after_the_others_of_their_section() =>
        Assert.Equal(
            ["need", "where", "who", "cost", "risk"],
            PickedQuestions.Added(Form, [Ask("Need", "who"), Ask("Risks", "risk")], []).Select(question => question.Code)
        );

    [Fact]
    public void A_code_that_is_taken_gets_another_and_conditions_follow_it()
    {
        var added = PickedQuestions.Added(Form, [Ask("Need", "need"), Ask("Need", "more", onlyWhen: "need")], []);
        Assert.Equal(["need", "where", "need-2", "more", "cost"], added.Select(question => question.Code));
        Assert.Equal("need-2", added[3].Settings.ShowWhen.Single().Question);
    }

    [Fact]
    public void Conditions_on_questions_that_were_not_picked_and_criteria_of_another_round_are_left_out()
    {
        var added = PickedQuestions.Added(Form, [Ask("Need", "more", onlyWhen: "cost", criterion: "reach")], ["value"]);
        Assert.Equal([], added[2].Settings.ShowWhen);
        Assert.Null(added[2].Settings.Criterion);
        Assert.Equal("reach", PickedQuestions.Added(Form, [Ask("Need", "more", criterion: "reach")], ["reach"])[2].Settings.Criterion);
    }
}
