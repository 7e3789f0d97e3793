using Commissioning.Domain.Casework;

namespace Commissioning.Domain.Tests.Casework;

public sealed class MailingRulesTests
{
    [Fact]
    public void Panel_is_told_nothing_of_scores_and_each_list_has_its_own_fields()
    {
        Assert.Equal(
            ["fund", "round", "assessor", "left", "deadline"],
            MailingRules.Fields(MailingAudience.Panel).Select(field => field.Name)
        );
        Assert.Contains(MailingRules.Fields(MailingAudience.Awards), field => field.Name == "amount");
        Assert.DoesNotContain(MailingRules.Fields(MailingAudience.Applications), field => field.Name == "amount");
    }

    [Fact]
    public void Value_that_looks_like_a_field_is_not_filled_in_again_and_counts_as_no_blank()
    {
        var values = new Dictionary<string, string> { ["project"] = "{{reference}}", ["reference"] = "" };
        Assert.Empty(MailingRules.BlankFields("About {{project}}", "", values));
        Assert.Equal(["reference"], MailingRules.BlankFields("About {{project}}", "{{reference}} and {{ reference }}", values));
    }

    [Theory]
    [InlineData("", false, "Give the template a name")]
    [InlineData("Late\naccounts", false, "Write the name on one line")]
    [InlineData("Late accounts", true, "Another template of this list has that name")]
    [InlineData("Late accounts", false, null)]
    public void Template_needs_a_name_of_its_own(string name, bool isTaken, string? said) =>
        Assert.Equal(said, MailingRules.WhyNotNamed(name, isTaken)?.Sentence);
}
