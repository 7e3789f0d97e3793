using System.Text.Json;
using System.Text.Json.Serialization;

namespace Commissioning.Domain.Funds;

/// <summary>Settings of a question beyond its wording. Stored, exported and imported as this JSON.</summary>
public sealed record QuestionSettings : IJsonText<QuestionSettings>
{
    /// <summary>A good answer in the office's words, shown on request.</summary>
    public string? Example { get; init; }

    /// <summary>The criterion whose scores are shown next to the question (R15).</summary>
    public string? Criterion { get; init; }

    /// <summary>"About 40" answers a number, and "June 2027" a date, which then is the first of the month.</summary>
    public bool Approximate { get; init; }
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>Codes of the earlier questions that a total adds up: numbers, amounts, and tables with columns of them.</summary>
    public IReadOnlyList<string> SumOf { get; init; } = [];
    public IReadOnlyList<TableColumn> Columns { get; init; } = [];

    /// <summary>Of a file: extensions such as .pdf; empty: every kind the portal accepts.</summary>
    public IReadOnlyList<string> Endings { get; init; } = [];
    public int? MostMegabytes { get; init; }
    public IReadOnlyList<AnswerRule> Rules { get; init; } = [];

    /// <summary>Shown only when all of these are true; empty: always.</summary>
    public IReadOnlyList<ShowCondition> ShowWhen { get; init; } = [];

    /// <summary>Makes an optional question required when all of these are true; empty: never.</summary>
    public IReadOnlyList<ShowCondition> RequireWhen { get; init; } = [];

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public static QuestionSettings FromJson(string json) => JsonSerializer.Deserialize<QuestionSettings>(json, Json)!;

    /// <summary>How settings and policies are written, in the database and in the file of a round.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(), new PoundsConverter() },
    };

    /// <summary>Amounts in pounds, such as "10000.00", because these texts are exported and edited by hand.</summary>
    private sealed class PoundsConverter : JsonConverter<Money>
    {
        public override Money Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            Money.Parse(reader.GetString()) ?? throw new JsonException("An amount such as \"10000.00\" is needed");

        public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToInput());
    }
}
