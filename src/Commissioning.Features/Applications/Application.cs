using Commissioning.Domain;
using Commissioning.Domain.Applications;

namespace Commissioning.Features.Applications;

/// <summary>An application as the members of its organisation see it.</summary>
public sealed record Application
{
    public required Guid Id { get; init; }
    public required Guid RoundId { get; init; }
    public required Guid OrganisationId { get; init; }
    public required string Organisation { get; init; }
    public required ApplicationStatus Status { get; init; }
    public string? Reference { get; init; }
    public string? ProjectName { get; init; }
    public string? Summary { get; init; }
    public string? Priority { get; init; }
    public string? Zone { get; init; }
    public string? ZoneLinks { get; init; }
    public Money? AmountRequested { get; init; }
    public DateOnly? StartsOn { get; init; }
    public DateOnly? EndsOn { get; init; }
    public DateTime? SubmittedAt { get; init; }

    /// <summary>Until when it may be sent (UTC), where that is later than the round's closing.</summary>
    public DateTime? ClosesAt { get; init; }

    /// <summary>When the round closes (UTC).</summary>
    public DateTime RoundClosesAt { get; init; }

    /// <summary>When the round was withdrawn (UTC); null: it was not.</summary>
    public DateTime? RoundWithdrawnAt { get; init; }

    /// <summary>Until when this applicant may send it (UTC).</summary>
    public DateTime Closes => ClosesAt > RoundClosesAt ? ClosesAt.Value : RoundClosesAt;

    /// <summary>It began with the answers of an earlier application.</summary>
    public bool IsCopied { get; init; }
    public required int Version { get; init; }
    public required Channel Channel { get; init; }

    /// <summary>The current version of the round's form.</summary>
    public required int FormVersion { get; init; }
}
