namespace Commissioning.Domain.Awards;

/// <summary>Award: the full amount. PartAward: less, an amount the applicant had said would do. Reserve: passed, but not funded, and on the
/// reserve list. Deferred: not decided yet. Review: what the review of a decision found.</summary>
public enum LetterKind
{
    Award,
    PartAward,
    Reserve,
    Deferred,
    Decline,
    Review,
    Variation,
    Reminder,
    Clawback,
}
