namespace Commissioning.Domain.Applications;

/// <summary>Optional, kept apart from the application and hidden from assessors (public sector equality duty, Equality Act 2010
/// s.149).</summary>
public static class EqualityRules
{
    /// <summary>Counts from 1 to below this are not shown, so that no person can be identified.</summary>
    public const int Fewest = SmallNumbers.Fewest;

    /// <summary>The most questions, and the most choices of one.</summary>
    public const int Most = 20;

    private const int LongestWording = 200,
        LongestOption = 100;

    /// <summary>What is asked until the office sets something else. Default, not OPCC policy.</summary>
    public static readonly IReadOnlyList<EqualityQuestion> DefaultQuestions =
    [
        new(
            "age",
            "Which ages does the project mainly reach?",
            ["Under 12", "12 to 17", "18 to 25", "26 to 64", "65 and over", "All ages"]
        ),
        new("sex", "Is it mainly for women and girls, or for men and boys?", ["Women and girls", "Men and boys", "Everyone"]),
        new(
            "ethnicity",
            "Is it mainly for people of these ethnic groups?",
            [
                "Asian or Asian British",
                "Black, Black British, Caribbean or African",
                "Mixed or multiple ethnic groups",
                "White",
                "Another ethnic group",
                "Everyone",
            ]
        ),
        new("disability", "Is it mainly for disabled people?", ["Yes", "No"]),
        new("belief", "Is it mainly for people of a religion or belief?", ["Yes", "No"]),
        new("lgbt", "Is it mainly for lesbian, gay, bisexual or transgender people?", ["Yes", "No"]),
    ];

    /// <summary>Drops choices that were not offered.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Read(
        IReadOnlyDictionary<string, IReadOnlyList<string>> chosen,
        IReadOnlyList<EqualityQuestion> questions
    ) =>
        questions
            .Where(question => chosen.ContainsKey(question.Code))
            .ToDictionary(
                question => question.Code,
                question => (IReadOnlyList<string>)question.Options.Where(chosen[question.Code].Contains).ToList()
            );

    /// <summary>Everything to correct in a question, beside those that there are.</summary>
    public static IReadOnlyList<Refusal> WhyWrong(EqualityQuestion question, IReadOnlyList<EqualityQuestion> questions)
    {
        var refusals = new List<Refusal>();
        var others = questions.Where(other => other.Code != question.Code).ToList();
        if (NameRules.WhyNotAName(question.Wording, "the question", LongestWording, nameof(question.Wording)) is { } unnamed)
            refusals.Add(unnamed);
        else if (others.Any(other => string.Equals(other.Wording.Trim(), question.Wording.Trim(), StringComparison.OrdinalIgnoreCase)))
            refusals.Add(new("This question is in the list already", nameof(question.Wording)));
        if (question.Options.Count < 2)
            refusals.Add(new("Enter at least two choices, one a line", nameof(question.Options)));
        else if (question.Options.Count > Most)
            refusals.Add(new($"Enter {Most} choices at most", nameof(question.Options)));
        else if (
            question.Options.GroupBy(option => option, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is
            { } twice
        )
            refusals.Add(new($"{twice.Key} is there twice", nameof(question.Options)));
        else if (
            question
                .Options.Select(option => TextLimit.WhyTooLong(option, LongestOption, nameof(question.Options), "a choice"))
                .FirstOrDefault(one => one is not null) is
            { } tooLong
        )
            refusals.Add(tooLong);
        if (others.Count == questions.Count && questions.Count >= Most)
            refusals.Add(new($"There are {Most} questions already, which is the most", nameof(question.Wording)));
        return refusals;
    }

    /// <summary>Null when a question can be taken out: no round was published with it.</summary>
    public static Refusal? WhyCannotRemove(bool wasPublished) =>
        wasPublished
            ? new("A round was published with this question, so its answers may exist. Close it instead: new rounds do not ask it.")
            : null;

    /// <summary>How many answered, as it may be shown: a small number is hidden.</summary>
    public static string Shown(int answered) => Words(new(answered, SmallNumbers.IsFew(answered) ? HiddenNumber.Few : HiddenNumber.No));

    /// <summary>The counts of one question as they may be shown, small numbers hidden. Whoever reads how many answered could work out a
    /// small one from the others, so the next smallest is hidden with it, in the same words; where fewer than five answered, every count
    /// is.</summary>
    /// <param name="answered">Applicants who answered, with or without this question.</param>
    public static IReadOnlyList<string> Shown(IReadOnlyList<int> counts, int answered)
    {
        if (SmallNumbers.IsFew(answered))
            return counts.Select(_ => Words(new(0, HiddenNumber.Withheld))).ToList();
        // Some may have chosen several answers, and some none.
        var silent = Math.Max(0, answered - counts.Sum());
        return SmallNumbers
            .Protect([
                [.. counts.Select(count => (long)count), silent],
            ])
            .Tables[0]
            .Take(counts.Count)
            .Select(Words)
            .ToList();
    }

    private static string Words(PeopleShown number)
    {
        return Sentences.CapitalFirst(number.ToString());
    }
}
