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

public enum LetterState
{
    Waiting,
    Made,
    Sent,
}

public static class LetterKinds
{
    /// <summary>What the applicant can accept.</summary>
    public static bool IsOffer(this LetterKind kind) => kind is LetterKind.Award or LetterKind.PartAward;

    /// <summary>What a decision came to; the newest one that was sent stands.</summary>
    public static bool IsOutcome(this LetterKind kind) => kind <= LetterKind.Decline;

    public static string Name(this LetterKind kind) =>
        kind switch
        {
            LetterKind.Award => "Offer",
            LetterKind.PartAward => "Offer of a part",
            LetterKind.Reserve => "Reserve list",
            LetterKind.Decline => "Not funded",
            LetterKind.Variation => "Change of a grant",
            LetterKind.Reminder => "Overdue return",
            _ => "Money to return",
        };
}
