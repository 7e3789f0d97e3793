namespace Commissioning.Domain.Moderation;

/// <summary>An application as the ranking uses it. Percent is null when its scores are incomplete.</summary>
public sealed record RankedApplication
{
    public required Guid ApplicationId { get; init; }
    public required int Number { get; init; }
    public required Fraction? Percent { get; init; }
    public required Money Amount { get; init; }
    public required bool FailedCheck { get; init; }

    /// <summary>The pass/fail criterion that the panel agreed it fails; null for none.</summary>
    public string? FailedPassFail { get; init; }
    public string Reference { get; init; } = "";

    /// <summary>Agreed scores, the criterion with the highest weight first.</summary>
    public IReadOnlyList<Fraction> ByWeight { get; init; } = [];
    public string Priority { get; init; } = "";
    public string Area { get; init; } = "";
    public IReadOnlyList<string> Zones { get; init; } = [];
    public Guid Organisation { get; init; }
    public string OrganisationName { get; init; } = "";

    /// <summary>True when it had an award within the twelve months before the round closes.</summary>
    public bool FundedLately { get; init; }
}
