namespace Commissioning.Domain.Organisations;

/// <summary>Who is bound by an agreement with an organisation: a body with a legal personality itself; a group without one through the people
/// who sign (the common law on unincorporated associations and trusts).</summary>
public static class LegalFormRules
{
    private const int LongestNumber = 20,
        LongestBound = 1000;

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
    public static LegalForm? Of(string kind) =>
        kind switch
        {
            "Community interest company" => LegalForm.CommunityInterestCompany,
            "Company limited by guarantee" => LegalForm.Company,
            "Council or public body" => LegalForm.PublicBody,
            "Unregistered group" => LegalForm.UnincorporatedAssociation,
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
    /// <param name="bound">Names of the people who are bound, for a group that is no legal body of its own.</param>
    public static IReadOnlyList<Refusal> WhyIncomplete(LegalForm? legalForm, string? number, string? bound)
    {
        if (legalForm is not { } form || !Enum.IsDefined(form))
            return [new("Choose what the organisation is in law", nameof(legalForm))];
        List<Refusal> refusals = [];
        if (NeedsNumber(form) && string.IsNullOrWhiteSpace(number))
            refusals.Add(new("Enter the number under which the organisation is registered", nameof(number)));
        if (number?.Trim().Length > LongestNumber)
            refusals.Add(new($"A registration number has up to {LongestNumber} characters", nameof(number)));
        if (!IsBodyOfItsOwn(form) && string.IsNullOrWhiteSpace(bound))
            refusals.Add(
                new("Enter the names of the people who are bound, because the group is not a legal body of its own", nameof(bound))
            );
        if (bound?.Trim().Length > LongestBound)
            refusals.Add(new("Shorten the names to 1,000 characters", nameof(bound)));
        return refusals;
    }

    /// <summary>Who is bound, as the agreement says.</summary>
    /// <param name="form">Null: not known.</param>
    /// <param name="names">Of those who are bound for a group; null: not given yet.</param>
    public static string WhoIsBound(LegalForm? form, string? names) =>
        form is not { } known ? "The organisation. If it is not a legal body of its own, the people who sign for it."
        : IsBodyOfItsOwn(known) ? "The organisation itself"
        : string.IsNullOrWhiteSpace(names) ? "The people who sign for the group"
        : $"The people who sign for the group: {string.Join(", ", names.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))}";
}
