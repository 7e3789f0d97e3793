using Commissioning.Domain.Messages;

namespace Commissioning.Domain.Organisations;

/// <summary>Who is told. Default, not OPCC policy.</summary>
public static class RecipientRules
{
    /// <summary>The contacts and the account that sent the application; for a decision or money also those who may sign for the
    /// organisation. Where that is nobody: those who may sign, and for an application on paper the officer who entered it, who posts what
    /// is sent. Each address once, and nobody who has left. Empty: nobody can be reached by e-mail.</summary>
    public static IReadOnlyList<Addressee> Of(RecipientFacts facts, Importance importance)
    {
        var signing = MemberRules.Signatories(facts.Members);
        var told = Reachable(
            facts,
            [
                facts.Contact,
                facts.SecondContact,
                .. Named(facts.Members.Where(one => one.PersonId == facts.Sender)),
                .. importance == Importance.Routine ? [] : Named(signing),
            ]
        );
        if (told.Count == 0)
            told = Reachable(facts, Named(signing));
        return told.Count > 0 || facts.Officer is null ? told : [facts.Officer];
    }

    /// <summary>Nobody of the organisation can be reached by e-mail: the officer who entered its application on paper prints and posts what
    /// is sent.</summary>
    public static bool IsToPost(RecipientFacts facts, IReadOnlyList<Addressee> told) =>
        told.Count == 0 || (told is [var one] && one == facts.Officer);

    /// <summary>Those who are told of a change of a person or an address: everybody who would have been told before it, and everybody who
    /// is told after it, so that whoever did not want the change hears of it. Each address once.</summary>
    public static IReadOnlyList<Addressee> OldAndNew(IEnumerable<Addressee> before, IEnumerable<Addressee> after) =>
        Once([.. before, .. after]);

    private static IReadOnlyList<Addressee> Reachable(RecipientFacts facts, IEnumerable<Addressee?> people)
    {
        // Who left and came back is a member again.
        var left = facts.Left.Except(facts.Members.Select(member => member.Email), StringComparer.OrdinalIgnoreCase);
        return Once(people.OfType<Addressee>().Where(person => !left.Contains(person.Email.Trim(), StringComparer.OrdinalIgnoreCase)));
    }

    private static IReadOnlyList<Addressee> Once(IEnumerable<Addressee> people) =>
        people
            .Select(person => (Name: person.Name.Trim(), Email: EmailAddress.Parse(person.Email)))
            .Where(person => person.Email is not null)
            .Select(person => new Addressee(person.Name, person.Email!))
            .DistinctBy(person => person.Email)
            .ToList();

    private static IEnumerable<Addressee> Named(IEnumerable<OrganisationPerson> people) =>
        people.Select(person => new Addressee(person.DisplayName, person.Email));
}
