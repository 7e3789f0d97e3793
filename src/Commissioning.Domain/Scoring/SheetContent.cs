using System.Text.Json;
using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Scoring;

/// <summary>What a submitted score sheet said, kept when a later version takes its place or a conflict of interest ends it.</summary>
public sealed record SheetContent(IReadOnlyList<Score> Scores, IReadOnlyList<PassFailAnswer> PassFailAnswers) : IJsonText<SheetContent>
{
    /// <summary>Null: none was given.</summary>
    public AssessorAdvice? Advice { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, QuestionSettings.Json);

    public static SheetContent FromJson(string json) => JsonSerializer.Deserialize<SheetContent>(json, QuestionSettings.Json)!;
}
