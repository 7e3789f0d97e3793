namespace Commissioning.Domain.Awards;

public static class LetterKinds
{
    /// <summary>Letters that the applicant can accept.</summary>
    public static bool IsOffer(this LetterKind kind) => kind is LetterKind.Award or LetterKind.PartAward;

    /// <summary>Letters that announce a decision. The newest one sent applies.</summary>
    public static bool IsOutcome(this LetterKind kind) => kind <= LetterKind.Decline;

    public static string Name(this LetterKind kind) =>
        kind switch
        {
            LetterKind.Award => "Offer",
            LetterKind.PartAward => "Offer in part",
            LetterKind.Reserve => "Reserve list",
            LetterKind.Deferred => "Decision deferred",
            LetterKind.Decline => "Not funded",
            LetterKind.Review => "Review of a decision",
            LetterKind.Variation => "Change to a grant",
            LetterKind.Reminder => "Overdue return",
            _ => "Money to return",
        };
}
