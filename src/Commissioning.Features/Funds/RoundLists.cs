using Commissioning.Domain.Funds;

namespace Commissioning.Features.Funds;

/// <summary>What a round asks and scores, as lists that are replaced whole while the round is being built.</summary>
public sealed record RoundLists
{
    public required IReadOnlyList<(string Wording, string? Hint, string WhyNot)> Eligibility { get; init; }

    /// <summary>In order; their ids and positions are given when they are written.</summary>
    public required IReadOnlyList<Question> Questions { get; init; }
    public required IReadOnlyList<DocumentKind> Documents { get; init; }
    public IReadOnlyList<(string Name, string Guidance)> PassFailCriteria { get; init; } = [];
    public required IReadOnlyList<CriterionWithAnchors> Criteria { get; init; }
    public required IReadOnlyList<CheckTemplate> Checks { get; init; }
}
