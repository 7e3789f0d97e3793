namespace Commissioning.Domain.Funds;

/// <summary>Everything a published round consists of. Frozen at publication.</summary>
public sealed record RoundSetup
{
    public required Round Round { get; init; }
    public RoundGuidance Guidance { get; init; } = new();
    public required IReadOnlyList<string> Priorities { get; init; }
    public required IReadOnlyList<string> Zones { get; init; }
    public required IReadOnlyList<EligibilityQuestion> Eligibility { get; init; }
    public required IReadOnlyList<Question> Questions { get; init; }
    public required IReadOnlyList<DocumentKind> Documents { get; init; }
    public IReadOnlyList<PassFailCriterion> PassFailCriteria { get; init; } = [];
    public required IReadOnlyList<Criterion> Criteria { get; init; }
    public required IReadOnlyList<Anchor> Anchors { get; init; }
    public required IReadOnlyList<RoundCheck> Checks { get; init; }
    public required IReadOnlyList<Guid> Panel { get; init; }
}
