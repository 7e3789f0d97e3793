using Commissioning.Domain.DueDiligence;

namespace Commissioning.Domain.Tests.DueDiligence;

public sealed class SanctionRulesTests
{
    [Theory]
    [InlineData("14/05/1955", 1955, 5, BirthMatch.SameMonth)]
    [InlineData("(1) 01/01/1950 (2) dd/05/1955", 1955, 5, BirthMatch.SameMonth)]
    [InlineData("00/00/1955", 1955, 5, BirthMatch.SameYear)]
    [InlineData("dd/mm/1955", 1955, 5, BirthMatch.SameYear)]
    [InlineData("14/06/1955", 1955, 5, BirthMatch.OtherMonth)]
    [InlineData("14/05/1955", 2001, 5, BirthMatch.OtherYear)]
    [InlineData(null, 1955, 5, BirthMatch.NotGiven)]
    public void Birth_match_compares_month_and_year(string? born, int year, int month, BirthMatch expected) =>
        Assert.Equal(expected, SanctionRules.Compare(born, year, month));

    [Theory]
    [InlineData("Primary Name", "", NameStrength.Primary)]
    [InlineData("Primary Name Variation", "", NameStrength.Primary)]
    [InlineData("Alias", "Good quality a.k.a", NameStrength.Strong)]
    [InlineData("AKA", "Low", NameStrength.Weak)]
    [InlineData("Alias", "", NameStrength.Strong)]
    [InlineData("", "", NameStrength.Primary)]
    public void Name_strength_reads_the_lists_own_words(string type, string alias, NameStrength expected) =>
        Assert.Equal(expected, SanctionRules.StrengthOf(type, alias));

    [Fact]
    public void Sanctions_list_is_too_old_after_seven_days_or_when_there_is_none()
    {
        Assert.Null(SanctionListRules.WhyTooOld(new(2026, 1, 1), new(2026, 1, 8)));
        Assert.NotNull(SanctionListRules.WhyTooOld(new(2026, 1, 1), new(2026, 1, 9)));
        Assert.NotNull(SanctionListRules.WhyTooOld(null, new(2026, 1, 9)));
    }

    [Fact]
    public void Recheck_sample_is_drawn_again_from_its_seed_with_some_of_both_groups()
    {
        var passed = Enumerable.Range(1, 57).Select(i => (new Guid(i, 0, 0, new byte[8]), i > 6)).ToList();
        var drawn = RecheckRules.Draw(4711, passed);
        Assert.Equal(3, drawn.Count);
        Assert.Equal(drawn, RecheckRules.Draw(4711, passed.AsEnumerable().Reverse().ToList()));
        Assert.NotEqual(drawn, RecheckRules.Draw(4712, passed));
        Assert.Contains(drawn, id => passed.Single(one => one.Item1 == id).Item2);
        Assert.Contains(drawn, id => !passed.Single(one => one.Item1 == id).Item2);
        Assert.Equal(2, RecheckRules.Draw(1, passed.Take(2).ToList()).Count);
        Assert.Equal(10, RecheckRules.SizeOf(200));
        foreach (var clean in Enumerable.Range(0, 58))
            Assert.Equal(3, RecheckRules.Draw(1, passed.Select((one, i) => (one.Item1, i < clean)).ToList()).Count);
    }
}
