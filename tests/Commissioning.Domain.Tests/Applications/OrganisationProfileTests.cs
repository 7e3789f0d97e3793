using Commissioning.Domain.Applications;

namespace Commissioning.Domain.Tests.Applications;

public sealed class OrganisationProfileTests
{
    [Fact]
    public void Organisation_questions_leave_out_the_committee_for_a_council_and_the_dissolution_clause_without_rules()
    {
        Assert.DoesNotContain(
            OrganisationProfile.Shown("Council or public body", new Dictionary<string, string>()),
            question => question.Code is "committee" or "signatories" or "rules"
        );
        Assert.DoesNotContain(
            OrganisationProfile.Shown("Charity", new Dictionary<string, string> { ["rules"] = "No" }),
            question => question.Code == "dissolution"
        );
        Assert.Contains(
            OrganisationProfile.Shown("Charity", new Dictionary<string, string> { ["rules"] = "Yes" }),
            question => question.Code == "dissolution"
        );
    }

    [Theory]
    [InlineData("", "", "", null)]
    [InlineData("", "", "Member 1", "Three members of the committee must not be related to each other. Enter more people, or talk to us.")]
    public void A_committee_needs_three_members_who_are_not_related(string first, string second, string third, string? sentence)
    {
        var committee = OrganisationProfile.Questions.Single(question => question.Code == "committee");
        var answer = AnswerRules.OfRows([
            ["Member 1", "Chair", first],
            ["Member 2", "", second],
            ["Member 3", "", third],
        ]);
        Assert.Equal(sentence, OrganisationProfile.WhyWrong(committee, answer).Select(refusal => refusal.Sentence).FirstOrDefault());
        Assert.Equal(
            "Enter at least three people on the committee",
            OrganisationProfile
                .WhyWrong(
                    committee,
                    AnswerRules.OfRows([
                        ["Member 1", "Chair", ""],
                    ])
                )[0]
                .Sentence
        );
    }

    [Fact]
    public void The_organisation_questions_are_valid_and_in_plain_language()
    {
        Assert.Empty(
            Domain.Funds.FormRules.WhyFormIsWrong(
                OrganisationProfile
                    .Questions.Select(question =>
                        question with
                        {
                            Settings = question.Settings with
                            {
                                ShowWhen = question.Settings.ShowWhen.Where(condition => condition.Question != "kind").ToList(),
                            },
                        }
                    )
                    .ToList(),
                []
            )
        );
        Assert.Empty(Domain.Funds.PlainLanguage.Remarks(OrganisationProfile.Questions));
    }
}
