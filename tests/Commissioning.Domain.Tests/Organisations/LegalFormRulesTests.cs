using Commissioning.Domain.Organisations;

namespace Commissioning.Domain.Tests.Organisations;

public sealed class LegalFormRulesTests
{
    [Theory]
    [InlineData(null, null, null, "Choose what the organisation is in law")]
    [InlineData(LegalForm.Company, null, null, "Enter the number under which the organisation is registered")]
    [InlineData(LegalForm.Company, "01234567", null)]
    [InlineData(LegalForm.RegisteredSociety, " ", null, "Enter the number under which the organisation is registered")]
    [InlineData(LegalForm.PublicBody, null, null)]
    [InlineData(
        LegalForm.UnincorporatedAssociation,
        null,
        " ",
        "Enter the names of the people who are bound, because the group is not a legal body of its own"
    )]
    [InlineData(LegalForm.UnincorporatedAssociation, null, "Amira Khan")]
    [InlineData(LegalForm.CharitableTrust, "1234567", "Amira Khan")]
    public void A_holder_is_named_with_its_number_or_with_the_people_who_are_bound(
        LegalForm? form,
        string? number,
        string? bound,
        params string[] sentences
    ) => Assert.Equal(sentences, LegalFormRules.WhyIncomplete(form, number, bound).Select(refusal => refusal.Sentence));

    [Fact]
    public void A_holders_legal_form_follows_from_some_kinds_of_organisation_only()
    {
        Assert.Equal(LegalForm.UnincorporatedAssociation, LegalFormRules.Of("Unregistered group"));
        Assert.Equal(LegalForm.CommunityInterestCompany, LegalFormRules.Of("Community interest company"));
        Assert.Null(LegalFormRules.Of("Charity"));
        Assert.Equal("The organisation itself", LegalFormRules.WhoIsBound(LegalForm.Company, null));
        Assert.Equal(
            "The people who sign for the group: Amira Khan, Tom Lee",
            LegalFormRules.WhoIsBound(LegalForm.UnincorporatedAssociation, "Amira Khan\nTom Lee\n")
        );
        Assert.Equal("01234567", LegalFormRules.NumberOf(LegalForm.Company, "1234567", "01234567"));
        Assert.Equal("1234567", LegalFormRules.NumberOf(LegalForm.CharitableTrust, "1234567", "01234567"));
    }
}
