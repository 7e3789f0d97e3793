namespace Commissioning.Domain.Awards;

/// <summary>Award: the whole of what was asked for; PartAward: less, which the applicant had said would do; Reserve: passed, without money, and on the reserve list.</summary>
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
