namespace Commissioning.Domain.Publishing;

/// <summary>A grant as the 360Giving file has it. What the public may not read is not in it.</summary>
public sealed record GivingGrant
{
    /// <summary>The publisher's prefix and our reference.</summary>
    public required string Id { get; init; }
    public required string Title { get; init; }
    public required string Description { get; init; }
    public Money? AppliedFor { get; init; }
    public required Money Awarded { get; init; }

    /// <summary>Payments that reached the group so far.</summary>
    public required Money Disbursed { get; init; }

    /// <summary>Day of the decision.</summary>
    public required DateOnly AwardedOn { get; init; }
    public DateOnly? StartsOn { get; init; }
    public DateOnly? EndsOn { get; init; }

    /// <summary>Day on which the project ended. Null: the grant is not closed.</summary>
    public DateOnly? EndedOn { get; init; }
    public required string RecipientId { get; init; }
    public required string Recipient { get; init; }
    public string? CharityNumber { get; init; }
    public string? CompanyNumber { get; init; }
    public required IReadOnlyList<GivingLocation> Locations { get; init; }

    /// <summary>Priorities that the project serves, the main one first.</summary>
    public required IReadOnlyList<string> Priorities { get; init; }
    public required string Programme { get; init; }
    public required string Round { get; init; }

    /// <summary>The round was announced, so that any group could apply.</summary>
    public required bool FromOpenCall { get; init; }

    /// <summary>When a publisher last decided what the public reads of it (UTC).</summary>
    public required DateTime Modified { get; init; }

    /// <summary>Its own page; null: it has none.</summary>
    public string? Page { get; init; }

    /// <summary>The round's page.</summary>
    public required string RoundPage { get; init; }
}
