using Commissioning.Domain;
using Commissioning.Domain.Funds;

namespace Commissioning.Features.Funds;

/// <summary>A change of a published round, or of one applicant's time: who asked, why, and who answered.</summary>
public sealed record RoundAmendment
{
    public required Guid Id { get; init; }
    public required Guid RoundId { get; init; }
    public required AmendmentKind Kind { get; init; }
    public required string Reason { get; init; }

    /// <summary>The new closing time (UTC), or until when the one applicant may send.</summary>
    public DateTime? ClosesAt { get; init; }
    public DateTime? ScoringClosesAt { get; init; }
    public DateTime? ClosedAtBefore { get; init; }
    public DateTime? ScoringBefore { get; init; }
    public Guid? AssessorId { get; init; }
    public string? Assessor { get; init; }
    public Guid? ReplacesId { get; init; }
    public string? Replaces { get; init; }
    public Money? Amount { get; init; }
    public string? FundingSource { get; init; }
    public int? MostPriorities { get; init; }
    public Guid? ApplicationId { get; init; }

    /// <summary>The applicant's organisation, where it is about one application.</summary>
    public string? Applicant { get; init; }

    /// <summary>The application's reference; null: it is not sent yet.</summary>
    public string? Reference { get; init; }
    public required Guid RequestedBy { get; init; }
    public string? RequestedByName { get; init; }
    public required DateTime RequestedAt { get; init; }
    public bool? Approved { get; init; }
    public string? AnsweredByName { get; init; }
    public DateTime? AnsweredAt { get; init; }
    public string? Answer { get; init; }

    /// <summary>What it changes, in a sentence for staff.</summary>
    public string InWords =>
        Kind switch
        {
            AmendmentKind.LaterDates => string.Join(" ", PublicDates()),
            AmendmentKind.Assessor =>
                $"{Assessor} joins the panel{(Replaces is null ? "" : $" and takes over the work of {Replaces}")}.{ScoringWords()}",
            AmendmentKind.Pot => $"{Amount} from {FundingSource} is added to the pot.",
            AmendmentKind.Priorities => PrioritiesWords,
            AmendmentKind.Withdrawal => "The round is withdrawn.",
            AmendmentKind.LateApplication => $"{Applicant} may still send its application until {LondonTime.DateAndTime(ClosesAt!.Value)}.",
            _ => $"{Applicant} has until {LondonTime.DateAndTime(ClosesAt!.Value)}.",
        };

    /// <summary>What the public reads of it; null: nothing, because it is about one applicant. Nobody on a panel is named, and why an
    /// assessor left is nobody else's business.</summary>
    public string? InPublic =>
        Kind switch
        {
            AmendmentKind.LaterDates => $"{string.Join(" ", PublicDates())} {Reason}",
            AmendmentKind.Assessor =>
                $"{(ReplacesId is null ? "An assessor joined the panel" : "An assessor was replaced")}.{ScoringWords()}",
            AmendmentKind.Pot => $"{Amount} was added to the money in this round. {Reason}",
            AmendmentKind.Priorities => $"{PrioritiesWords} {Reason}",
            AmendmentKind.Withdrawal => $"We withdrew this round. {Reason}",
            _ => null,
        };

    private string PrioritiesWords => $"A project may serve up to {MostPriorities} of our priorities.";

    private IEnumerable<string> PublicDates()
    {
        if (ClosesAt is { } closes)
            yield return $"The round closes at {LondonTime.DateAndTime(closes)}{Instead(ClosedAtBefore)}.";
        if (ScoringClosesAt is { } scoring)
            yield return $"Scoring closes at {LondonTime.DateAndTime(scoring)}{Instead(ScoringBefore)}.";
    }

    private string ScoringWords() =>
        ScoringClosesAt is { } scoring ? $" Scoring closes at {LondonTime.DateAndTime(scoring)}{Instead(ScoringBefore)}." : "";

    private static string Instead(DateTime? before) => before is { } at ? $", not {LondonTime.DateAndTime(at)}" : "";
}
