using System.Text.Json;
using System.Text.Json.Serialization;

namespace Commissioning.Domain.Funds;

public enum QuestionKind
{
    LongText,
    ShortText,
    Number,
    Money,
    Date,
    YesNo,
    OneOf,
    ManyOf,
    Postcode,
    Address,
    Person,
    Table,
    Declaration,
}

public enum ConditionTest
{
    Is,
    IsNot,
    Includes,
    IsAnswered,
    MoreThan,
    LessThan,
}

/// <summary>Something about an earlier answer. Question is the earlier question's code, or "amount" or "priority" of the project itself.</summary>
public sealed record Condition(string Question, ConditionTest Test, string Value = "");

public enum RuleKind
{
    AtLeast,
    AtMost,
    Matches,
}

/// <summary>
/// A limit on an answer with the office's own sentence: on the figure of a number or an amount, the date, the words of a text, how many are
/// chosen, how many rows; or a pattern that the whole of a text must match.
/// </summary>
public sealed record AnswerRule(RuleKind Kind, string Value, string Message);

public enum ColumnKind
{
    Text,
    Number,
    Money,
    Date,
}

public sealed record TableColumn(string Name, ColumnKind Kind = ColumnKind.Text);

/// <summary>What a kind of question needs beyond its wording. Stored, exported and imported as this JSON.</summary>
public sealed record QuestionSettings : IJsonText<QuestionSettings>
{
    /// <summary>A good answer in the office's words, shown on request.</summary>
    public string? Example { get; init; }

    /// <summary>The criterion whose marks are shown beside the question (R15).</summary>
    public string? Criterion { get; init; }
    public IReadOnlyList<string> Options { get; init; } = [];
    public IReadOnlyList<TableColumn> Columns { get; init; } = [];
    public IReadOnlyList<AnswerRule> Rules { get; init; } = [];

    /// <summary>Shown only when all of these hold; empty: always.</summary>
    public IReadOnlyList<Condition> ShowWhen { get; init; } = [];

    /// <summary>An optional question that must be answered when all of these hold; empty: never.</summary>
    public IReadOnlyList<Condition> RequireWhen { get; init; } = [];

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public static QuestionSettings FromJson(string json) => JsonSerializer.Deserialize<QuestionSettings>(json, Json)!;

    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(), new PoundsConverter() },
    };

    /// <summary>Amounts as people write them, "10000.00", because these texts are exported and edited by hand.</summary>
    private sealed class PoundsConverter : JsonConverter<Money>
    {
        public override Money Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            Money.Parse(reader.GetString()) ?? throw new JsonException("An amount such as \"10000.00\" is needed");

        public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToInput());
    }
}

public sealed record Question
{
    public required Guid Id { get; init; }
    public required int Position { get; init; }
    public required string Section { get; init; }

    /// <summary>Names the answer in conditions, papers and exports; unique in its round.</summary>
    public required string Code { get; init; }
    public required string Wording { get; init; }
    public string? Hint { get; init; }

    /// <summary>Of a text; 0 for the other kinds.</summary>
    public required int WordLimit { get; init; }
    public required bool Required { get; init; }
    public QuestionKind Kind { get; init; } = QuestionKind.LongText;
    public QuestionSettings Settings { get; init; } = new();

    public bool IsText => Kind is QuestionKind.LongText or QuestionKind.ShortText;
}

/// <summary>When a document must be there (R19).</summary>
public enum DocumentStage
{
    WithApplication,
    OnOffer,
    BeforePayment,
}

public sealed record DocumentSettings : IJsonText<DocumentSettings>
{
    /// <summary>Endings such as .pdf; empty: every kind that the portal takes.</summary>
    public IReadOnlyList<string> Endings { get; init; } = [];
    public int? MostMegabytes { get; init; }

    /// <summary>Needed only when all of these hold (R18); empty: as Required says.</summary>
    public IReadOnlyList<Condition> RequireWhen { get; init; } = [];

    public string ToJson() => JsonSerializer.Serialize(this, QuestionSettings.Json);

    public static DocumentSettings FromJson(string json) => JsonSerializer.Deserialize<DocumentSettings>(json, QuestionSettings.Json)!;
}

public sealed record DocumentKind
{
    public required Guid Id { get; init; }
    public required int Position { get; init; }
    public required string Name { get; init; }
    public string? Hint { get; init; }
    public required bool Required { get; init; }
    public DocumentStage Stage { get; init; } = DocumentStage.WithApplication;
    public DocumentSettings Settings { get; init; } = new();
}
