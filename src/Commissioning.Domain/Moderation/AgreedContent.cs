using System.Text.Json;
using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Moderation;

/// <summary>What a panel had agreed for an application when a sheet left the count. It stands as the draft of what is agreed
/// again.</summary>
public sealed record AgreedContent : IJsonText<AgreedContent>
{
    public required IReadOnlyList<AgreedScore> Scores { get; init; }
    public required IReadOnlyList<AgreedPassFail> PassFails { get; init; }

    /// <summary>Null: scores stood without a record of the meeting.</summary>
    public MeetingNote? Meeting { get; init; }
    public required IReadOnlyList<Guid> Members { get; init; }

    public sealed record AgreedScore
    {
        public required Guid CriterionId { get; init; }
        public required string Name { get; init; }
        public required long Numerator { get; init; }
        public required long Denominator { get; init; }
        public string? Reason { get; init; }
        public string? LetterReason { get; init; }
        public required Guid AgreedBy { get; init; }
        public required DateTime AgreedAt { get; init; }

        public Fraction Score() => new(Numerator, Denominator);

        /// <summary>The score as it is typed; null: it has no end in two decimals, so that it was a mean.</summary>
        public string? Typed() => Fraction.Parse(Score().ToString(2)) == Score() ? Score().ToString(2) : null;
    }

    public sealed record AgreedPassFail
    {
        public required Guid PassFailCriterionId { get; init; }
        public required bool Passed { get; init; }
        public string? Reason { get; init; }
        public required Guid AgreedBy { get; init; }
        public required DateTime AgreedAt { get; init; }
    }

    public sealed record MeetingNote
    {
        public required string Note { get; init; }
        public required string Present { get; init; }
        public string? FewReason { get; init; }
        public Guid? ReasonsReadBy { get; init; }
        public required int Version { get; init; }
    }

    public AgreedScore? ScoreOf(Guid criterion) => Scores.FirstOrDefault(score => score.CriterionId == criterion);

    public AgreedPassFail? PassFailOf(Guid passFail) => PassFails.FirstOrDefault(one => one.PassFailCriterionId == passFail);

    public string ToJson() => JsonSerializer.Serialize(this, QuestionSettings.Json);

    public static AgreedContent FromJson(string json) => JsonSerializer.Deserialize<AgreedContent>(json, QuestionSettings.Json)!;
}
