using System.Text.Json;
using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Scoring;

/// <summary>The answers of a practice application that the office wrote, with its model scores.</summary>
public sealed record PracticeContent(IReadOnlyList<PracticePart> Parts, IReadOnlyList<ModelScore> Model) : IJsonText<PracticeContent>
{
    public string ToJson() => JsonSerializer.Serialize(this, QuestionSettings.Json);

    public static PracticeContent FromJson(string json) => JsonSerializer.Deserialize<PracticeContent>(json, QuestionSettings.Json)!;
}
