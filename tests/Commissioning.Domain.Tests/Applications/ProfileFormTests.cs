using Commissioning.Domain.Applications;
using Commissioning.Domain.Organisations;

namespace Commissioning.Domain.Tests.Applications;

public sealed class ProfileFormTests
{
    private static readonly OrganisationKind Trader = OrganisationKinds.Ready.Single(kind => kind.Code == "sole-trader");

    private static IReadOnlyList<ProfileSetting> With(string code, Func<ProfileSetting, ProfileSetting> change) =>
        OrganisationProfile.DefaultSettings.Select(one => one.Code == code ? change(one) : one).ToList();

    [Fact]
    public void Profile_asks_each_kind_what_the_office_set()
    {
        var charity = OrganisationKinds.Default.All[0];
        var settings = With(
            "policies",
            one => one with { IsRequired = true, NotFrom = [Trader.Code], Wording = "Your policies?", Hint = null }
        );
        var asked = Assert.Single(ProfileForm.Of(settings, charity).Questions, question => question.Code == "policies");
        Assert.Equal(("Your policies?", null, true), (asked.Wording, asked.Hint, asked.Required));
        Assert.Equal("Answer this: Your policies?", OrganisationProfile.WhyWrong(asked, new Dictionary<string, string>())[0].Sentence);
        Assert.DoesNotContain(ProfileForm.Of(settings, Trader).Questions, question => question.Code == "policies");
        Assert.DoesNotContain(
            ProfileForm.Of(With("branch", one => one with { IsAsked = false }), charity).Questions,
            question => question.Code == "branch"
        );
    }

    [Fact]
    public void One_signatory_is_enough_for_a_kind_that_needs_no_second()
    {
        var answers = new Dictionary<string, string>
        {
            ["signatories"] = AnswerRules.OfRows([
                ["Ann Other"],
            ]),
        };
        bool IsIncomplete(OrganisationKind kind) =>
            ProfileForm.Of(OrganisationProfile.DefaultSettings, kind).Incomplete(answers).Any(question => question.Code == "signatories");
        Assert.False(IsIncomplete(Trader));
        Assert.True(IsIncomplete(OrganisationKinds.Default.All[0]));
    }

    [Fact]
    public void First_contact_is_asked_of_everybody()
    {
        var contact = OrganisationProfile.DefaultSettings.Single(one => one.Code == "contact");
        Assert.Empty(ProfileSettingRules.WhyWrong(contact with { Wording = "Who shall we write to?" }, OrganisationKinds.Default));
        Assert.Equal(
            "Everybody is asked this and must answer it, because we write to this person",
            Assert.Single(ProfileSettingRules.WhyWrong(contact with { IsAsked = false }, OrganisationKinds.Default)).Sentence
        );
        Assert.Equal(
            "Enter the question",
            ProfileSettingRules.WhyWrong(contact with { Wording = " " }, OrganisationKinds.Default)[0].Sentence
        );
    }
}
