using Commissioning.Domain.Organisations;

namespace Commissioning.Domain.Tests.Organisations;

public sealed class OrganisationRulesTests
{
    [Theory]
    [InlineData("le11aa", "LE1 1AA")]
    [InlineData("Le12  8xy", "LE12 8XY")]
    public void A_postcode_is_normalised_to_capitals_with_one_space(string typed, string written) =>
        Assert.Equal(written, PostcodeRules.Normalise(typed));

    [Theory]
    [InlineData("1234567", "Charity", "1234567", null)]
    [InlineData("1234 567", "Community interest company", null, "01234567")]
    [InlineData("01234567", "Charity", null, "01234567")]
    [InlineData("sc123456", null, null, "SC123456")]
    [InlineData("", "Charity", null, null)]
    public void One_box_takes_a_charity_or_a_company_number(string typed, string? kind, string? charity, string? company) =>
        Assert.Equal((charity, company), OrganisationRules.ReadNumber(typed, OrganisationKinds.Default.Find(kind)));
}
