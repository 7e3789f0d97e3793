using Commissioning.Domain.Applications;
using Commissioning.Domain.Organisations;

namespace Commissioning.Domain.Tests.Applications;

public sealed class OrganisationProfileTests
{
    [Fact]
    public void Organisation_questions_leave_out_the_committee_for_a_council_and_the_dissolution_clause_without_rules()
    {
        Assert.DoesNotContain(
            FormOf("Council or public body").Shown(new Dictionary<string, string>()),
            question => question.Code is "committee" or "signatories" or "rules"
        );
        Assert.DoesNotContain(
            FormOf("Charity").Shown(new Dictionary<string, string> { ["rules"] = "No" }),
            question => question.Code == "dissolution"
        );
        Assert.Contains(
            FormOf("Charity").Shown(new Dictionary<string, string> { ["rules"] = "Yes" }),
            question => question.Code == "dissolution"
        );
    }

    /// <summary>Each of these was refused as a relation once.</summary>
    [Theory]
    [InlineData("No")]
    [InlineData("N/A")]
    [InlineData("n/a")]
    [InlineData("-")]
    [InlineData("None")]
    [InlineData("Nobody")]
    [InlineData("Not related")]
    public void A_word_for_nobody_relates_no_one(string nobody)
    {
        Assert.Empty(Wrong("related-who", ("related", "Yes"), ("related-who", Table([nobody, ""]))));
        foreach (var name in new[] { "Ann Other", "Bob Jones", "Cy Young" })
            Assert.Empty(Wrong("related-who", ("related", "Yes"), ("related-who", Table([name, nobody]))));
        Assert.Empty(OrganisationProfile.Linked(Answers(("police", "Yes"), ("police-who", Table([nobody, ""])))));
    }

    [Theory]
    [InlineData("Ann Other", "Bob Jones", "We need three people on the committee who are not related and do not live together.")]
    [InlineData("ann other ", "Bob", "We need three people on the committee who are not related and do not live together.")]
    [InlineData("Ann Other", "my sister, who is not with us", null)]
    [InlineData("Somebody else", "Bob Jones", null)]
    public void A_committee_of_three_with_two_who_are_related_is_one_too_few(string one, string other, string? sentence)
    {
        var refusal = Wrong("related-who", ("related", "Yes"), ("related-who", Table([one, other]))).FirstOrDefault();
        Assert.Equal(sentence is null, refusal is null);
        if (sentence is not null)
            Assert.Equal(
                sentence + " If you can, add another person above. If not, save this and ring us: we can talk about it.",
                refusal!.Sentence
            );
    }

    [Fact]
    public void A_fourth_member_makes_up_for_a_couple_and_two_who_sign_must_be_apart()
    {
        var four = Table(["Ann Other", "Chair"], ["Bob Jones", ""], ["Cy Young", ""], ["Di Wells", ""]);
        var couple = Table(["Ann Other", "Bob Jones"]);
        Assert.Empty(
            Wrong(
                "related-who",
                ("committee", four),
                ("related", "Yes"),
                ("related-who", couple),
                ("signatories", Table(["Ann Other"], ["Cy Young"]))
            )
        );
        Assert.Equal(
            "We need two people who sign who are not related and do not live together. If you can, add another person above. If not, save this and ring us: we can talk about it.",
            Wrong("related-who", ("committee", four), ("related", "Yes"), ("related-who", couple))[0].Sentence
        );
    }

    [Fact]
    public void A_no_asks_nothing_more_and_names_typed_before_it_count_for_nothing()
    {
        var answers = Answers(("related", "No"), ("related-who", Table(["Ann Other", "Bob Jones"])));
        Assert.DoesNotContain(
            FormOf("Charity").Incomplete(answers),
            question => question.Code.StartsWith("related", StringComparison.Ordinal)
        );
        Assert.Equal("Enter who is related, or lives together", Wrong("related-who", ("related", "Yes"))[0].Sentence);
        Assert.Equal(
            "Enter at least three people on the committee",
            Wrong("committee", ("committee", Table(["Ann Other", "Chair"])))[0].Sentence
        );
        Assert.Equal("Enter at least two people who sign for the bank account", Wrong("signatories", ("signatories", ""))[0].Sentence);
    }

    [Theory]
    [InlineData(
        "ann  OTHER\n\nother@test.example\n",
        "This is the first contact again. Name somebody else who knows the project, so that we reach someone when the first is away.",
        "Parts[0]"
    )]
    [InlineData(
        "Bob\n\nANN@test.example\n",
        "Both contacts have this e-mail address. Enter the second person's own, or leave it out and enter their phone number.",
        "Parts[2]"
    )]
    [InlineData(
        "Bob\n\n\n+44 116 4960001",
        "Both contacts have this phone number. Enter the second person's own, or their e-mail address.",
        "Parts[3]"
    )]
    [InlineData("\u0622\u0646 \u0623\u062f\u0631\n\nother@test.example\n", null, null)]
    public void Two_contacts_are_two_people(string second, string? sentence, string? box)
    {
        var refusal = Wrong("second-contact", ("contact", "Ann Other\nChair\nann@test.example\n0116 496 0001"), ("second-contact", second))
            .FirstOrDefault();
        Assert.Equal((sentence, box), (refusal?.Sentence, refusal?.Field));
    }

    [Fact]
    public void Every_question_is_on_one_page_and_there_are_at_most_five()
    {
        Assert.Equal(
            OrganisationProfile.Questions.Select(question => question.Code).Order(),
            OrganisationProfile.Pages.SelectMany(page => page.Codes).Order()
        );
        Assert.InRange(OrganisationProfile.Pages.Count, 1, 5);
        Assert.DoesNotContain(FormOf("Council or public body").Pages, page => page.Code == "people");
    }

    private static ProfileForm FormOf(string kind) =>
        ProfileForm.Of(OrganisationProfile.DefaultSettings, OrganisationKinds.Default.Find(kind));

    private static IReadOnlyList<Refusal> Wrong(string code, params (string Code, string Answer)[] answers) =>
        OrganisationProfile.WhyWrong(OrganisationProfile.Questions.Single(question => question.Code == code), Answers(answers));

    /// <summary>Three on the committee, of whom two sign; the pairs come after them.</summary>
    private static Dictionary<string, string> Answers(params (string Code, string Answer)[] answers)
    {
        var all = new Dictionary<string, string>
        {
            ["committee"] = Table(["Ann Other", "Chair"], ["Bob Jones", ""], ["Cy Young", ""]),
            ["signatories"] = Table(["Ann Other"], ["Bob Jones"]),
        };
        foreach (var (code, answer) in answers)
            all[code] = answer;
        return all;
    }

    private static string Table(params string[][] rows) => AnswerRules.OfRows(rows);

    [Fact]
    public void The_organisation_questions_are_valid_and_in_plain_language()
    {
        Assert.Empty(Domain.Funds.FormRules.WhyFormIsWrong(OrganisationProfile.Questions, []));
        Assert.Empty(Domain.Funds.PlainLanguage.Remarks(OrganisationProfile.Questions));
    }
}
