namespace Commissioning.Domain.Awards;

/// <summary>Award: the full amount. PartAward: less, an amount the applicant had said would do. Reserve: passed, but not funded, and on the
/// reserve list.</summary>
public enum LetterKind
{
    Award,
    PartAward,
    Reserve,
    Decline,
    Variation,
    Reminder,
    Clawback,
}
