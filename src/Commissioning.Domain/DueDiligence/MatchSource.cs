using Commissioning.Domain.Organisations;

namespace Commissioning.Domain.DueDiligence;

/// <summary>What an organisation is known by, for looking it up.</summary>
/// <param name="People">Committee members, signatories and contacts.</param>
public sealed record MatchSource(
    OrganisationDetails Details,
    IReadOnlyCollection<string> Emails,
    IReadOnlyCollection<string> Telephones,
    IReadOnlyCollection<string> People,
    IReadOnlyCollection<string> BankHashes
);
