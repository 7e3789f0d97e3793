namespace Commissioning.Domain.Decisions;

/// <summary>Who decides a round: everybody with the right to decide, or those whom the office named for it. Default, not OPCC
/// policy.</summary>
public static class ApproverRules
{
    /// <summary>Null when this person may decide.</summary>
    /// <param name="named">Names of those who were named, still have the right, did not make the recommendation and have no
    /// interest, and whom somebody else than its maker named; none:
    /// everybody with the right decides, so that nobody is locked out.</param>
    /// <param name="isNamed">This person is one of them.</param>
    public static Refusal? WhyNotNamed(IReadOnlyCollection<string> named, bool isNamed) =>
        named.Count == 0 || isNamed
            ? null
            : new(
                $"This round is for {string.Join(" or ", named)} to decide. An officer who did not make the recommendation can name others."
            );

    /// <summary>Null when this person may name who decides. Nobody names themselves; who made the recommendation does not choose who
    /// decides
    /// on it; and who could decide afterwards does not give the round back to everybody with the right. Others may.</summary>
    /// <param name="before">Those who are named now.</param>
    /// <param name="named">Those who are to be named.</param>
    /// <param name="recommendedBy">Who made the recommendation, or made the one that was sent back; null: nobody has.</param>
    /// <param name="mayDecide">The person has the right to decide.</param>
    public static Refusal? WhyCannotName(
        IReadOnlyCollection<Guid> before,
        IReadOnlyCollection<Guid> named,
        Guid? recommendedBy,
        Guid person,
        bool mayDecide
    ) =>
        named.Contains(person) && !before.Contains(person) ? new("Someone else must name you", nameof(named))
        : recommendedBy == person && (named.Count > 0 || before.Count > 0)
            ? new Refusal("You made the recommendation, so someone else must name who decides on it", nameof(named))
        // Who made the recommendation never decides on it, so to name them alone is to name nobody.
        : mayDecide && before.Count > 0 && !before.Contains(person) && named.All(one => one == recommendedBy)
            ? new Refusal("You could decide the round then, so someone else must give it back to everybody with the right", nameof(named))
        : null;

    /// <summary>Null when the round is as the person saw it.</summary>
    /// <param name="version">Of the round as it is now.</param>
    /// <param name="names">Those who are named now.</param>
    public static Refusal? WhyChanged(int version, int shown, IReadOnlyCollection<string> names) =>
        version == shown
            ? null
            : new(
                $"Someone else changed this round after you opened this page. It now names {(names.Count == 0 ? "nobody" : string.Join(" and ", names))}. Save again to name those whom you chose."
            );

    /// <summary>Why the names do not hold, as a sentence: the person who made the recommendation gave them. Null: they hold, or none were
    /// given.</summary>
    /// <param name="recommender">Who made the recommendation.</param>
    /// <param name="namedByThem">They gave a name.</param>
    public static string? WhyDoNotHold(string? recommender, bool namedByThem) =>
        namedByThem
            ? $"{recommender} made the recommendation and gave these names, so they do not hold. Everybody with the right to decide may decide, until someone else names people."
            : null;
}
