using Commissioning.Domain.Funds;

namespace Commissioning.Features.Funds;

/// <summary>A round's questions, criteria and other lists, each replaced as a whole while the round is a draft.</summary>
public sealed record RoundLists
{
    public required IReadOnlyList<(string Wording, string? Hint, string WhyNot)> Eligibility { get; init; }

    /// <summary>In order; ids and positions are assigned on writing.</summary>
    public required IReadOnlyList<Question> Questions { get; init; }
    public required IReadOnlyList<DocumentKind> Documents { get; init; }
    public IReadOnlyList<(string Name, string Guidance)> PassFailCriteria { get; init; } = [];
    public required IReadOnlyList<CriterionWithAnchors> Criteria { get; init; }
    public required IReadOnlyList<CheckTemplate> Checks { get; init; }
}
