using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Applications;

/// <summary>Questions of the organisation's profile that are asked on one page, because one person knows the answers together.</summary>
/// <param name="Code">In the page's address.</param>
public sealed record ProfilePage(string Code, string Title, IReadOnlyList<string> Codes)
{
    /// <summary>The questions for this kind of organisation, with those that only follow from another answer of the page.</summary>
    public IReadOnlyList<Question> Asked(string kind) =>
        OrganisationProfile
            .Questions.Where(question => Codes.Contains(question.Code))
            .Where(question =>
                FormRules.Hold(
                    question.Settings.ShowWhen.Where(condition => condition.Question == OrganisationProfile.Kind).ToList(),
                    _ => kind
                )
            )
            .ToList();
}
