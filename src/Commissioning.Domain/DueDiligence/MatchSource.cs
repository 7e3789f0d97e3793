using Commissioning.Domain.Organisations;

namespace Commissioning.Domain.DueDiligence;

/// <summary>The details by which an organisation is matched with others.</summary>
/// <param name="People">Committee members, signatories and contacts.</param>
public sealed record MatchSource(
    OrganisationDetails Details,
    IReadOnlyCollection<string> Emails,
    IReadOnlyCollection<string> Telephones,
    IReadOnlyCollection<string> People,
    IReadOnlyCollection<string> BankHashes
)
{
    /// <summary>Former and working names of the organisation from the registers.</summary>
    public IReadOnlyCollection<string> OtherNames { get; init; } = [];

    /// <summary>People whom the organisation named as linked with the police or with us.</summary>
    public IReadOnlyCollection<string> Linked { get; init; } = [];
}
