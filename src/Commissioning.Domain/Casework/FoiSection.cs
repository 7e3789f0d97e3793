namespace Commissioning.Domain.Casework;

/// <summary>The section of the Freedom of Information Act 2000 under which words are taken out of an answer.</summary>
public enum FoiSection
{
    LawEnforcement = 31,
    PublicAffairs = 36,
    HealthAndSafety = 38,
    PersonalData = 40,
    Confidence = 41,
    CommercialInterests = 43,
}
