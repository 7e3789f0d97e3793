using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Tests.Funds;

public sealed class ReturnFormsTests
{
    private static readonly AwardPolicy Policy = new();

    [Theory]
    [InlineData(300, false, "Short")]
    [InlineData(4_999, false, "Short")]
    [InlineData(5_000, false, "Standard")]
    [InlineData(19_999, false, "Standard")]
    [InlineData(20_000, false, "Full")]
    [InlineData(300, true, "Full")]
    public void A_grant_gets_the_form_of_its_size_and_the_longest_when_checked_as_enhanced(int pounds, bool enhanced, string name) =>
        Assert.Equal(name, ReturnForms.For(Money.FromPounds(pounds), enhanced, Policy).Name);

    [Fact]
    public void The_ready_forms_are_right() => Assert.Empty(ReturnForms.WhyWrong(Policy.ReturnForms));

    [Fact]
    public void Every_figure_says_what_it_is_used_for()
    {
        foreach (var item in Policy.ReturnForms.SelectMany(form => form.Items))
            if (item.Kind is ReturnItemKind.Spent or ReturnItemKind.SpentByLine or ReturnItemKind.People or ReturnItemKind.PeopleAgain)
                Assert.NotNull(ReturnForms.UsedFor(item));
    }

    [Fact]
    public void A_form_asks_for_money_once_and_for_people()
    {
        Assert.Contains(
            "either in one sum or by budget line",
            Assert.Single(ReturnForms.WhyWrong(Without(ReturnItemKind.Spent))).Sentence,
            StringComparison.Ordinal
        );
        Assert.Single(
            ReturnForms.WhyWrong(
                ReturnForms.Brief with
                {
                    Items = [.. ReturnForms.Brief.Items, new() { Kind = ReturnItemKind.SpentByLine }],
                }
            )
        );
        Assert.Contains(
            "how many people took part",
            Assert.Single(ReturnForms.WhyWrong(Without(ReturnItemKind.People))).Sentence,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void One_form_begins_at_nothing_and_no_two_at_the_same_amount()
    {
        Assert.Single(ReturnForms.WhyWrong([ReturnForms.Standard]));
        Assert.Single(ReturnForms.WhyWrong([ReturnForms.Brief, ReturnForms.Standard with { From = Money.Zero }]));
    }

    [Fact]
    public void A_form_is_kept_as_text_and_read_again()
    {
        var again = ReturnForm.FromJson(ReturnForms.Full.ToJson());
        Assert.Equal(ReturnForms.Full.Items, again.Items);
        Assert.Equal(ReturnForms.Full.From, again.From);
    }

    private static ReturnForm Without(ReturnItemKind kind) =>
        ReturnForms.Brief with
        {
            Items = ReturnForms.Brief.Items.Where(item => item.Kind != kind).ToList(),
        };
}
