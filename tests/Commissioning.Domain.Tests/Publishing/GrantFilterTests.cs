using Commissioning.Domain.Publishing;

namespace Commissioning.Domain.Tests.Publishing;

public sealed class GrantFilterTests
{
    private static readonly GrantChoices Choices = new(
        ["2025-26", "2024-25"],
        ["Commissioner's Safety Fund", "People Zones"],
        ["Blaby", "Hinckley and Bosworth"],
        ["Tackle anti-social behaviour"]
    );

    private static GrantFilter Parse(string address) =>
        GrantFilter.Parse(
            name =>
                address
                    .Split('&')
                    .Select(part => part.Split('=', 2))
                    .Where(part => part[0] == name)
                    .Select(part => Uri.UnescapeDataString(part[1]))
                    .FirstOrDefault(),
            Choices
        );

    [Theory]
    [InlineData("")]
    [InlineData("q=boxing%20gym")]
    [InlineData("year=2024-25&fund=commissioners-safety-fund&area=hinckley-and-bosworth&priority=tackle-anti-social-behaviour")]
    [InlineData("from=500&to=39305.40&sort=highest&page=3")]
    [InlineData("q=%25%3C%22%26&sort=name")]
    public void Address_says_the_same_filter_again(string address)
    {
        var filter = Parse(address);
        Assert.Empty(filter.Notes);
        Assert.Equal(address, filter.ToQuery());
    }

    [Theory]
    [InlineData("year=1066", "We know no year \"1066\", so the list has every year")]
    [InlineData("fund=%3Cscript%3E", "We know no fund \"<script>\", so the list has every fund")]
    [InlineData("area=' or 1=1 --", "We know no area \"' or 1=1 --\", so the list has every area")]
    [InlineData("from=lots", "\"lots\" is not an amount such as £5,000, so we left it out")]
    [InlineData("from=-1", "\"-1\" is not an amount such as £5,000, so we left it out")]
    [InlineData("from=5000&to=50", "£5,000 is more than £50, so we left both out")]
    [InlineData("sort=banana", "We cannot sort like that, so the newest grants are first")]
    [InlineData("page=-7", "We know no such page, so this is the first")]
    [InlineData("page=99999999999999999999", "We know no such page, so this is the first")]
    public void Nonsense_is_left_out_and_said(string address, string note)
    {
        var filter = Parse(address);
        Assert.Equal([note], filter.Notes);
        Assert.False(filter.IsFiltered);
        Assert.Equal("", filter.ToQuery());
        Assert.False(filter.IsPlain);
    }

    [Fact]
    public void Long_text_is_cut_and_its_first_words_are_looked_for()
    {
        var filter = Parse("q=" + string.Concat(Enumerable.Repeat("a ", 300)));
        Assert.Equal("a a a a a a a a", filter.Text);
        Assert.Equal(GrantFilter.MostWords, filter.Words.Count);
        Assert.Equal(
            ["We look for at most 100 characters, so we left out the rest", "We look for at most 8 words, so we left out the rest"],
            filter.Notes
        );
        Assert.Equal(GrantFilter.LongestText, Parse("q=" + new string('b', 300)).Text.Length);
    }

    [Fact]
    public void Words_that_are_not_looked_for_are_said()
    {
        Assert.Empty(Parse("q=one two three four five six seven eight").Notes);
        Assert.Equal(
            ["We look for at most 8 words, so we left out the rest"],
            Parse("q=one two three four five six seven eight nine").Notes
        );
    }

    [Fact]
    public void Filter_is_said_in_words() =>
        Assert.Equal(
            "with \"boxing\", in 2024-25, from People Zones, in Blaby, from £500, up to £5,000",
            Parse("q=boxing&year=2024-25&fund=People Zones&area=Blaby&from=£500&to=5,000.00").InWords
        );
}
