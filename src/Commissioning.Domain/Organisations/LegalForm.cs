namespace Commissioning.Domain.Organisations;

/// <summary>What an organisation is in law, which decides who is bound by an agreement. The last two are no legal bodies of their
/// own.</summary>
public enum LegalForm
{
    CharitableIncorporatedOrganisation,
    Company,
    CommunityInterestCompany,
    RegisteredSociety,
    PublicBody,
    UnincorporatedAssociation,
    CharitableTrust,
}
