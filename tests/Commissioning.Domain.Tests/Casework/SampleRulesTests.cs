using Commissioning.Domain.Casework;

namespace Commissioning.Domain.Tests.Casework;

public sealed class SampleRulesTests
{
    private static readonly IReadOnlyList<SampleUnit> Population = Enumerable
        .Range(1, 400)
        .Select(i => new SampleUnit(
            new Guid(i, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]),
            i % 10 == 0 ? "People Zones" : "Safety Fund",
            Money.FromPounds(i % 7 == 0 ? 30_000 : i * 10)
        ))
        .ToList();

    [Theory]
    [InlineData(SampleMethod.Random)]
    [InlineData(SampleMethod.ByFund)]
    [InlineData(SampleMethod.BySize)]
    [InlineData(SampleMethod.MonetaryUnit)]
    public void The_same_seed_and_population_give_the_same_sample_in_any_order_and_another_seed_another(SampleMethod method)
    {
        var drawn = SampleRules.Draw(Population, method, "2025-26", 25);
        Assert.Equal(drawn, SampleRules.Draw(Population.Reverse().ToList(), method, "2025-26", 25));
        Assert.NotEqual(drawn, SampleRules.Draw(Population, method, "2026-27", 25));
        Assert.Equal(drawn.Count, drawn.Distinct().Count());
        Assert.InRange(drawn.Count, method == SampleMethod.MonetaryUnit ? 20 : 25, 25);
        Assert.Equal(SampleRules.Fingerprint(Population), SampleRules.Fingerprint(Population.Reverse()));
        Assert.NotEqual(SampleRules.Fingerprint(Population), SampleRules.Fingerprint(Population.Skip(1)));
    }

    [Fact]
    public void A_stratified_sample_has_each_stratum_by_its_number()
    {
        var drawn = SampleRules.Draw(Population, SampleMethod.ByFund, "a", 20);
        Assert.Equal((2, 18), (drawn.Count(unit => unit.Fund == "People Zones"), drawn.Count(unit => unit.Fund == "Safety Fund")));
        Assert.Equal([1, 1, 8], SampleRules.Shares([1, 2, 997], 10));
        Assert.Equal([0, 0, 2], SampleRules.Shares([1, 2, 997], 2));
        Assert.Equal([3, 2], SampleRules.Shares([3, 2], 50));
    }

    [Fact]
    public void A_payment_above_the_step_is_always_in_a_sample_by_the_pound()
    {
        IReadOnlyList<SampleUnit> population = [.. Population.Take(50), new(Guid.NewGuid(), "Safety Fund", Money.FromPounds(1_000_000))];
        foreach (var seed in Enumerable.Range(0, 20))
            Assert.Contains(population[^1], SampleRules.Draw(population, SampleMethod.MonetaryUnit, $"{seed}", 10));
    }

    [Fact]
    public void A_sample_is_never_larger_than_what_it_is_drawn_from()
    {
        foreach (var method in Enum.GetValues<SampleMethod>())
        {
            Assert.InRange(SampleRules.Draw(Population.Take(3).ToList(), method, "a", 10).Count, 1, 3);
            Assert.Empty(SampleRules.Draw([], method, "a", 10));
        }
    }

    [Fact]
    public void A_period_that_is_not_over_and_a_size_of_nothing_are_refused()
    {
        var today = new DateOnly(2026, 6, 1);
        Assert.Empty(SampleRules.WhyNot(SampleSource.Both, SampleMethod.Random, new(2026, 1, 1), today, "", 1, today));
        Assert.Equal(
            [
                "Choose what the sample is drawn from",
                "Choose how it is drawn",
                "The period must be over, so that the same sample can be drawn again",
                "Enter how many to draw, from 1 to 200",
                "Shorten the seed to 50 characters",
            ],
            SampleRules
                .WhyNot(null, null, new(2026, 1, 1), today.AddDays(1), new string('a', 51), 0, today)
                .Select(refusal => refusal.Sentence)
        );
    }

    [Theory]
    [InlineData(1_000, "Up to £1,000")]
    [InlineData(1_001, "£1,000 to £5,000")]
    [InlineData(20_001, "Above £20,000")]
    public void Bands_have_names(int pounds, string name) => Assert.Equal(name, SampleRules.Band(Money.FromPounds(pounds)));
}
