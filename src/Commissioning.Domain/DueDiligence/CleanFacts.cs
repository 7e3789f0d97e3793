namespace Commissioning.Domain.DueDiligence;

/// <summary>What the portal itself looked at for one application, so that a check may pass without somebody opening it.</summary>
public sealed record CleanFacts
{
    /// <summary>The date in the UK.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>When the findings were last worked out (UTC). Null: never, or something that they rest on has changed since.</summary>
    public DateTime? FoundAt { get; init; }

    /// <summary>The date of the sanctions list in use. Null: none is loaded.</summary>
    public DateOnly? SanctionsListDate { get; init; }

    /// <summary>How many register numbers the applicant gave.</summary>
    public int Numbers { get; init; }

    /// <summary>What the registers showed of these numbers, the newest of each, with what follows from it.</summary>
    public IReadOnlyList<(RegisterFacts Facts, DateOnly SeenOn, FindingLevel Worst)> Entries { get; init; } = [];

    /// <summary>The last four digits of the confirmed account. Null: no account is confirmed.</summary>
    public string? ConfirmedAccount { get; init; }

    /// <summary>Confirmation of Payee for the confirmed account said that the name matches.</summary>
    public bool PayeeMatches { get; init; }

    /// <summary>Whom the project reaches. Null: nobody has recorded it.</summary>
    public SafeguardingReach? Reach { get; init; }
    public DateOnly? ReachSavedOn { get; init; }

    /// <summary>What is missing of the safeguarding evidence.</summary>
    public int SafeguardingGaps { get; init; }
}
