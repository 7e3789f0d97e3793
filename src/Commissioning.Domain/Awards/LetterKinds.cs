using Commissioning.Domain.Decisions;
using Commissioning.Domain.Moderation;

namespace Commissioning.Domain.Awards;

public static class LetterKinds
{
    /// <summary>Letters that the applicant can accept.</summary>
    public static bool IsOffer(this LetterKind kind) => kind is LetterKind.Award or LetterKind.PartAward;

    /// <summary>Letters that announce a decision. The newest one sent applies.</summary>
    public static bool IsOutcome(this LetterKind kind) => kind <= LetterKind.Decline;

    /// <summary>The letter that announces a decision.</summary>
    /// <param name="isPart">The grant is less than was asked for.</param>
    /// <param name="onReserve">The round has a reserve list, and places on it have not ended.</param>
    public static LetterKind Of(DecisionChoice choice, bool isPart, FitResult result, bool onReserve) =>
        choice switch
        {
            DecisionChoice.Defer => LetterKind.Deferred,
            DecisionChoice.Fund => isPart ? LetterKind.PartAward : LetterKind.Award,
            _ when onReserve && result is (FitResult.PotSpent or FitResult.OverLimit) => LetterKind.Reserve,
            _ => LetterKind.Decline,
        };

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
