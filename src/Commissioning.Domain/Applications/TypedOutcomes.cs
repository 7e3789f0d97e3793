using System.Text.Json;

namespace Commissioning.Domain.Applications;

/// <summary>The outcomes as they were typed. A draft keeps them while one is too long.</summary>
/// <param name="Rows">Without empty rows.</param>
public sealed record TypedOutcomes(IReadOnlyList<TypedOutcomes.Row> Rows) : IJsonText<TypedOutcomes>
{
    public const int MostRows = 12;

    private const int LongestText = 500,
        LongestValue = 200;

    public sealed record Row(string? Outcome, string? Measure, string? Baseline, string? Target);

    public static TypedOutcomes Of(IReadOnlyList<OutcomeMeasure> outcomes) =>
        new(outcomes.Select(row => new Row(row.Outcome, row.Measure, row.Baseline, row.Target)).ToList());

    /// <summary>What of it can be stored.</summary>
    public IReadOnlyList<OutcomeMeasure> Read() =>
        Rows.Take(MostRows)
            .Select(
                (row, i) =>
                    new OutcomeMeasure
                    {
                        Id = Guid.CreateVersion7(),
                        Position = i + 1,
                        Outcome = TextLimit.Cut(row.Outcome, LongestText),
                        Measure = TextLimit.Cut(row.Measure, LongestText),
                        Baseline = TextLimit.Cut(row.Baseline, LongestValue),
                        Target = TextLimit.Cut(row.Target, LongestValue),
                    }
            )
            .ToList();

    /// <summary>Why what was typed cannot be stored as it is; empty: all of it can.</summary>
    public IReadOnlyList<Refusal> WhyUnread() =>
        TextLimit.WhyTooLong(
            Rows.Take(MostRows)
                .SelectMany(
                    (row, i) =>
                        new (string?, int, string)[]
                        {
                            (row.Outcome, LongestText, Refusal.At(nameof(Section.Outcomes), i, nameof(row.Outcome))),
                            (row.Measure, LongestText, Refusal.At(nameof(Section.Outcomes), i, nameof(row.Measure))),
                            (row.Baseline, LongestValue, Refusal.At(nameof(Section.Outcomes), i, nameof(row.Baseline))),
                            (row.Target, LongestValue, Refusal.At(nameof(Section.Outcomes), i, nameof(row.Target))),
                        }
                )
        );

    public string ToJson() => JsonSerializer.Serialize(this);

    public static TypedOutcomes FromJson(string json) => JsonSerializer.Deserialize<TypedOutcomes>(json)!;
}
