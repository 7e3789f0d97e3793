using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Tests.Applications;

public sealed class FormPagesTests
{
    [Fact]
    public void Short_questions_share_a_page_and_one_that_depends_on_the_page_begins_another()
    {
        Question[] questions =
        [
            Ask("why", QuestionKind.LongText),
            Ask("people", QuestionKind.Number),
            Ask("risk", QuestionKind.YesNo),
            Ask("lead", QuestionKind.ShortText, new ShowCondition("risk", ConditionTest.Is, "Yes")),
            Ask("plan", QuestionKind.Table),
            Ask("where", QuestionKind.Postcode),
            Ask("how", QuestionKind.LongText),
        ];
        Assert.Equal(["why people risk", "lead", "plan", "where", "how"], Codes(questions));
    }

    [Fact]
    public void A_page_has_at_most_four_questions() =>
        Assert.Equal(["a b c d", "e"], Codes("abcde".Select(letter => Ask(letter.ToString(), QuestionKind.YesNo))));

    [Fact]
    public void A_total_adds_up_numbers_amounts_and_table_columns_of_the_questions_that_are_asked()
    {
        Question[] questions =
        [
            Ask("kit", QuestionKind.Money),
            Ask("hall", QuestionKind.Money, new ShowCondition("kit", ConditionTest.MoreThan, "100")),
            Ask("other", QuestionKind.Table) with
            {
                Settings = new() { Columns = [new("What"), new("Cost", ColumnKind.Money)] },
            },
            Ask("sum", QuestionKind.Total) with
            {
                Settings = new() { SumOf = ["kit", "hall", "other"] },
            },
            Ask("why", QuestionKind.LongText, new ShowCondition("sum", ConditionTest.MoreThan, "1,000")),
        ];
        IReadOnlyList<Question> Shown(string kit) => Given(kit).Shown(questions);
        GivenAnswers Given(string kit) =>
            new(
                [],
                null,
                null,
                new Dictionary<Guid, string>
                {
                    [questions[0].Id] = kit,
                    [questions[1].Id] = "500",
                    [questions[2].Id] = AnswerRules.OfRows([
                        ["Paint", "12.50"],
                        ["Tape", "unknown"],
                    ]),
                }
            );
        Assert.Equal("2912.50", Given("2.4k").Lookup(Shown("2.4k"))("sum"));
        Assert.Contains(Shown("2.4k"), question => question.Code == "why");
        // The hall is not asked about, so it does not count.
        Assert.Equal("112.50", Given("100").Lookup(Shown("100"))("sum"));
        Assert.DoesNotContain(Shown("100"), question => question.Code == "why");
        Assert.Equal("£112.50", FormTotals.Display(questions[3], questions, "112.50"));
    }

    [Fact]
    public void Conditions_joined_by_or_need_one_of_them_and_the_others_all()
    {
        ShowCondition[] conditions =
        [
            new("a", ConditionTest.Is, "Yes"),
            new("b", ConditionTest.Is, "Yes", Or: true),
            new("c", ConditionTest.Is, "Yes"),
        ];
        bool Holds(string yes) => FormRules.Hold(conditions, code => yes.Contains(code, StringComparison.Ordinal) ? "Yes" : "No");
        Assert.Equal((true, true, false, false), (Holds("ac"), Holds("bc"), Holds("ab"), Holds("c")));
        Assert.Equal(
            "if the answer to \"Question a\" is Yes or the answer to \"Question b\" is Yes, and the answer to \"Question c\" is Yes",
            ConditionDescription.Of(conditions, [Ask("a", QuestionKind.YesNo), Ask("b", QuestionKind.YesNo), Ask("c", QuestionKind.YesNo)])
        );
    }

    private static IEnumerable<string> Codes(IEnumerable<Question> questions) =>
        FormPages.Of(questions.ToList()).Select(page => string.Join(' ', page.Select(question => question.Code)));

    private static Question Ask(string code, QuestionKind kind, params ShowCondition[] conditions) =>
        new()
        {
            Id = Guid.NewGuid(),
            Position = 0,
            Section = "Part",
            Code = code,
            Kind = kind,
            Wording = $"Question {code}",
            WordLimit = 100,
            Required = true,
            Settings = new() { ShowWhen = conditions },
        };
}
