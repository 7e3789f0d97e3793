using Commissioning.Domain.Organisations;

namespace Commissioning.Domain.Applications;

/// <summary>What the office may change in the questions of the profile.</summary>
public static class ProfileSettingRules
{
    private const int LongestWording = 200,
        LongestHint = 300;

    /// <summary>Everything to correct.</summary>
    public static IReadOnlyList<Refusal> WhyWrong(ProfileSetting setting, OrganisationKinds kinds)
    {
        var refusals = new List<Refusal>();
        if (NameRules.WhyNotAName(setting.Wording, "the question", LongestWording, nameof(setting.Wording)) is { } unnamed)
            refusals.Add(unnamed);
        if (TextLimit.WhyTooLong(setting.Hint, LongestHint, nameof(setting.Hint)) is { } tooLong)
            refusals.Add(tooLong);
        if (setting.NotFrom.Any(code => kinds.All.All(kind => kind.Code != code)))
            refusals.Add(new("Choose kinds of organisation from the list", nameof(setting.NotFrom)));
        // Letters and e-mails go to this person.
        if (setting.Code == OrganisationProfile.FirstContact && (!setting.IsAsked || !setting.IsRequired || setting.NotFrom.Count > 0))
            refusals.Add(new("Everybody is asked this and must answer it, because we write to this person", nameof(setting.IsAsked)));
        return refusals;
    }
}
