using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Applications;

/// <summary>What every organisation states once: contacts, parent body, governing document, committee, signatories, policies and links with
/// the police (R20 to R23). The questions have the same kinds as a round's form, and may also depend on the organisation's "kind". Default,
/// not OPCC policy.</summary>
public static class OrganisationProfile
{
    private const string Part = "Your organisation";

    public static readonly IReadOnlyList<Question> Questions = Numbered(
        Ask("contact", QuestionKind.Person, "Who should we write to?"),
        Ask(
            "second-contact",
            QuestionKind.Person,
            "Who else can we ask?",
            "Someone who knows the project, in case the first person is away"
        ),
        Ask("branch", QuestionKind.YesNo, "Is your group a branch of a larger body?"),
        Ask(
            "parent",
            QuestionKind.ShortText,
            "What is the larger body called?",
            null,
            new ShowCondition("branch", ConditionTest.Is, "Yes")
        ),
        Ask("rules", QuestionKind.YesNo, "Does your group have written rules, such as a constitution?", null, NotPublic),
        Ask(
            "dissolution",
            QuestionKind.YesNo,
            "Do the rules say what happens to its money if it closes?",
            "It should go to a group with similar aims, not to its members.",
            NotPublic,
            new ShowCondition("rules", ConditionTest.Is, "Yes")
        ),
        Ask(
            "committee",
            QuestionKind.Table,
            "Who is on the committee?",
            "At least three people who are not related and do not share a home. In the last box, say who each person is related to. Leave it empty for the others.",
            NotPublic
        ) with
        {
            Settings = new()
            {
                ShowWhen = [NotPublic],
                Columns = [new("Name"), new("Role"), new(Related)],
                Rules = [new(RuleKind.AtLeast, "3", "Enter at least three people on the committee")],
            },
        },
        Ask(
            "signatories",
            QuestionKind.Table,
            "Who signs for the bank account?",
            "At least two people who are not related and do not share a home",
            NotPublic
        ) with
        {
            Settings = new()
            {
                ShowWhen = [NotPublic],
                Columns = [new("Name"), new(Related)],
                Rules = [new(RuleKind.AtLeast, "2", "Enter at least two people who sign for the bank account")],
            },
        },
        Ask("policies", QuestionKind.Table, "Which policies do you have?", "Such as safeguarding, equality or data protection") with
        {
            Required = false,
            Settings = new() { Columns = [new("Policy"), new("Next review date", ColumnKind.Date)] },
        },
        Ask(
            "police",
            QuestionKind.YesNo,
            "Does anyone who runs your group work for the police or for us, or did they in the last three years?",
            "A link does not stop an application. It tells us who must not score it."
        ),
        Ask(
            "police-who",
            QuestionKind.LongText,
            "Who, and in what role?",
            "Name each person and what they did.",
            new ShowCondition("police", ConditionTest.Is, "Yes")
        )
    );

    private const string Related = "Related to";
    private static ShowCondition NotPublic => new("kind", ConditionTest.IsNot, "Council or public body");

    /// <summary>The questions to ask this kind of organisation, given its answers by code.</summary>
    public static IReadOnlyList<Question> Shown(string kind, IReadOnlyDictionary<string, string> answers) =>
        FormRules.Shown(Questions, question => answers.GetValueOrDefault(question.Code), code => code == "kind" ? kind : null);

    /// <summary>What is wrong with one answer. Fields name the question's own boxes.</summary>
    public static IReadOnlyList<Refusal> WhyWrong(Question question, string? answer)
    {
        if (AnswerRules.WhyWrong(question, answer, _ => null) is { Count: > 0 } refusals)
            return refusals;
        return question.Code switch
        {
            "committee" => WhyRelated(
                answer,
                2,
                3,
                "Three members of the committee must not be related to each other. Enter more people, or talk to us."
            ),
            "signatories" => WhyRelated(
                answer,
                1,
                2,
                "Two of those who sign must not be related to each other. Enter another person, or talk to us."
            ),
            _ => [],
        };
    }

    private static IReadOnlyList<Refusal> WhyRelated(string? answer, int column, int fewest, string sentence) =>
        AnswerRules.Rows(answer).Count(row => string.IsNullOrWhiteSpace(row.ElementAtOrDefault(column))) < fewest
            ? [new(sentence, Refusal.At(nameof(AnswerBox.Rows), 0, nameof(AnswerBox.Cells), 0))]
            : [];

    /// <summary>Every question whose answer is missing or not valid.</summary>
    public static IReadOnlyList<Question> Incomplete(string kind, IReadOnlyDictionary<string, string> answers) =>
        Shown(kind, answers).Where(question => WhyWrong(question, answers.GetValueOrDefault(question.Code)).Count > 0).ToList();

    private static Question Ask(string code, QuestionKind kind, string wording, string? hint = null, params ShowCondition[] conditions) =>
        new()
        {
            Id = Guid.Empty,
            Position = 0,
            Section = Part,
            Code = code,
            Kind = kind,
            Wording = wording,
            Hint = hint,
            WordLimit = 100,
            Required = true,
            Settings = new() { ShowWhen = conditions },
        };

    private static IReadOnlyList<Question> Numbered(params Question[] questions) =>
        questions.Select((question, i) => question with { Position = i + 1, Id = new Guid(i + 1, 0, 0, new byte[8]) }).ToList();
}
