using System.Text.Json;

namespace Commissioning.Domain.Publishing;

/// <summary>What a project's page said when it was published, kept as a version. A story, a quote or a photograph that is not in it is not
/// public, even if there is consent since.</summary>
public sealed record PublishedWords : IJsonText<PublishedWords>
{
    public string? Summary { get; init; }
    public string? Story { get; init; }
    public string? Quote { get; init; }

    /// <summary>The return that story and quote come from; null: there is none.</summary>
    public Guid? Return { get; init; }
    public IReadOnlyList<Outcome> Outcomes { get; init; } = [];
    public IReadOnlyList<Photo> Photos { get; init; } = [];

    /// <summary>What the person who published it said that they had read.</summary>
    public IReadOnlyList<string> Read { get; init; } = [];

    public sealed record Outcome(Guid Id, string Promised, string? Words, string? Verdict);

    public sealed record Photo(Guid Id, string? Caption);

    /// <summary>All words, each with the place where they stand.</summary>
    public IReadOnlyList<(string Place, string? Words)> Texts =>
        [
            ("What was achieved", Summary),
            .. Outcomes.Select((one, i) => ($"Outcome {i + 1}", one.Words)),
            (StoryPlace, Story),
            (QuotePlace, Quote),
            .. Photos.Select((one, i) => ($"Photograph {i + 1}", one.Caption)),
        ];

    /// <summary>What must be read point by point before these words are published.</summary>
    public IReadOnlyList<string> Findings =>
        Texts.SelectMany(text => PublicWords.Findings(text.Words).Select(found => $"{text.Place}: {found}")).ToList();

    /// <summary>What must not be published at all; null when there is nothing.</summary>
    public Refusal? WhyNot() =>
        Texts
            .Select(text => PublicWords.WhyNot(text.Words, "") is { } why ? new Refusal($"{text.Place}: {why.Sentence}") : null)
            .FirstOrDefault(why => why is not null);

    public const string StoryPlace = "The story";
    public const string QuotePlace = "The quote";

    public string ToJson() =>
        JsonSerializer.Serialize(
            new
            {
                Summary,
                Story,
                Quote,
                Return,
                Outcomes,
                Photos,
                Read,
            }
        );

    public static PublishedWords FromJson(string json) => JsonSerializer.Deserialize<PublishedWords>(json)!;
}
