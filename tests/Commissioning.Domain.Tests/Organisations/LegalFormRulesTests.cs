using Commissioning.Domain.Organisations;

namespace Commissioning.Domain.Tests.Organisations;

public sealed class LegalFormRulesTests
{
    [Theory]
    [InlineData(null, null, "Choose what the organisation is in law")]
    [InlineData(LegalForm.Company, null, "Enter the number under which the organisation is registered")]
    [InlineData(LegalForm.Company, "01234567")]
    [InlineData(LegalForm.RegisteredSociety, " ", "Enter the number under which the organisation is registered")]
    [InlineData(LegalForm.PublicBody, null)]
    [InlineData(LegalForm.UnincorporatedAssociation, null)]
    [InlineData(LegalForm.CharitableTrust, "1234567")]
    public void A_holder_that_exists_by_being_registered_is_named_with_its_number(
        LegalForm? form,
        string? number,
        params string[] sentences
    ) => Assert.Equal(sentences, LegalFormRules.WhyIncomplete(form, number).Select(refusal => refusal.Sentence));

    [Fact]
    public void A_holders_legal_form_follows_from_some_kinds_of_organisation_only()
    {
        Assert.Equal(LegalForm.UnincorporatedAssociation, LegalFormRules.Of(OrganisationKinds.Default.Find("Unregistered group")));
        Assert.Equal(LegalForm.CommunityInterestCompany, LegalFormRules.Of(OrganisationKinds.Default.Find("Community interest company")));
        Assert.Null(LegalFormRules.Of(OrganisationKinds.Default.Find("Charity")));
        Assert.Equal("01234567", LegalFormRules.NumberOf(LegalForm.Company, "1234567", "01234567"));
        Assert.Equal("1234567", LegalFormRules.NumberOf(LegalForm.CharitableTrust, "1234567", "01234567"));
    }

    [Theory]
    [InlineData(LegalForm.Company, "Amira Khan", "The organisation itself")]
    [InlineData(LegalForm.CharitableTrust, null, "The person who accepts for it, up to the amount of the grant")]
    [InlineData(LegalForm.UnincorporatedAssociation, "Amira Khan", "Amira Khan, who accepted for the group, up to the amount of the grant")]
    [InlineData(
        null,
        null,
        "The organisation. If it is not a legal body of its own, the person who accepts for it, up to the amount of the grant"
    )]
    public void Nobody_is_bound_for_a_group_but_who_accepts(LegalForm? form, string? acceptedBy, string words) =>
        Assert.Equal(words, LegalFormRules.WhoIsBound(form, acceptedBy));
}
