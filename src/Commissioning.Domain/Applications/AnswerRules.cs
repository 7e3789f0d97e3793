using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Applications;

/// <summary>Every answer is stored as text. Choices, and the parts of an address or a person, take one line each; a table is JSON rows.
/// Text that cannot be parsed yet is kept as typed.</summary>
public static partial class AnswerRules
{
    public static readonly IReadOnlyList<string> AddressParts = ["Address line 1", "Address line 2 (optional)", "Town or city", "Postcode"];
    public static readonly IReadOnlyList<string> PersonParts = ["Full name", "Role", "E-mail address", "Phone number"];
    public const int MostRows = 200;

    /// <summary>Characters of an answer, which is saved even when it is over its own limit.</summary>
    public const int Longest = 50_000;

    public static string OfParts(IEnumerable<string?> parts)
    {
        // A line break inside a part would be read as a new part.
        var lines = parts.Select(part => Lines().Replace(part ?? "", " ").Trim()).ToList();
        return lines.All(line => line.Length == 0) ? "" : string.Join('\n', lines);
    }

    public static IReadOnlyList<string> Parts(string? answer, int count)
    {
        var parts = (answer ?? "").Split('\n');
        return Enumerable.Range(0, count).Select(i => i < parts.Length ? parts[i] : "").ToList();
    }

    public static IReadOnlyList<string> Chosen(string? answer) => string.IsNullOrEmpty(answer) ? [] : answer.Split('\n');

    /// <summary>Leaves out empty rows.</summary>
    public static string OfRows(IEnumerable<IReadOnlyList<string?>> rows)
    {
        var filled = rows.Select(row => row.Select(cell => cell?.Trim() ?? "").ToList())
            .Where(row => row.Any(cell => cell.Length > 0))
            .ToList();
        return filled.Count == 0 ? "" : JsonSerializer.Serialize(filled);
    }

    public static IReadOnlyList<IReadOnlyList<string>> Rows(string? answer)
    {
        if (string.IsNullOrEmpty(answer))
            return [];
        try
        {
            return JsonSerializer.Deserialize<List<List<string>>>(answer) ?? [];
        }
        catch (JsonException)
        {
            return
            [
                [answer],
            ];
        } // The text was typed before the question became a table.
    }

    /// <summary>The answer as people read it. Read a table's rows with <see cref="Rows"/>.</summary>
    public static string Display(Question question, string? answer)
    {
        if (string.IsNullOrEmpty(answer))
            return "";
        return question.Kind switch
        {
            QuestionKind.Money => Money.Parse(answer)?.ToString() ?? answer,
            QuestionKind.Date => ReadDate(answer) is { } date ? LondonTime.Date(date) : answer.Replace('-', ' '),
            QuestionKind.Address or QuestionKind.Person => string.Join('\n', answer.Split('\n').Where(part => part.Length > 0)),
            QuestionKind.Table => string.Join('\n', Rows(answer).Select(row => string.Join("; ", row.Where(cell => cell.Length > 0)))),
            _ => answer,
        };
    }

    /// <param name="answers">Returns the answer to a question code, for conditions.</param>
    public static bool IsRequired(Question question, Func<string, string?> answers) =>
        question.Required || (question.Settings.RequireWhen.Count > 0 && FormRules.Hold(question.Settings.RequireWhen, answers));

    /// <summary>Null when the answer can be saved as it is, right or wrong.</summary>
    public static Refusal? WhyNotStorable(Question question, string answer)
    {
        // The file comes as one, and its name is stored with it.
        if (question.Kind == QuestionKind.File)
            return new("Choose a file", FirstField(question));
        if (question.Kind == QuestionKind.Table)
            return WhyTooManyRows(question, Rows(answer).Count) is { } rows
                ? rows with
                {
                    Sentence = rows.Sentence + " Nothing was saved.",
                }
                : null;
        return answer.Length > Longest ? new("This text is far too long to save. Cut it to a few pages.", FirstField(question)) : null;
    }

    private static Refusal? WhyTooManyRows(Question question, int rows) =>
        rows > MostRows
            ? new(
                $"Your table has {rows:N0} rows and the limit is {MostRows:N0}. Combine rows, or attach the table as a document.",
                FirstField(question)
            )
            : null;

    /// <summary>What must be corrected before the application can be sent. Field names the <see cref="AnswerBox"/> of the part.</summary>
    public static IReadOnlyList<Refusal> WhyWrong(Question question, string? answer, Func<string, string?> answers)
    {
        if (question.Kind == QuestionKind.Total)
            answer = answers(question.Code);
        if (string.IsNullOrWhiteSpace(answer))
            return IsRequired(question, answers) ? [new($"{WhatToDo(question.Kind)}: {question.Wording}", FirstField(question))] : [];
        var refusals = WhyKindIsWrong(question, answer);
        return refusals.Count > 0
            ? refusals
            : question
                .Settings.Rules.Where(rule => !IsMet(question, rule, answer))
                .Select(rule => new Refusal(rule.Message, FirstField(question)))
                .ToList();
    }

    private static string WhatToDo(QuestionKind kind) =>
        kind switch
        {
            QuestionKind.YesNo => "Choose yes or no",
            QuestionKind.OneOf => "Choose an answer",
            QuestionKind.ManyOf => "Choose at least one answer",
            QuestionKind.Declaration => "Confirm",
            QuestionKind.Date => "Enter a date",
            QuestionKind.Money => "Enter an amount",
            QuestionKind.Number => "Enter a number",
            QuestionKind.Postcode => "Enter a postcode",
            QuestionKind.Person => "Enter a name",
            QuestionKind.Address => "Enter an address",
            QuestionKind.Table => "Enter at least one row",
            QuestionKind.Total => "Enter the figures that are added up",
            QuestionKind.File => "Add a file",
            _ => "Write an answer",
        };

    /// <summary>How an answer is read that is not written plainly, such as "We read £2,400" for 2.4k; null when there is nothing to
    /// say.</summary>
    public static string? Understood(Question question, string? answer) =>
        question.Kind switch
        {
            QuestionKind.Money when Money.Parse(answer) is { } amount && answer!.Any(char.IsLetter) => $"We read {amount.ToShortString()}",
            QuestionKind.Number when FormRules.Number(answer) is null && About(question, answer) is { } about =>
                $"We read about {about:N0}",
            _ => null,
        };

    private static decimal? About(Question question, string? answer) =>
        FormRules.Number(answer) ?? (question.Settings.Approximate ? TypedNumber.About(answer) : null);

    /// <summary>Where the error summary links to: the first box of the question.</summary>
    public static string FirstField(Question question) =>
        question.Kind switch
        {
            QuestionKind.Address or QuestionKind.Person => Refusal.At(nameof(AnswerBox.Parts), 0),
            QuestionKind.Table => Refusal.At(nameof(AnswerBox.Rows), 0, nameof(AnswerBox.Cells), 0),
            QuestionKind.Date => nameof(AnswerBox.Date),
            QuestionKind.ManyOf => nameof(AnswerBox.Chosen),
            QuestionKind.Declaration => nameof(AnswerBox.Declared),
            QuestionKind.File => nameof(AnswerBox.File),
            _ => nameof(AnswerBox.Text),
        };

    private static IReadOnlyList<Refusal> WhyKindIsWrong(Question question, string answer)
    {
        IReadOnlyList<Refusal> Unless(bool right, string sentence) => right ? [] : [new(sentence, FirstField(question))];
        switch (question.Kind)
        {
            case QuestionKind.LongText or QuestionKind.ShortText:
                var words = WordCount.Of(answer);
                return Unless(
                    words <= question.WordLimit,
                    $"Your answer has {words:N0} words and the limit is {question.WordLimit:N0}. Cut {words - question.WordLimit:N0} before you send the application."
                );
            case QuestionKind.Total or QuestionKind.File:
                return [];
            case QuestionKind.Number:
                return Unless(
                    About(question, answer) is >= 0,
                    (TypedNumber.About(answer), question.Settings.Approximate) switch
                    {
                        ({ } meant, _) => $"Enter one number of 0 or more, such as 25. Did you mean {meant:N0}?",
                        (_, true) => "Enter a number of 0 or more, such as 25 or about 25",
                        _ => "Enter a number of 0 or more, such as 25",
                    }
                );
            case QuestionKind.Money:
                return Unless(
                    Money.Parse(answer) is not null,
                    Money.WhyNot(answer, "Enter the amount in figures, up to £999,999,999.99, such as 450 or 450.50")
                );
            case QuestionKind.Date:
                return Unless(ReadDate(answer) is not null, "Enter a real date, such as 27 3 2027");
            case QuestionKind.YesNo:
                return Unless(answer is "Yes" or "No", "Choose yes or no");
            case QuestionKind.OneOf:
                return Unless(question.Settings.Options.Contains(answer), "Choose one of the answers");
            case QuestionKind.ManyOf:
                return Unless(Chosen(answer).All(question.Settings.Options.Contains), "Choose from the answers that are offered");
            case QuestionKind.Postcode:
                return PostcodeRules.WhyNot(answer) is { } wrong ? Unless(false, wrong) : [];
            case QuestionKind.Address:
                return WhyAddressIsWrong(Parts(answer, AddressParts.Count));
            case QuestionKind.Person:
                return WhyPersonIsWrong(Parts(answer, PersonParts.Count));
            case QuestionKind.Table:
                return WhyTableIsWrong(question, Rows(answer));
            default:
                return Unless(answer == "Yes", $"Confirm: {question.Wording}");
        }
    }

    private static List<Refusal> WhyAddressIsWrong(IReadOnlyList<string> parts)
    {
        var refusals = new List<Refusal>();
        if (parts[0].Length == 0)
            refusals.Add(new("Enter the first line of the address", Refusal.At(nameof(AnswerBox.Parts), 0)));
        if (parts[2].Length == 0)
            refusals.Add(new("Enter the town or city", Refusal.At(nameof(AnswerBox.Parts), 2)));
        if (PostcodeRules.WhyNot(parts[3]) is { } noPostcode)
            refusals.Add(new(noPostcode, Refusal.At(nameof(AnswerBox.Parts), 3)));
        return refusals;
    }

    private static List<Refusal> WhyPersonIsWrong(IReadOnlyList<string> parts)
    {
        var refusals = new List<Refusal>();
        if (parts[0].Length == 0)
            refusals.Add(new("Enter the person's full name", Refusal.At(nameof(AnswerBox.Parts), 0)));
        if (parts[2].Length > 0 && EmailAddress.Parse(parts[2]) is null)
            refusals.Add(new("Enter the e-mail address in full, such as name@example.org", Refusal.At(nameof(AnswerBox.Parts), 2)));
        if (parts[2].Length == 0 && parts[3].Length == 0)
            refusals.Add(new("Enter an e-mail address or a phone number", Refusal.At(nameof(AnswerBox.Parts), 2)));
        if (parts[3].Length > 0 && parts[3].Count(char.IsDigit) < 10)
            refusals.Add(new("Enter the phone number in full, such as 0116 496 0000", Refusal.At(nameof(AnswerBox.Parts), 3)));
        return refusals;
    }

    private static IReadOnlyList<Refusal> WhyTableIsWrong(Question question, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        if (WhyTooManyRows(question, rows.Count) is { } tooMany)
            return [tooMany];
        var refusals = new List<Refusal>();
        foreach (var (row, r) in rows.Select((row, r) => (row, r)))
        foreach (var (column, c) in question.Settings.Columns.Select((column, c) => (column, c)))
            if (WhyCellIsWrong(column, row.ElementAtOrDefault(c) ?? "") is { } sentence)
                refusals.Add(
                    new($"{column.Name} in row {r + 1}: {sentence}", Refusal.At(nameof(AnswerBox.Rows), r, nameof(AnswerBox.Cells), c))
                );
        return refusals;
    }

    private static string? WhyCellIsWrong(TableColumn column, string cell)
    {
        if (cell.Length == 0)
            return null;
        return column.Kind switch
        {
            ColumnKind.Number => FormRules.Number(cell) is >= 0 ? null : "enter a number, such as 25",
            ColumnKind.Money => Money.Parse(cell) is not null ? null : Money.WhyNot(cell, "enter an amount, such as 450.50"),
            ColumnKind.Date => ReadTypedDate(cell) is not null ? null : "enter a date, such as 27/3/2027, or a month, such as June 2027",
            _ => cell.Length <= 1000 ? null : "shorten this to 1,000 characters",
        };
    }

    private static bool IsMet(Question question, AnswerRule rule, string answer)
    {
        if (rule.Kind == RuleKind.Matches)
            return FormRules.Pattern(rule.Value).IsMatch(answer.Trim());
        if (question.Kind == QuestionKind.Date)
        {
            var order = string.CompareOrdinal(answer, rule.Value);
            return rule.Kind == RuleKind.AtLeast ? order >= 0 : order <= 0;
        }
        var size = question.Kind switch
        {
            QuestionKind.Number => About(question, answer),
            QuestionKind.Total => FormRules.Number(answer),
            QuestionKind.Money => Money.Parse(answer)?.Pence / 100m,
            QuestionKind.ManyOf => Chosen(answer).Count,
            QuestionKind.Table => Rows(answer).Count,
            _ => WordCount.Of(answer),
        };
        return rule.Kind == RuleKind.AtLeast ? size >= FormRules.NumberMeant(rule.Value) : size <= FormRules.NumberMeant(rule.Value);
    }

    private static DateOnly? ReadDate(string typed) =>
        DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static DateOnly? ReadTypedDate(string typed) =>
        DateOnly.TryParseExact(
            typed,
            ["d/M/yyyy", "d-M-yyyy", "d.M.yyyy", "d M yyyy", "d MMMM yyyy", "d MMM yyyy", "yyyy-MM-dd", "MMMM yyyy", "MMM yyyy"],
            CultureInfo.GetCultureInfo("en-GB"),
            DateTimeStyles.None,
            out var date
        )
            ? date
            : null;

    [GeneratedRegex(@"[\r\n]+")]
    private static partial Regex Lines();
}
