namespace Commissioning.Domain.Organisations;

/// <summary>Who is bound by an agreement with an organisation: a body with a legal personality itself; a group without one through the
/// person who accepts for it (the common law on unincorporated associations and trusts).</summary>
public static class LegalFormRules
{
    private const int LongestNumber = 20;

    public static string Name(LegalForm form) =>
        form switch
        {
            LegalForm.CharitableIncorporatedOrganisation => "Charitable incorporated organisation (CIO)",
            LegalForm.Company => "Company, with or without a charity number",
            LegalForm.CommunityInterestCompany => "Community interest company",
            LegalForm.RegisteredSociety => "Registered society, such as a co-operative",
            LegalForm.PublicBody => "Council, school or other public body",
            LegalForm.UnincorporatedAssociation => "Group or club that is not registered as a company, society or CIO",
            _ => "Charitable trust",
        };

    public static bool IsBodyOfItsOwn(LegalForm form) => form is not (LegalForm.UnincorporatedAssociation or LegalForm.CharitableTrust);

    /// <summary>The form that follows from the kind of organisation alone; null when it does not, as for a charity.</summary>
    public static LegalForm? Of(OrganisationKind? kind) =>
        kind?.Code switch
        {
            OrganisationKinds.CommunityInterestCode => LegalForm.CommunityInterestCompany,
            OrganisationKinds.CompanyCode => LegalForm.Company,
            OrganisationKinds.CouncilCode => LegalForm.PublicBody,
            OrganisationKinds.GroupCode => LegalForm.UnincorporatedAssociation,
            _ => null,
        };

    /// <summary>The number under which an organisation of this form is registered; null: it has none, or has not given it.</summary>
    public static string? NumberOf(LegalForm form, string? charityNumber, string? companyNumber) =>
        form switch
        {
            LegalForm.Company or LegalForm.CommunityInterestCompany => companyNumber,
            LegalForm.CharitableIncorporatedOrganisation or LegalForm.CharitableTrust => charityNumber,
            LegalForm.UnincorporatedAssociation => charityNumber,
            _ => null,
        };

    /// <summary>Bodies that exist by being registered have a number.</summary>
    public static bool NeedsNumber(LegalForm form) =>
        form
            is LegalForm.CharitableIncorporatedOrganisation
                or LegalForm.Company
                or LegalForm.CommunityInterestCompany
                or LegalForm.RegisteredSociety;

    /// <summary>What is missing before an agreement can name its holder.</summary>
    public static IReadOnlyList<Refusal> WhyIncomplete(LegalForm? legalForm, string? number)
    {
        if (legalForm is not { } form || !Enum.IsDefined(form))
            return [new("Choose what the organisation is in law", nameof(legalForm))];
        List<Refusal> refusals = [];
        if (NeedsNumber(form) && string.IsNullOrWhiteSpace(number))
            refusals.Add(new("Enter the number under which the organisation is registered", nameof(number)));
        if (number?.Trim().Length > LongestNumber)
            refusals.Add(new($"A registration number has up to {LongestNumber} characters", nameof(number)));
        return refusals;
    }

    /// <summary>Who is bound, as the agreement says. Nobody is bound who did not accept.</summary>
    /// <param name="form">Null: not known.</param>
    /// <param name="acceptedBy">Who accepted; null: nobody has yet.</param>
    public static string WhoIsBound(LegalForm? form, string? acceptedBy) =>
        form is { } known && IsBodyOfItsOwn(known) ? "The organisation itself"
        : string.IsNullOrWhiteSpace(acceptedBy)
            ? $"{(form is null ? "The organisation. If it is not a legal body of its own, the" : "The")} person who accepts for it, up to the amount of the grant"
        : $"{acceptedBy}, who accepted for the group, up to the amount of the grant";
}
