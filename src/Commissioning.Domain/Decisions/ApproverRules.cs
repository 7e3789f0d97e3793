namespace Commissioning.Domain.Decisions;

/// <summary>Who decides a round: everybody with the right to decide, or those whom the office named for it. Default, not OPCC
/// policy.</summary>
public static class ApproverRules
{
    /// <summary>Null when this person may decide.</summary>
    /// <param name="named">Names of those who were named, still have the right, did not make the recommendation and have no interest; none:
    /// everybody with the right decides, so that nobody is locked out.</param>
    /// <param name="isNamed">This person is one of them.</param>
    public static Refusal? WhyNotNamed(IReadOnlyCollection<string> named, bool isNamed) =>
        named.Count == 0 || isNamed
            ? null
            : new(
                $"This round is for {string.Join(" or ", named)} to decide. An officer who did not make the recommendation can name others."
            );

    /// <summary>Null when this person may name who decides. Nobody names themselves, and who made the recommendation does not choose who
    /// decides on it; anybody may give the round back to everybody with the right.</summary>
    /// <param name="added">Those who were not named before.</param>
    /// <param name="recommendedBy">Who made the recommendation that waits for a decision; null: none waits.</param>
    public static Refusal? WhyCannotName(
        IReadOnlyCollection<Guid> named,
        IReadOnlyCollection<Guid> added,
        Guid? recommendedBy,
        Guid person
    ) =>
        added.Contains(person) ? new("Someone else must name you", nameof(named))
        : named.Count > 0 && recommendedBy == person
            ? new Refusal("You made the recommendation, so someone else must name who decides on it", nameof(named))
        : null;
}
