using Commissioning.Domain.Funds;
using Commissioning.Domain.Organisations;

namespace Commissioning.Domain.Applications;

/// <summary>What every organisation states once: contacts, parent body, governing document, committee, signatories, policies and links with
/// the police (R20 to R23). The questions have the same kinds as a round's form. The office changes their words, and who is asked what, in
/// <see cref="ProfileSetting"/>. Default, not OPCC policy.</summary>
public static class OrganisationProfile
{
    private const string Part = "Your organisation";

    internal const string FirstContact = "contact",
        Signatories = "signatories";

    /// <summary>What a council or public body is not asked.</summary>
    private static readonly HashSet<string> NotFromPublicBodies =
    [
        "rules",
        "dissolution",
        "committee",
        Signatories,
        "related",
        "related-who",
    ];

    public static readonly IReadOnlyList<Question> Questions = Numbered(
        Ask(FirstContact, QuestionKind.Person, "Who should we write to?"),
        Ask(
            "second-contact",
            QuestionKind.Person,
            "Who else can we contact?",
            "Somebody else who knows the project, in case the first person is away"
        ),
        Ask("branch", QuestionKind.YesNo, "Is your group a branch of a larger body?"),
        Ask("parent", QuestionKind.ShortText, "What is the larger body called?", null, IsYes("branch")),
        Ask("rules", QuestionKind.YesNo, "Does your group have written rules, such as a constitution?"),
        Ask(
            "dissolution",
            QuestionKind.YesNo,
            "Do the rules say where the money goes if the group closes?",
            "It should go to a group with similar aims, not to its members.",
            IsYes("rules")
        ),
        Ask("policies", QuestionKind.Table, "Which policies do you have?", "Such as safeguarding, equality or data protection") with
        {
            Required = false,
            Settings = new() { Columns = [new("Policy"), new("Next review date")] },
        },
        Ask("committee", QuestionKind.Table, "Who is on the committee?", "At least three people") with
        {
            Settings = new()
            {
                Columns = [new("Name"), new("Role")],
                Rules = [new(RuleKind.AtLeast, "3", "Enter at least three people on the committee")],
            },
        },
        Ask(Signatories, QuestionKind.Table, "Who signs for the bank account?", "At least two people") with
        {
            Settings = new()
            {
                Columns = [new("Name")],
                Rules = [new(RuleKind.AtLeast, "2", "Enter at least two people who sign for the bank account")],
            },
        },
        Ask("related", QuestionKind.YesNo, "Are any of these people related, or living together?"),
        Ask("related-who", QuestionKind.Table, "Who is related, or lives together?", "Enter each pair once.", IsYes("related")) with
        {
            Settings = new() { ShowWhen = [IsYes("related")], Columns = [new("Name"), new("Related to, or lives with")] },
        },
        Ask(
            "police",
            QuestionKind.YesNo,
            "Does anyone who runs your group work for the police or for us, or did they in the last three years?",
            "A link does not stop an application. It tells us who must not score it."
        ),
        Ask("police-who", QuestionKind.Table, "Who, and in what role?", "Their role in the police or with us", IsYes("police")) with
        {
            Settings = new() { ShowWhen = [IsYes("police")], Columns = [new("Name"), new("Role")] },
        }
    );

    /// <summary>The pages on which they are asked, in order.</summary>
    public static readonly IReadOnlyList<ProfilePage> Pages =
    [
        new("contacts", "Contacts", ["contact", "second-contact"]),
        new("group", "Your group", ["branch", "parent", "rules", "dissolution", "policies"]),
        new("people", "Committee and bank account", ["committee", "signatories", "related", "related-who"]),
        new("police", "Links with the police", ["police", "police-who"]),
    ];

    /// <summary>What to do about a question without an answer.</summary>
    private static readonly Dictionary<string, string> Missing = new()
    {
        ["contact"] = "Enter the name of the person we should write to",
        ["second-contact"] = "Enter the name of a second person",
        ["branch"] = "Say whether your group is a branch of a larger body",
        ["parent"] = "Enter the name of the larger body",
        ["rules"] = "Say whether your group has written rules",
        ["dissolution"] = "Say whether the rules say where the money goes",
        ["committee"] = "Enter at least three people on the committee",
        ["signatories"] = "Enter at least two people who sign for the bank account",
        ["related"] = "Say whether any of these people are related, or living together",
        ["related-who"] = "Enter who is related, or lives together",
        ["police"] = "Say whether anyone works for the police or for us, or did in the last three years",
        ["police-who"] = "Enter who works for the police or for us, or did",
    };

    private static ShowCondition IsYes(string code) => new(code, ConditionTest.Is, "Yes");

    /// <summary>How a question is asked until the office sets something else.</summary>
    public static ProfileSetting SettingOf(Question question) =>
        new(
            question.Code,
            question.Wording,
            question.Hint,
            question.Required,
            NotFromPublicBodies.Contains(question.Code) ? [OrganisationKinds.CouncilCode] : []
        );

    /// <summary>How all are asked until the office sets something else. Default, not OPCC policy.</summary>
    public static IReadOnlyList<ProfileSetting> DefaultSettings => Questions.Select(SettingOf).ToList();

    /// <summary>What is wrong with one answer, given the others by code. Fields name the question's own boxes.</summary>
    public static IReadOnlyList<Refusal> WhyWrong(Question question, IReadOnlyDictionary<string, string> answers)
    {
        var answer = answers.GetValueOrDefault(question.Code);
        if (question.Required && string.IsNullOrWhiteSpace(answer))
            return [new(Missing.GetValueOrDefault(question.Code) ?? $"Answer this: {question.Wording}", AnswerRules.FirstField(question))];
        if (AnswerRules.WhyWrong(question, answer, _ => null) is { Count: > 0 } refusals)
            return refusals;
        return question.Code switch
        {
            "second-contact" => ContactRules.WhySamePerson(answers.GetValueOrDefault("contact"), answer),
            "related-who" => WhyTooFewApart(question, answers),
            _ => [],
        };
    }

    /// <summary>The people whom the organisation named as linked with the police or with us (R23).</summary>
    public static IReadOnlyList<string> Linked(IReadOnlyDictionary<string, string> answers) =>
        answers.GetValueOrDefault("police") == "Yes"
            ? Names(answers, "police-who").Where(name => !RelatedPeople.SaysNobody(name)).ToList()
            : [];

    /// <summary>The person of the answer to "contact" or "second-contact"; null when it has no e-mail address that could be written
    /// to.</summary>
    public static Addressee? Contact(string? answer)
    {
        var parts = AnswerRules.Parts(answer, AnswerRules.PersonParts.Count);
        return EmailAddress.Parse(parts[2]) is { } email ? new(parts[0].Trim(), email) : null;
    }

    private static IReadOnlyList<Refusal> WhyTooFewApart(Question question, IReadOnlyDictionary<string, string> answers)
    {
        var pairs = AnswerRules.Rows(answers.GetValueOrDefault(question.Code));
        var refusals = new List<Refusal>();
        void Unless(string code, int fewest, string who)
        {
            var names = Names(answers, code);
            if (names.Count >= fewest && RelatedPeople.CountApart(names, pairs) < fewest)
                refusals.Add(
                    new(
                        $"We need {(fewest == 3 ? "three" : "two")} people {who} who are not related and do not live together. If you can, add another person above. If not, save this and ring us: we can talk about it.",
                        AnswerRules.FirstField(question)
                    )
                );
        }

        Unless("committee", 3, "on the committee");
        Unless("signatories", 2, "who sign");
        return refusals;
    }

    private static List<string> Names(IReadOnlyDictionary<string, string> answers, string code) =>
        AnswerRules
            .Rows(answers.GetValueOrDefault(code))
            .Select(row => row.FirstOrDefault()?.Trim() ?? "")
            .Where(name => name.Length > 0)
            .ToList();

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
