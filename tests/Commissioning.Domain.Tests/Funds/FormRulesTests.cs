using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Tests.Funds;

public sealed class FormRulesTests
{
    private static Question Ask(string code, QuestionKind kind = QuestionKind.ShortText, params string[] options) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            Position = 0,
            Section = "Part",
            Code = code,
            Wording = $"What is {code}?",
            WordLimit = 20,
            Required = true,
            Kind = kind,
            Settings = new() { Options = options },
        };

    private static Question When(Question question, params ShowCondition[] conditions) =>
        question with
        {
            Settings = question.Settings with { ShowWhen = conditions },
        };

    [Fact]
    public void A_valid_form_has_no_faults()
    {
        var structure = Ask("structure", QuestionKind.YesNo);
        var sign = When(Ask("highways"), new ShowCondition("structure", ConditionTest.Is, "Yes"));
        Assert.Empty(
            FormRules.WhyFormIsWrong(
                [structure, sign, When(Ask("audit"), new ShowCondition("amount", ConditionTest.MoreThan, "25000"))],
                []
            )
        );
    }

    [Fact]
    public void A_form_fault_is_reported_with_its_own_sentence()
    {
        var choice = Ask("kind", QuestionKind.OneOf, "Road", "Path");
        string[] Faults(params Question[] questions) =>
            FormRules.WhyFormIsWrong(questions, []).Select(refusal => refusal.Sentence).ToArray();

        Assert.Equal(["Two questions have the code same"], Faults(Ask("same"), Ask("same")));
        Assert.Contains(
            "is not asked before it. Move it, or change what it depends on.",
            Assert.Single(Faults(When(Ask("first"), new ShowCondition("second", ConditionTest.IsAnswered)), Ask("second"))),
            StringComparison.Ordinal
        );
        // Two that depend on each other, and one that depends on itself: a cycle needs a condition that looks forward.
        Assert.Single(
            Faults(
                When(Ask("a"), new ShowCondition("b", ConditionTest.IsAnswered)),
                When(Ask("b"), new ShowCondition("a", ConditionTest.IsAnswered))
            )
        );
        Assert.Single(Faults(When(Ask("self"), new ShowCondition("self", ConditionTest.IsAnswered))));
        Assert.Equal(
            ["\"What is b?\" depends on gone, which is not in the form. Change what it depends on, or remove the condition."],
            Faults(When(Ask("b"), new ShowCondition("gone", ConditionTest.Is, "Yes")))
        );
        Assert.Equal(
            ["\"What is b?\" depends on \"Canal\", which is no longer a choice of \"What is kind?\""],
            Faults(choice, When(Ask("b"), new ShowCondition("kind", ConditionTest.Is, "Canal")))
        );
        Assert.Equal(
            ["\"What is b?\" depends on a number, and \"lots\" is not a number"],
            Faults(Ask("n", QuestionKind.Number), When(Ask("b"), new ShowCondition("n", ConditionTest.MoreThan, "lots")))
        );
        Assert.Equal(["Give \"What is c?\" from 2 to 60 different choices"], Faults(Ask("c", QuestionKind.ManyOf, "Only one")));
        Assert.Equal(["Give \"What is t?\" from 1 to 8 columns with different names"], Faults(Ask("t", QuestionKind.Table)));
        Assert.Equal(
            ["The pattern ( of \"What is p?\" cannot be read"],
            Faults(Ask("p") with { Settings = new() { Rules = [new(RuleKind.Matches, "(", "Enter it")] } })
        );
        Assert.Contains("letters, digits and hyphens", Assert.Single(Faults(Ask("amount"))), StringComparison.Ordinal);
        Assert.Equal(
            ["Move \"What is c?\" to the other questions of the section Part"],
            Faults(Ask("a"), Ask("b") with { Section = "Other" }, Ask("c"))
        );
    }

    [Fact]
    public void A_total_adds_up_numbers_or_amounts_of_money_but_not_both()
    {
        var (people, own, fees) = (Ask("people", QuestionKind.Number), Ask("own", QuestionKind.Money), Ask("fees", QuestionKind.Money));
        var costs = Ask("costs", QuestionKind.Table) with { Settings = new() { Columns = [new("Cost", ColumnKind.Money)] } };
        string[] Faults(params string[] codes) =>
            FormRules
                .WhyFormIsWrong([people, own, fees, costs, Ask("sum", QuestionKind.Total) with { Settings = new() { SumOf = codes } }], [])
                .Select(refusal => refusal.Sentence)
                .ToArray();

        Assert.Empty(Faults("own", "fees", "costs"));
        Assert.Empty(Faults("people"));
        string[] mixed = ["\"What is sum?\" would add up numbers and amounts of money together. Choose only numbers, or only amounts."];
        Assert.Equal(mixed, Faults("people", "own"));
        Assert.Equal(mixed, Faults("people", "costs"));
    }

    [Fact]
    public void An_officer_may_write_1k_in_a_condition_and_reads_it_as_money()
    {
        var own = Ask("own", QuestionKind.Money);
        var why = When(Ask("why"), new ShowCondition("own", ConditionTest.MoreThan, "1k"));
        Assert.Empty(FormRules.WhyFormIsWrong([own, why], []));
        Assert.True(FormRules.Hold(why.Settings.ShowWhen, _ => "1,000.01"));
        Assert.False(FormRules.Hold(why.Settings.ShowWhen, _ => "1000"));
        Assert.Equal("if the answer to \"What is own?\" is more than £1,000", ConditionDescription.Of(why.Settings.ShowWhen, [own, why]));
        Assert.Equal(
            "if the amount asked for is less than £25,000",
            ConditionDescription.Of([new("amount", ConditionTest.LessThan, "25000")], [own])
        );
        var number = Ask("people", QuestionKind.Number);
        Assert.Equal(
            "if the answer to \"What is people?\" is more than 1000",
            ConditionDescription.Of([new("people", ConditionTest.MoreThan, "1000")], [number])
        );
        var limited = own with { Settings = new() { Rules = [new(RuleKind.AtMost, "1k", "At most £1,000")] } };
        Assert.Empty(FormRules.WhyFormIsWrong([limited], []));
        Assert.Equal("At most £1,000", Assert.Single(AnswerRules.WhyWrong(limited, "1001", _ => null)).Sentence);
    }

    [Fact]
    public void A_question_that_is_not_shown_counts_as_not_answered()
    {
        var a = Ask("a", QuestionKind.YesNo);
        var b = When(Ask("b", QuestionKind.YesNo), new ShowCondition("a", ConditionTest.Is, "Yes"));
        var c = When(Ask("c"), new ShowCondition("b", ConditionTest.Is, "Yes"));
        var answers = new Dictionary<Guid, string> { [a.Id] = "No", [b.Id] = "Yes" }; // b was answered before a became No.
        Assert.Equal(
            ["a"],
            FormRules.Shown([a, b, c], question => answers.GetValueOrDefault(question.Id), _ => null).Select(question => question.Code)
        );
        answers[a.Id] = "Yes";
        Assert.Equal(
            ["a", "b", "c"],
            FormRules.Shown([a, b, c], question => answers.GetValueOrDefault(question.Id), _ => null).Select(question => question.Code)
        );
    }

    [Theory]
    [InlineData(ConditionTest.Is, "Yes", "yes", true)]
    [InlineData(ConditionTest.IsNot, "Yes", null, true)]
    [InlineData(ConditionTest.Includes, "B", "A\nB", true)]
    [InlineData(ConditionTest.Includes, "B", "A\nBoth", false)]
    [InlineData(ConditionTest.MoreThan, "2500", "£2,500.00", false)]
    [InlineData(ConditionTest.MoreThan, "2500", "£2,500.01", true)]
    [InlineData(ConditionTest.LessThan, "10", "lots", false)]
    [InlineData(ConditionTest.IsAnswered, "", "  ", false)]
    public void A_show_condition_reads_the_answer_as_typed(ConditionTest test, string value, string? answer, bool holds) =>
        Assert.Equal(holds, FormRules.Hold([new("x", test, value)], _ => answer));

    [Theory]
    [InlineData(QuestionKind.Number, "twelve", "Enter a number of 0 or more, such as 25")]
    [InlineData(QuestionKind.Number, "-3", "Enter a number of 0 or more, such as 25")]
    [InlineData(QuestionKind.Money, "-£5", "Enter the amount in figures, up to £999,999,999.99, such as 450 or 450.50")]
    [InlineData(QuestionKind.Money, "1e9", "Enter the amount in figures, up to £999,999,999.99, such as 450 or 450.50")]
    [InlineData(QuestionKind.Money, "99999999999999", "Enter the amount in figures, up to £999,999,999.99, such as 450 or 450.50")]
    [InlineData(
        QuestionKind.Money,
        "6300,00",
        "Enter the amount in figures, up to £999,999,999.99, such as 450 or 450.50. Did you mean £6,300.00?"
    )]
    [InlineData(QuestionKind.Date, "2027-02-29", "Enter a real date, such as 27 3 2027")]
    [InlineData(QuestionKind.Date, "2028-02-29", null)]
    [InlineData(QuestionKind.Postcode, "LE19", "Enter a full postcode, such as LE1 1AA")]
    [InlineData(QuestionKind.Postcode, "le19 2bx", null)]
    [InlineData(QuestionKind.YesNo, "Perhaps", "Choose yes or no")]
    [InlineData(QuestionKind.ShortText, "Siân Llŷr ગીતા पटेल 👩🏽‍🔧 “quoted”\tand tabbed", null)]
    [InlineData(QuestionKind.Person, "Ann\n\nnot-an-address\n", "Enter the e-mail address in full, such as name@example.org")]
    [InlineData(QuestionKind.Address, "1 High Street\n\nLeicester\nLE1 9ZZ", null)]
    public void An_answer_that_cannot_be_accepted_is_refused_with_how_to_put_it_right(QuestionKind kind, string answer, string? sentence) =>
        Assert.Equal(
            sentence,
            AnswerRules.WhyWrong(Ask("x", kind), answer, _ => null).Select(refusal => refusal.Sentence).FirstOrDefault()
        );

    [Fact]
    public void A_table_answer_fault_names_the_row_and_column()
    {
        var table = Ask("t", QuestionKind.Table) with
        {
            Settings = new() { Columns = [new("What"), new("Cost", ColumnKind.Money), new("By", ColumnKind.Date)] },
        };
        var answer = AnswerRules.OfRows([
            ["Fence", "450.50", "27/3/2027"],
            [null, " ", null],
            ["PassFailCriterion", "lots", "soon"],
            ["Paint", "45,50", ""],
        ]);
        Assert.Equal(
            [
                "Cost in row 2: enter an amount, such as 450.50",
                "By in row 2: enter a date, such as 27/3/2027, or a month, such as June 2027",
                "Cost in row 3: enter an amount, such as 450.50. Did you mean £45.50?",
            ],
            AnswerRules.WhyWrong(table, answer, _ => null).Select(refusal => refusal.Sentence)
        );
        Assert.Equal(
            "Your table has 10,000 rows and the limit is 200. Combine rows, or attach the table as a document.",
            AnswerRules.WhyWrong(table, AnswerRules.OfRows(Enumerable.Repeat((IReadOnlyList<string?>)["x"], 10_000)), _ => null)[0].Sentence
        );
    }

    [Fact]
    public void The_offices_own_answer_checks_use_its_own_words()
    {
        var people = Ask("people", QuestionKind.Number) with
        {
            Settings = new() { Rules = [new(RuleKind.AtLeast, "10", "Reach at least 10 people")] },
        };
        Assert.Equal("Reach at least 10 people", AnswerRules.WhyWrong(people, "9", _ => null)[0].Sentence);
        Assert.Empty(AnswerRules.WhyWrong(people, "10", _ => null));
        var reference = Ask("ref") with
        {
            Settings = new() { Rules = [new(RuleKind.Matches, "[a-z]{2}[0-9]{6}", "Two letters and six figures")] },
        };
        Assert.Equal("Two letters and six figures", AnswerRules.WhyWrong(reference, "AB12345", _ => null)[0].Sentence);
        Assert.Empty(AnswerRules.WhyWrong(reference, "AB123456", _ => null));
        var optional = Ask("why") with
        {
            Required = false,
            Settings = new() { RequireWhen = [new("people", ConditionTest.MoreThan, "100")] },
        };
        Assert.Empty(AnswerRules.WhyWrong(optional, "", _ => "100"));
        Assert.Equal("Write an answer: What is why?", AnswerRules.WhyWrong(optional, "", _ => "101")[0].Sentence);
    }
}
