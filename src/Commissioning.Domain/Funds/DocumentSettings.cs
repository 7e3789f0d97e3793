using System.Text.Json;

namespace Commissioning.Domain.Funds;

public sealed record DocumentSettings : IJsonText<DocumentSettings>
{
    /// <summary>File extensions such as .pdf; empty: every kind the portal accepts.</summary>
    public IReadOnlyList<string> Endings { get; init; } = [];
    public int? MostMegabytes { get; init; }

    /// <summary>Required only when all of these are true (R18); empty: as Required says.</summary>
    public IReadOnlyList<ShowCondition> RequireWhen { get; init; } = [];

    /// <summary>Kinds of organisation that need not add it, whatever else is said here.</summary>
    public IReadOnlyList<string> NotNeededFrom { get; init; } = [];

    /// <summary>Whether the applicant may say until when it is good, such as a policy with a review date (R20).</summary>
    public bool AsksExpiry { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, QuestionSettings.Json);

    public static DocumentSettings FromJson(string json) => JsonSerializer.Deserialize<DocumentSettings>(json, QuestionSettings.Json)!;
}
