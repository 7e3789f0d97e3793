using Commissioning.Domain.Audit;

namespace Commissioning.Domain.Organisations;

/// <summary>Who may change who acts for an organisation. The lead and the signatories answer for it, so nobody else removes one of them or
/// takes their place: a member who was invited a minute ago could otherwise take the organisation over.</summary>
public static class MemberRules
{
    public const string SomeoneMustStay = "Someone must stay. Ask a colleague to join before you leave.";

    /// <summary>Changes that can be made and undone again and again, with an e-mail to every member each time.</summary>
    public static readonly AuditAction[] Repeatable = [AuditAction.LeadNamed, AuditAction.SignatoryNamed, AuditAction.SignatoryRemoved];

    /// <summary>Null when this person may remove this member. Everybody may leave, but for the last member.</summary>
    /// <param name="byOffice">The person acts for the office.</param>
    public static Refusal? WhyCannotRemove(IReadOnlyList<OrganisationPerson> people, Guid person, Guid member, bool byOffice)
    {
        if (people.Count == 1)
            return new(SomeoneMustStay);
        if (byOffice || person == member)
            return null;
        var answering = people.Where(one => one.Answers).ToList();
        return answering.Count == 0 || answering.Any(one => one.PersonId == person)
            ? null
            : new($"Only {Names(answering)} can remove members. If that is not possible, ask us.");
    }

    /// <summary>Null when this person may say who sends the applications: the lead; without one a signatory; without either any
    /// member.</summary>
    public static Refusal? WhyCannotNameLead(IReadOnlyList<OrganisationPerson> people, Guid person)
    {
        if (people.Any(one => one.IsLead && one.PersonId != person))
            return new($"Only {Names(people.Where(one => one.IsLead))}, who sends the applications now, can name someone else");
        var signing = people.Where(one => one.MaySign).ToList();
        return people.Any(one => one.IsLead) || signing.Count == 0 || signing.Any(one => one.PersonId == person)
            ? null
            : new($"Only {Names(signing)} can say who sends the applications");
    }

    /// <summary>Null when this person may say who accepts grants: a signatory; without one the lead; without either any member.</summary>
    public static Refusal? WhyCannotNameSignatory(IReadOnlyList<OrganisationPerson> people, Guid person)
    {
        var naming = people.Where(one => one.MaySign).ToList() is { Count: > 0 } signing
            ? signing
            : people.Where(one => one.IsLead).ToList();
        return naming.Count == 0 || naming.Any(one => one.PersonId == person)
            ? null
            : new($"Only {Names(naming)} can say who accepts grants");
    }

    /// <summary>Who may sign for an organisation: the named signatories; without one the lead; without either every member.</summary>
    public static IReadOnlyList<OrganisationPerson> Signatories(IReadOnlyList<OrganisationPerson> people) =>
        people.Where(one => one.MaySign).ToList() is { Count: > 0 } named ? named
        : people.Where(one => one.IsLead).ToList() is { Count: > 0 } lead ? lead
        : people;

    /// <summary>How a contact who is not a member can see the grant online. Empty: the address is a member's, or there is nobody who could
    /// invite.</summary>
    public static string HowToGetAccess(IReadOnlyList<OrganisationPerson> people, string name, string email) =>
        people.Any(one => string.Equals(one.Email, email.Trim(), StringComparison.OrdinalIgnoreCase))
        || Signatories(people) is not [var first, ..]
            ? ""
            : HowToGetAccess(name.Trim(), first.DisplayName);

    internal static string HowToGetAccess(string name, string member) =>
        $"{name} cannot see the grant online yet. {member} can send an invitation, on the page of your organisation.";

    private static string Names(IEnumerable<OrganisationPerson> people) => string.Join(" or ", people.Select(one => one.DisplayName));
}
