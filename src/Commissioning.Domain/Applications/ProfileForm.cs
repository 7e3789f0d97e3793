using Commissioning.Domain.Funds;
using Commissioning.Domain.Organisations;

namespace Commissioning.Domain.Applications;

/// <summary>The questions of the profile that an organisation of one kind is asked, as the office set them.</summary>
public sealed record ProfileForm(IReadOnlyList<Question> Questions)
{
    /// <param name="kind">Null: not known, who is asked everything.</param>
    public static ProfileForm Of(IReadOnlyList<ProfileSetting> settings, OrganisationKind? kind) =>
        new([
            .. from question in OrganisationProfile.Questions
            let setting = settings.FirstOrDefault(one => one.Code == question.Code) ?? OrganisationProfile.SettingOf(question)
            where setting.IsAsked && (kind is null || !setting.NotFrom.Contains(kind.Code))
            select question with
            {
                Wording = setting.Wording,
                Hint = question.Code == OrganisationProfile.Signatories && kind is { NeedsTwoSignatories: false } ? null : setting.Hint,
                Required = setting.IsRequired,
                Settings =
                    question.Code == OrganisationProfile.Signatories && kind is { NeedsTwoSignatories: false }
                        ? question.Settings with
                        {
                            Rules = [],
                        }
                        : question.Settings,
            },
        ]);

    /// <summary>The questions to ask, given the answers by code.</summary>
    public IReadOnlyList<Question> Shown(IReadOnlyDictionary<string, string> answers) =>
        FormRules.Shown(Questions, question => answers.GetValueOrDefault(question.Code), _ => null);

    /// <summary>Every question whose answer is missing or not valid.</summary>
    public IReadOnlyList<Question> Incomplete(IReadOnlyDictionary<string, string> answers) =>
        Shown(answers).Where(question => OrganisationProfile.WhyWrong(question, answers).Count > 0).ToList();

    /// <summary>The pages on which something is asked.</summary>
    public IReadOnlyList<ProfilePage> Pages => OrganisationProfile.Pages.Where(page => Of(page).Count > 0).ToList();

    /// <summary>The questions of a page, with those that only follow from another answer of it.</summary>
    public IReadOnlyList<Question> Of(ProfilePage page) => Questions.Where(question => page.Codes.Contains(question.Code)).ToList();
}
