namespace Commissioning.Domain.Organisations;

/// <summary>Everybody who could be told of something about an organisation, or about one of its applications.</summary>
/// <param name="Contact">The first contact. For a grant the one that a variation named; for an application on paper its own. Null: no
/// e-mail address was given.</param>
/// <param name="SecondContact">Null: no e-mail address was given.</param>
/// <param name="Members">The members now.</param>
/// <param name="Left">Addresses of people who were members and left.</param>
public sealed record RecipientFacts(
    Addressee? Contact,
    Addressee? SecondContact,
    IReadOnlyList<OrganisationPerson> Members,
    IReadOnlyCollection<string> Left
)
{
    /// <summary>The account that sent the application, or began it. Null: it is about the organisation.</summary>
    public Guid? Sender { get; init; }

    /// <summary>The officer who entered an application on paper. Null: it came online.</summary>
    public Addressee? Officer { get; init; }
}
