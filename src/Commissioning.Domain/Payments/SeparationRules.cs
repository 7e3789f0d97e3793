namespace Commissioning.Domain.Payments;

/// <summary>Choosing what is funded and paying it are apart (R94): nobody who scored or recommended an application approves its payment or
/// releases it to the bank.</summary>
public static class SeparationRules
{
    /// <summary>Null when this person may approve or release the payment.</summary>
    /// <param name="reference">The application's reference, for the sentence.</param>
    /// <param name="isExcepted">The chief finance officer has recorded an exception for this person and application.</param>
    public static Refusal? WhyNotSeparate(string reference, bool scored, bool recommended, bool isExcepted) =>
        isExcepted || (!scored && !recommended)
            ? null
            : new(
                $"You {(scored ? "scored" : "recommended")} {reference}, so someone else must approve and release its payments. If nobody else can, the chief finance officer may record an exception."
            );

    /// <summary>Null when the chief finance officer may record the exception.</summary>
    public static Refusal? WhyCannotExcept(Guid actor, Guid person, string? exceptReason) =>
        actor == person ? new("You cannot make an exception for yourself")
        : exceptReason?.Trim() is { Length: > 0 and <= 1000 } ? null
        : new("Say why nobody else can do it, in up to 1,000 characters", nameof(exceptReason));
}
