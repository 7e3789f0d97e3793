using Commissioning.Domain.CspBudgets;

namespace Commissioning.Domain.Tests.CspBudgets;

public sealed class AllocationFormulaTests
{
    private static AllocationFactor Factor(int weight, params int[] values) => new("People", weight, "Census 2021", values.Select(value => (Fraction)value).ToList());

    [Fact]
    public void Weighted_shares_with_a_flat_amount_come_out_as_by_hand()
    {
        // £100 each, and of the other £700 half by people (1:3), half by crimes (2:2): 100 + 87.50 + 175 = 362.50, and 537.50.
        var parts = AllocationFormula.Share(Money.FromPounds(900), [Factor(50, 1, 3), Factor(50, 2, 2)], Money.FromPounds(100), Money.Nil, [Money.Nil, Money.Nil], 100);
        Assert.Equal([Money.FromPounds(362.50m), Money.FromPounds(537.50m)], parts);
    }

    [Fact]
    public void Half_a_phase_goes_half_the_way_from_last_year()
    {
        Assert.Equal([Money.FromPounds(65), Money.FromPounds(35)], AllocationFormula.Share(Money.FromPounds(100), [Factor(100, 1, 1)], Money.Nil, Money.Nil, [Money.FromPounds(80), Money.FromPounds(20)], 50));
    }

    [Fact]
    public void Whatever_the_data_the_parts_add_to_the_pot_and_nobody_is_below_the_floor()
    {
        var random = new Random(10);
        for (var i = 0; i < 400; i++)
        {
            var areas = random.Next(2, 12);
            int[] Values() => Enumerable.Range(0, areas).Select(_ => random.Next(0, 1000)).Append(1).Skip(1).ToArray();
            var pot = new Money(random.Next(1_000_000, 90_000_000));
            var (flat, floor) = (new Money(random.NextInt64(0, pot.Pence / areas)), new Money(random.NextInt64(0, pot.Pence / areas)));
            var parts = AllocationFormula.Share(pot, [Factor(60, Values()), Factor(40, Values())], flat, floor, Values().Select(value => new Money(value)).ToList(), random.Next(0, 101));
            Assert.Equal(pot, parts.Sum());
            Assert.All(parts, part => Assert.True(part.Pence >= floor.Pence - 1)); // a penny may be cut from the floor's own rounding
        }
    }

    [Fact]
    public void What_is_missing_is_said()
    {
        var sentences = AllocationFormula.WhyNot(Money.FromPounds(100), [Factor(50, 0, 0) with { Source = "" }], Money.FromPounds(60), Money.Nil, 2).Select(refusal => refusal.Sentence);
        Assert.Equal(["The weights must add up to 100; they add up to 50.0", "Enter a value of People for at least one area", "Say where People comes from and of what date it is", "£60.00 for each of 2 areas is more than the pot of £100.00"], sentences);
    }
}
