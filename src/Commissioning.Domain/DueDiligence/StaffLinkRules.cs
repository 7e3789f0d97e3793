namespace Commissioning.Domain.DueDiligence;

/// <summary>Whether a person of the office may be linked with an applicant (R23, R34). Nothing follows from it by itself: they are
/// asked.</summary>
public static class StaffLinkRules
{
    /// <param name="name">The person of the office.</param>
    /// <returns>Whom of the applicant's people they may be, or know; null when the records show none.</returns>
    public static StaffLink? Find(string name, string email, MatchSource source)
    {
        if (source.Linked.FirstOrDefault(IsLike) is { } named)
            return new(named, IsNamed: true);
        if (source.Emails.Any(one => string.Equals(one.Trim(), email, StringComparison.OrdinalIgnoreCase)))
            return new(email, IsNamed: false);
        return source.People.FirstOrDefault(IsLike) is { } person ? new(person, IsNamed: false) : null;

        bool IsLike(string other) => NameMatch.People(other, name) >= NameMatch.PersonThreshold;
    }
}
