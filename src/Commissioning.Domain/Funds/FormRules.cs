using System.Globalization;
using System.Text.RegularExpressions;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Documents;

namespace Commissioning.Domain.Funds;

/// <summary>Conditions may only refer to earlier questions that exist, so a form has no cycles and no dangling references.</summary>
public static partial class FormRules
{
    /// <summary>Codes of the project's own fields that conditions may use.</summary>
    public static readonly IReadOnlyList<string> ProjectCodes = ["amount", "priority", "zone"];

    public const int MostQuestions = 200;

    /// <summary>Everything that is wrong with the questions, each with the question's code as its field; empty when they can be
    /// published.</summary>
    public static IReadOnlyList<Refusal> WhyFormIsWrong(IReadOnlyList<Question> questions, IReadOnlyList<DocumentKind> documents)
    {
        var refusals = new List<Refusal>();
        if (questions.Count > MostQuestions)
            refusals.Add(new($"A form has at most {MostQuestions} questions"));
        foreach (var same in questions.GroupBy(question => question.Code).Where(group => group.Count() > 1))
            refusals.Add(new($"Two questions have the code {same.Key}", same.Key));
        // A section split in two would be one part of the task list and two parts of the paper.
        foreach (var (question, i) in questions.Select((question, i) => (question, i)))
        {
            if (i > 0 && questions[i - 1].Section != question.Section && questions.Take(i).Any(other => other.Section == question.Section))
                refusals.Add(new($"Move \"{question.Wording}\" to the other questions of the section {question.Section}", question.Code));
            refusals.AddRange(WhyQuestionIsWrong(question, questions.Take(i).ToList(), questions));
        }
        foreach (var document in documents)
            refusals.AddRange(
                document
                    .Settings.RequireWhen.Select(condition =>
                        WhyConditionIsWrong(condition, $"The document {document.Name}", questions, questions)
                    )
                    .OfType<string>()
                    .Select(sentence => new Refusal(sentence))
            );
        return refusals;
    }

    public static IReadOnlyList<Refusal> WhyQuestionIsWrong(Question question, IReadOnlyList<Question> earlier, IReadOnlyList<Question> all)
    {
        var refusals = new List<Refusal>();
        void Unless(bool right, string sentence)
        {
            if (!right)
                refusals.Add(new(sentence, question.Code));
        }

        var name = $"\"{question.Wording}\"";
        Unless(question.Wording.Length is > 0 and <= 500, "Enter a question of up to 500 characters");
        Unless(question.Section.Length is > 0 and <= 100, $"Enter a section for {name}");
        Unless(
            CodePattern().IsMatch(question.Code) && !ProjectCodes.Contains(question.Code),
            $"The code of {name} is letters, digits and hyphens, begins with a letter, and is not {string.Join(", ", ProjectCodes)}"
        );
        Unless(!question.IsText || question.WordLimit is >= 1 and <= 5000, $"Enter a word limit from 1 to 5,000 for {name}");
        Unless(
            question.Kind is not (QuestionKind.OneOf or QuestionKind.ManyOf)
                || question.Settings.Options is { Count: >= 2 and <= 60 } options && options.Distinct().Count() == options.Count,
            $"Give {name} from 2 to 60 different choices"
        );
        Unless(
            question.Settings.Options.All(option => option.Length is > 0 and <= 200 && !option.Contains('\n')),
            $"A choice of {name} is longer than 200 characters"
        );
        Unless(
            question.Kind != QuestionKind.Table
                || question.Settings.Columns is { Count: >= 1 and <= 8 } columns
                    && columns.Select(column => column.Name).Distinct().Count() == columns.Count,
            $"Give {name} from 1 to 8 columns with different names"
        );
        Unless(
            question.Kind != QuestionKind.Total
                || question.Settings.SumOf is { Count: >= 1 and <= 20 } codes
                    && codes.All(code => earlier.FirstOrDefault(part => part.Code == code) is { } part && FormTotals.CanSum(part)),
            $"Choose the numbers, amounts or tables before {name} that it adds up"
        );
        Unless(
            question.Kind != QuestionKind.Total || !FormTotals.IsMixed(question, earlier),
            $"{name} would add up numbers and amounts of money together. Choose only numbers, or only amounts."
        );
        Unless(
            question.Settings.Endings.All(UploadRules.ContentTypes.ContainsKey),
            $"Choose the kinds of file of {name} from {string.Join(", ", UploadRules.ContentTypes.Keys)}"
        );
        Unless(
            question.Settings.MostMegabytes is null or (>= 1 and <= UploadRules.MostMegabytes),
            $"Enter a size from 1 to {UploadRules.MostMegabytes} MB for {name}"
        );
        foreach (var rule in question.Settings.Rules)
            if (WhyRuleIsWrong(question, rule) is { } wrong)
                refusals.Add(new(wrong, question.Code));
        foreach (var condition in question.Settings.ShowWhen.Concat(question.Settings.RequireWhen))
            if (WhyConditionIsWrong(condition, name, earlier, all) is { } wrong)
                refusals.Add(new(wrong, question.Code));
        return refusals;
    }

    private static string? WhyRuleIsWrong(Question question, AnswerRule rule)
    {
        if (rule.Message.Length is 0 or > 300)
            return $"Say in up to 300 characters what the applicant is told when a rule of \"{question.Wording}\" is not met";
        if (rule.Kind == RuleKind.Matches)
        {
            try
            {
                Pattern(rule.Value);
                return null;
            }
            catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
            {
                return $"The pattern {rule.Value} of \"{question.Wording}\" cannot be read";
            }
        }
        if (question.Kind == QuestionKind.Date)
            return DateOnly.TryParseExact(rule.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
                ? null
                : $"Write the date of a rule of \"{question.Wording}\" as 2027-03-31";
        return NumberMeant(rule.Value) is null ? $"The limit {rule.Value} of \"{question.Wording}\" is not a number" : null;
    }

    private static string? WhyConditionIsWrong(
        ShowCondition condition,
        string name,
        IReadOnlyList<Question> earlier,
        IReadOnlyList<Question> all
    )
    {
        if (ProjectCodes.Contains(condition.Question))
            return null;
        if (earlier.FirstOrDefault(question => question.Code == condition.Question) is { } found)
        {
            if (
                found.Settings.Options.Count > 0
                && condition.Test is ConditionTest.Is or ConditionTest.IsNot or ConditionTest.Includes
                && found.Kind is QuestionKind.OneOf or QuestionKind.ManyOf
                && !found.Settings.Options.Contains(condition.Value)
            )
                return $"{name} depends on \"{condition.Value}\", which is no longer a choice of \"{found.Wording}\"";
            return condition.Test is ConditionTest.MoreThan or ConditionTest.LessThan && NumberMeant(condition.Value) is null
                ? $"{name} depends on a number, and \"{condition.Value}\" is not a number"
                : null;
        }
        return all.Any(question => question.Code == condition.Question)
            ? $"{name} depends on {condition.Question}, which is not asked before it. Move it, or change what it depends on."
            : $"{name} depends on {condition.Question}, which is not in the form. Change what it depends on, or remove the condition.";
    }

    /// <summary>A sentence for each part of a question that differs, for the applicants who are told of a correction.</summary>
    public static IReadOnlyList<string> WhatChanged(Question old, Question now)
    {
        var changes = new List<string>();
        if (old.Wording != now.Wording)
            changes.Add($"The question \"{old.Wording}\" is now \"{now.Wording}\".");
        void Compare(string what, string? before, string? after)
        {
            if ((before ?? "") != (after ?? ""))
                changes.Add(
                    string.IsNullOrEmpty(after)
                        ? $"{what} of \"{now.Wording}\" was removed."
                        : $"{what} of \"{now.Wording}\" is now: {after}"
                );
        }
        Compare("The guidance", old.Hint, now.Hint);
        Compare("The example", old.Settings.Example, now.Settings.Example);
        Compare(
            "The word limit",
            old.IsText ? old.WordLimit.ToString(CultureInfo.InvariantCulture) : null,
            now.IsText ? now.WordLimit.ToString(CultureInfo.InvariantCulture) : null
        );
        Compare("The choice", string.Join(", ", old.Settings.Options), string.Join(", ", now.Settings.Options));
        Compare("The kinds of file", string.Join(", ", old.Settings.Endings), string.Join(", ", now.Settings.Endings));
        Compare("The largest file", Megabytes(old), Megabytes(now));
        Compare(
            "What we check",
            string.Join(" ", old.Settings.Rules.Select(rule => rule.Message)),
            string.Join(" ", now.Settings.Rules.Select(rule => rule.Message))
        );
        if (old.Required != now.Required)
            changes.Add($"\"{now.Wording}\" {(now.Required ? "must now be answered" : "may now be left out")}.");
        return changes;
    }

    /// <summary>Whether the answer to a code is an amount of money.</summary>
    internal static bool IsMoney(string code, IReadOnlyList<Question> questions) =>
        code == "amount"
        || questions.Any(question =>
            question.Code == code
            && (question.Kind == QuestionKind.Money || (question.Kind == QuestionKind.Total && FormTotals.IsMoney(question, questions)))
        );

    private static string? Megabytes(Question question) =>
        question.Settings.MostMegabytes is { } most ? string.Create(CultureInfo.InvariantCulture, $"{most} MB") : null;

    /// <summary>The questions to ask an applicant with these answers, in form order. A question that is not asked counts as not
    /// answered.</summary>
    public static IReadOnlyList<Question> Shown(
        IReadOnlyList<Question> questions,
        Func<Question, string?> answer,
        Func<string, string?> project
    )
    {
        var shown = new List<Question>();
        var known = new Dictionary<string, string?>();
        foreach (var question in questions)
        {
            if (!Hold(question.Settings.ShowWhen, code => known.TryGetValue(code, out var given) ? given : project(code)))
                continue;
            known[question.Code] =
                question.Kind == QuestionKind.Total
                    ? FormTotals.Of(question, shown, code => known.GetValueOrDefault(code))
                    : answer(question);
            shown.Add(question);
        }
        return shown;
    }

    /// <summary>True when all of these conditions are true, or there are none. Of those joined by "or", one is enough.</summary>
    /// <param name="answer">Returns the answer to a code; null when there is none.</param>
    public static bool Hold(IReadOnlyList<ShowCondition> conditions, Func<string, string?> answer) =>
        Alternatives(conditions).All(group => group.Any(condition => Holds(condition, answer(condition.Question))));

    /// <summary>The conditions in groups of which one must be true each.</summary>
    internal static IReadOnlyList<IReadOnlyList<ShowCondition>> Alternatives(IReadOnlyList<ShowCondition> conditions)
    {
        var groups = new List<List<ShowCondition>>();
        foreach (var condition in conditions)
            if (condition.Or && groups.Count > 0)
                groups[^1].Add(condition);
            else
                groups.Add([condition]);
        return groups;
    }

    private static bool Holds(ShowCondition condition, string? answer)
    {
        if (string.IsNullOrWhiteSpace(answer))
            return condition.Test == ConditionTest.IsNot;
        return condition.Test switch
        {
            ConditionTest.Is => Is(condition, answer),
            ConditionTest.IsNot => !Is(condition, answer),
            ConditionTest.Includes => Includes(condition, answer),
            ConditionTest.IsAnswered => true,
            ConditionTest.MoreThan => NumberMeant(answer) is { } more && more > NumberMeant(condition.Value),
            _ => NumberMeant(answer) is { } less && less < NumberMeant(condition.Value),
        };
    }

    // A project serves each of its priorities, so it "is" for any of them.
    private static bool Is(ShowCondition condition, string answer) =>
        condition.Question == "priority"
            ? Includes(condition, answer)
            : string.Equals(answer.Trim(), condition.Value, StringComparison.OrdinalIgnoreCase);

    private static bool Includes(ShowCondition condition, string answer) =>
        answer.Split('\n').Contains(condition.Value, StringComparer.OrdinalIgnoreCase);

    /// <summary>As <see cref="Number"/>, and the number meant by "about 40" or the amount by "10k".</summary>
    internal static decimal? NumberMeant(string? typed) => Number(typed) ?? TypedNumber.About(typed) ?? Money.Parse(typed)?.Pence / 100m;

    /// <summary>Parses a typed number or amount; null when there is none or it exceeds ten thousand million.</summary>
    public static decimal? Number(string? typed) =>
        typed is not null
        && decimal.TryParse(
            TypedNumber.WithoutGroups(typed.Replace("£", "", StringComparison.Ordinal).Trim()),
            NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out var value
        )
        && Math.Abs(value) <= 10_000_000_000
            ? value
            : null;

    /// <summary>Non-backtracking, so that no officer's pattern can hang on an applicant's text.</summary>
    public static Regex Pattern(string pattern) =>
        new($"^(?:{pattern})$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    [GeneratedRegex("^[a-z][a-z0-9-]{0,39}$")]
    private static partial Regex CodePattern();
}
