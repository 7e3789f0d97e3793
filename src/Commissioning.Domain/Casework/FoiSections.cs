using System.Globalization;

namespace Commissioning.Domain.Casework;

/// <summary>The sections as the Act heads them, and as they are written in an answer.</summary>
public static class FoiSections
{
    public static readonly IReadOnlyList<FoiSection> All =
    [
        FoiSection.PersonalData,
        FoiSection.HealthAndSafety,
        FoiSection.Confidence,
        FoiSection.CommercialInterests,
        FoiSection.LawEnforcement,
        FoiSection.PublicAffairs,
    ];

    /// <summary>Such as s.40.</summary>
    public static string Number(FoiSection section) => string.Create(CultureInfo.InvariantCulture, $"s.{(int)section}");

    /// <summary>Such as "s.40 personal information".</summary>
    public static string Words(FoiSection section) => $"{Number(section)} {Heading(section)}";

    private static string Heading(FoiSection section) =>
        section switch
        {
            FoiSection.LawEnforcement => "law enforcement",
            FoiSection.PublicAffairs => "prejudice to effective conduct of public affairs",
            FoiSection.HealthAndSafety => "health and safety",
            FoiSection.PersonalData => "personal information",
            FoiSection.Confidence => "information provided in confidence",
            _ => "commercial interests",
        };
}
