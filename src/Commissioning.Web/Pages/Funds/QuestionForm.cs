using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Documents;
using Commissioning.Domain.Funds;
using Commissioning.Web.TagHelpers;

namespace Commissioning.Web.Pages.Funds;

/// <summary>A question as an officer types it.</summary>
public sealed class QuestionForm
{
    private const int SpareRows = 2;

    public QuestionKind Kind { get; set; }
    public string? Section { get; set; }
    public string? Code { get; set; }
    public string? Wording { get; set; }
    public string? Hint { get; set; }
    public string? Example { get; set; }
    public string? WordLimit { get; set; } = "200";
    public bool Required { get; set; } = true;
    public string? Criterion { get; set; }

    public bool Approximate { get; set; }
    public string[] SumOf { get; set; } = [];

    /// <summary>Such as ".pdf, .jpg"; empty: every kind that we accept.</summary>
    public string? Endings { get; set; }
    public string? MostMegabytes { get; set; }

    /// <summary>One per line.</summary>
    public string? Options { get; set; }
    public List<ColumnForm> Columns { get; set; } = [];
    public List<RuleForm> Rules { get; set; } = [];
    public List<ConditionForm> ShowWhen { get; set; } = [];
    public List<ConditionForm> RequireWhen { get; set; } = [];
    public string? Reason { get; set; }

    // Methods, not properties: the form is bound and validated property by property.
    public bool HasWordLimit() => Kind is QuestionKind.LongText or QuestionKind.ShortText;

    public bool CanBeApproximate() => Kind is QuestionKind.Number or QuestionKind.Date;

    public bool HasOptions() => Kind is QuestionKind.OneOf or QuestionKind.ManyOf;

    public bool HasRules() =>
        Kind
            is not (
                QuestionKind.YesNo
                or QuestionKind.OneOf
                or QuestionKind.Declaration
                or QuestionKind.Postcode
                or QuestionKind.Address
                or QuestionKind.Person
                or QuestionKind.File
            );

    /// <summary>A total is added up, so nobody answers it.</summary>
    public bool CanBeRequired() => Kind is not QuestionKind.Total;

    public string RuleValueHint() =>
        Kind switch
        {
            QuestionKind.Date => "As 2027-03-31",
            QuestionKind.ShortText => "A number of words, or a pattern such as [A-Z]{2}[0-9]{6}",
            _ => "A number",
        };

    public IReadOnlyList<Choice> RuleKinds()
    {
        var (least, most) = Kind switch
        {
            QuestionKind.Date => ("On or after", "On or before"),
            QuestionKind.Number or QuestionKind.Money or QuestionKind.Total => ("At least", "At most"),
            QuestionKind.ManyOf => ("At least this many choices", "At most this many choices"),
            QuestionKind.Table => ("At least this many rows", "At most this many rows"),
            _ => ("At least this many words", "At most this many words"),
        };
        return
        [
            new(nameof(RuleKind.AtLeast), least),
            new(nameof(RuleKind.AtMost), most),
            .. Kind is QuestionKind.ShortText ? new[] { new Choice(nameof(RuleKind.Matches), "Matches the pattern") } : [],
        ];
    }

    public static readonly IReadOnlyList<Choice> Tests =
    [
        new(nameof(ConditionTest.Is), "is"),
        new(nameof(ConditionTest.IsNot), "is not"),
        new(nameof(ConditionTest.Includes), "includes"),
        new(nameof(ConditionTest.IsAnswered), "is answered"),
        new(nameof(ConditionTest.MoreThan), "is more than"),
        new(nameof(ConditionTest.LessThan), "is less than"),
    ];
    public static readonly IReadOnlyList<Choice> ColumnKinds = Enum.GetNames<ColumnKind>().Select(name => new Choice(name, name)).ToList();

    public sealed class ColumnForm
    {
        public string? Name { get; set; }
        public ColumnKind Kind { get; set; }
    }

    public sealed class RuleForm
    {
        public RuleKind Kind { get; set; }
        public string? Value { get; set; }
        public string? Message { get; set; }
    }

    public sealed class ConditionForm
    {
        public string? Question { get; set; }
        public ConditionTest Test { get; set; }
        public bool Or { get; set; }
        public string? Value { get; set; }
    }

    public static QuestionForm From(Question question) =>
        new QuestionForm
        {
            Kind = question.Kind,
            Section = question.Section,
            Code = question.Code,
            Wording = question.Wording,
            Hint = question.Hint,
            Example = question.Settings.Example,
            WordLimit = question.WordLimit.ToString(CultureInfo.InvariantCulture),
            Required = question.Required,
            Criterion = question.Settings.Criterion,
            Approximate = question.Settings.Approximate,
            SumOf = [.. question.Settings.SumOf],
            Endings = string.Join(", ", question.Settings.Endings),
            MostMegabytes = question.Settings.MostMegabytes?.ToString(CultureInfo.InvariantCulture),
            Options = string.Join('\n', question.Settings.Options),
            Columns = question.Settings.Columns.Select(column => new ColumnForm { Name = column.Name, Kind = column.Kind }).ToList(),
            Rules = question
                .Settings.Rules.Select(rule => new RuleForm
                {
                    Kind = rule.Kind,
                    Value = rule.Value,
                    Message = rule.Message,
                })
                .ToList(),
            ShowWhen = question.Settings.ShowWhen.Select(From).ToList(),
            RequireWhen = question.Settings.RequireWhen.Select(From).ToList(),
        }.Complete();

    /// <summary>Adds a few empty rows to each list.</summary>
    public QuestionForm Complete()
    {
        while (Columns.Count < 8)
            Columns.Add(new());
        for (var i = 0; i < SpareRows; i++)
        {
            if (Rules.Count(rule => string.IsNullOrEmpty(rule.Message)) <= i)
                Rules.Add(new());
            if (ShowWhen.Count(condition => string.IsNullOrEmpty(condition.Question)) <= i)
                ShowWhen.Add(new());
            if (RequireWhen.Count(condition => string.IsNullOrEmpty(condition.Question)) <= i)
                RequireWhen.Add(new());
        }
        return this;
    }

    /// <param name="taken">Codes of the other questions, so that the generated one is unique.</param>
    public (Question Question, IReadOnlyList<Refusal> Wrong) Read(IReadOnlyCollection<string> taken)
    {
        List<Refusal> errors = [];
        var text = Kind is QuestionKind.LongText or QuestionKind.ShortText;
        var limit = int.TryParse(WordLimit, NumberStyles.None, CultureInfo.InvariantCulture, out var words) ? words : 0;
        if (string.IsNullOrWhiteSpace(Wording))
            errors.Add(new("Enter the question", nameof(Wording)));
        if (string.IsNullOrWhiteSpace(Section))
            errors.Add(new("Enter the section in which it is asked", nameof(Section)));
        if (text && limit is < 1 or > 5000)
            errors.Add(new("Enter a word limit from 1 to 5,000", nameof(WordLimit)));
        var endings = Kind == QuestionKind.File ? UploadRules.Endings(Endings) : [];
        if (endings.FirstOrDefault(ending => !UploadRules.ContentTypes.ContainsKey(ending)) is { } unknown)
            errors.Add(
                new(
                    $"{unknown} is not a kind of file that we accept. Choose from {string.Join(", ", UploadRules.ContentTypes.Keys)}",
                    nameof(Endings)
                )
            );
        var most =
            Kind == QuestionKind.File && int.TryParse(MostMegabytes?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var size)
                ? size
                : (int?)null;
        if (Kind == QuestionKind.File && !string.IsNullOrWhiteSpace(MostMegabytes) && most is not (>= 1 and <= UploadRules.MostMegabytes))
            errors.Add(new($"Enter a size from 1 to {UploadRules.MostMegabytes}", nameof(MostMegabytes)));
        var question = new Question
        {
            Id = Guid.Empty,
            Position = 0,
            Kind = Kind,
            Section = Section?.Trim() ?? "",
            Code = string.IsNullOrWhiteSpace(Code) ? NewCode(taken) : Code.Trim().ToLowerInvariant(),
            Wording = Wording?.Trim() ?? "",
            Hint = NullIfEmpty(Hint),
            WordLimit = text ? limit : 0,
            Required = Required && CanBeRequired(),
            Settings = new()
            {
                Example = NullIfEmpty(Example),
                Criterion = NullIfEmpty(Criterion),
                Approximate = Approximate && CanBeApproximate(),
                SumOf = Kind == QuestionKind.Total ? SumOf : [],
                Endings = endings,
                MostMegabytes = most,
                Options = Kind is QuestionKind.OneOf or QuestionKind.ManyOf
                    ? (Options ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    : [],
                Columns =
                    Kind == QuestionKind.Table
                        ? Columns
                            .Where(column => !string.IsNullOrWhiteSpace(column.Name))
                            .Select(column => new TableColumn(column.Name!.Trim(), column.Kind))
                            .ToList()
                        : [],
                Rules = Rules
                    .Where(rule => !string.IsNullOrWhiteSpace(rule.Value) || !string.IsNullOrWhiteSpace(rule.Message))
                    .Select(rule => new AnswerRule(rule.Kind, rule.Value?.Trim() ?? "", rule.Message?.Trim() ?? ""))
                    .ToList(),
                ShowWhen = Read(ShowWhen),
                RequireWhen = CanBeRequired() ? Read(RequireWhen) : [],
            },
        };
        return (question, errors);
    }

    private static ConditionForm From(ShowCondition condition) =>
        new()
        {
            Question = condition.Question,
            Test = condition.Test,
            Or = condition.Or,
            Value = condition.Value,
        };

    private static IReadOnlyList<ShowCondition> Read(List<ConditionForm> conditions) =>
        conditions
            .Where(condition => !string.IsNullOrWhiteSpace(condition.Question))
            .Select(condition => new ShowCondition(condition.Question!, condition.Test, condition.Value?.Trim() ?? "", condition.Or))
            .ToList();

    /// <summary>A code from the first words of the wording, such as "who-will-run".</summary>
    private string NewCode(IReadOnlyCollection<string> taken)
    {
        var words = string.Concat(
                (Wording ?? "").ToLowerInvariant().Select(letter => letter is >= 'a' and <= 'z' or >= '0' and <= '9' ? letter : ' ')
            )
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .SkipWhile(word => !char.IsLetter(word[0]))
            .Take(4)
            .ToList();
        var stem = words.Count == 0 ? "question" : string.Join('-', words);
        stem = stem[..Math.Min(35, stem.Length)].TrimEnd('-');
        var code = stem;
        for (var i = 2; taken.Contains(code) || FormRules.ProjectCodes.Contains(code); i++)
            code = $"{stem}-{i.ToString(CultureInfo.InvariantCulture)}";
        return code;
    }

    private static string? NullIfEmpty(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
}
