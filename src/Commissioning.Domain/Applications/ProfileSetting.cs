namespace Commissioning.Domain.Applications;

/// <summary>How the office asks one question of the organisation's profile.</summary>
/// <param name="Code">Of the question in <see cref="OrganisationProfile"/>.</param>
/// <param name="NotFrom">Codes of the kinds of organisation that are not asked.</param>
/// <param name="IsAsked">False: nobody is asked it now. Answers stay.</param>
public sealed record ProfileSetting(
    string Code,
    string Wording,
    string? Hint,
    bool IsRequired,
    IReadOnlyList<string> NotFrom,
    bool IsAsked = true
);
