namespace Commissioning.Domain.Awards;

/// <summary>Award: the full amount. PartAward: less, an amount the applicant had said would do. Reserve: passed, but not funded, and on the
/// reserve list. Deferred: not decided yet. Review: what the review of a decision found. Underspend: money that was
/// not spent comes back. Recovery: money comes back after a breach. Suspension and Resumption: of payments.</summary>
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
    Underspend,
    Recovery,
    BreachNotice,
    Suspension,
    Resumption,
    Termination,
    GivenUp,
    Contact,
}
