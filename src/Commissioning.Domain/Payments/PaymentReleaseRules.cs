namespace Commissioning.Domain.Payments;

/// <summary>A payment run goes to the bank only when somebody has released it who neither requested nor approved any of its
/// payments.</summary>
public static class PaymentReleaseRules
{
    /// <summary>From so many people with the right on, somebody who took no part is always there. Default, not OPCC policy.</summary>
    public const int PeopleToSeparate = 3;

    private const string ByWhom = "the chief finance officer or, where there is none, another person who may approve payments";

    /// <summary>Null when this person may release the run.</summary>
    /// <param name="part">What they did to one of its payments, such as "approved P-2026-001-001"; null: nothing.</param>
    /// <param name="people">Who may approve payments, this person with them.</param>
    /// <param name="exceptedBy">Who recorded an exception for this run; null: nobody.</param>
    public static Refusal? WhyCannotRelease(Guid person, string? part, int people, Guid? exceptedBy)
    {
        if (part is null)
            return null;
        if (people >= PeopleToSeparate)
            return new(
                $"You {part}, so someone else must release this payment run. If everybody took part in one of its payments, remove some and make a second run."
            );
        if (exceptedBy is null)
            return new($"You {part}, so someone else must release this payment run. If nobody else can, {ByWhom} may record an exception.");
        return exceptedBy == person ? new("You recorded the exception, so someone else must release this payment run") : null;
    }

    /// <summary>Null when this person may record that somebody who took part releases the run.</summary>
    /// <param name="isChief">They are the chief finance officer.</param>
    /// <param name="anyChief">Somebody is.</param>
    public static Refusal? WhyCannotExcept(int people, bool isChief, bool anyChief, bool isExcepted, string? exceptReason)
    {
        if (people >= PeopleToSeparate)
            return new($"{people} people may approve payments, so someone who took no part in this run must release it");
        if (isExcepted)
            return new("This payment run already has an exception");
        if (anyChief && !isChief)
            return new("The chief finance officer must record this exception");
        return ReasonRules.WhyTooThin(exceptReason, nameof(exceptReason));
    }
}
