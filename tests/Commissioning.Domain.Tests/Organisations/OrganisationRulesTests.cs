using Commissioning.Domain.Organisations;

namespace Commissioning.Domain.Tests.Organisations;

public sealed class OrganisationRulesTests
{
    [Theory]
    [InlineData("le11aa", "LE1 1AA")]
    [InlineData("Le12  8xy", "LE12 8XY")]
    public void A_postcode_is_normalised_to_capitals_with_one_space(string typed, string written) =>
        Assert.Equal(written, PostcodeRules.Normalise(typed));
}
