using Commissioning.Domain.Decisions;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Messages;
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

    /// <summary>How much it matters, and so who gets it: money and decisions also go to those who may sign.</summary>
    public static Importance Importance(this LetterKind kind) =>
        kind switch
        {
            LetterKind.Underspend or LetterKind.Recovery => Messages.Importance.Money,
            LetterKind.Reminder => Messages.Importance.Routine,
            _ => Messages.Importance.Decision,
        };

    /// <summary>The letter about an approved variation.</summary>
    public static LetterKind Of(VariationKind kind) =>
        kind switch
        {
            VariationKind.Recovery => LetterKind.Recovery,
            VariationKind.BreachNotice => LetterKind.BreachNotice,
            VariationKind.Suspension => LetterKind.Suspension,
            VariationKind.Resumption => LetterKind.Resumption,
            VariationKind.Termination => LetterKind.Termination,
            VariationKind.GiveUp => LetterKind.GivenUp,
            VariationKind.Contact => LetterKind.Contact,
            _ => LetterKind.Variation,
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
            LetterKind.Reminder => "Overdue returns",
            LetterKind.Underspend => "Money not spent",
            LetterKind.Recovery => "Money to pay back",
            LetterKind.BreachNotice => "Notice of breach",
            LetterKind.Suspension => "Payments suspended",
            LetterKind.Resumption => "Payments resumed",
            LetterKind.Termination => "End of a grant",
            LetterKind.GivenUp => "Grant given up",
            _ => "New contact",
        };
}
