namespace Commissioning.Domain.Moderation;

/// <summary>An application as the line sees it. Percent is null when it has no complete score.</summary>
public sealed record RankedApplication
{
    public required Guid ApplicationId { get; init; }
    public required int Number { get; init; }
    public required Fraction? Percent { get; init; }
    public required Money Amount { get; init; }
    public required bool FailedCheck { get; init; }

    /// <summary>A pass/fail criterion that the panel agreed the application fails; null of none.</summary>
    public string? FailedPassFail { get; init; }
    public string Reference { get; init; } = "";

    /// <summary>Agreed scores, the criterion with most weight first.</summary>
    public IReadOnlyList<Fraction> ByWeight { get; init; } = [];
    public string Priority { get; init; } = "";
    public string Area { get; init; } = "";
    public IReadOnlyList<string> Zones { get; init; } = [];
    public Guid Organisation { get; init; }
    public string OrganisationName { get; init; } = "";

    /// <summary>An award within the twelve months before the round closes.</summary>
    public bool FundedLately { get; init; }
}
