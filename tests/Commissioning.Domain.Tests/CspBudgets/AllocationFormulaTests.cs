using Commissioning.Domain.CspBudgets;

namespace Commissioning.Domain.Tests.CspBudgets;

public sealed class AllocationFormulaTests
{
    private static AllocationFactor Factor(int weight, params int[] values) =>
        new("People", weight, "Census 2021", new(2021, 3, 21), values.Select(value => (Fraction)value).ToList());

    [Fact]
    public void The_allocation_formula_gives_the_shares_worked_out_by_hand()
    {
        // £100 each, and the other £700 half by people (1:3), half by crimes (2:2): 100 + 87.50 + 175 = 362.50, and 537.50.
        var parts = AllocationFormula.Share(
            Money.FromPounds(900),
            [Factor(50, 1, 3), Factor(50, 2, 2)],
            Money.FromPounds(100),
            Money.Zero,
            [Money.Zero, Money.Zero],
            100
        );
        Assert.Equal([Money.FromPounds(362.50m), Money.FromPounds(537.50m)], parts);
    }

    [Fact]
    public void The_allocation_formula_phased_by_half_moves_half_way_from_last_year()
    {
        Assert.Equal(
            [Money.FromPounds(65), Money.FromPounds(35)],
            AllocationFormula.Share(
                Money.FromPounds(100),
                [Factor(100, 1, 1)],
                Money.Zero,
                Money.Zero,
                [Money.FromPounds(80), Money.FromPounds(20)],
                50
            )
        );
    }

    private static readonly Arbitrary<int> Value = Any.Number(0, 999),
        PerCent = Any.Number(0, 100);

    [RepeatableProperty(200)]
    public Property Allocations_add_up_to_the_pot_and_stay_above_the_floor_for_any_data() =>
        Prop.ForAll(
            Any.Number(1_000_000, 90_000_000),
            Any.Each(PerCent, PerCent, PerCent),
            Any.List(Any.Each(Value, Value, Value), 1, 10),
            (int pence, (int Flat, int Floor, int Phase) rules, (int People, int Crimes, int LastYear)[] some) =>
            {
                var (pot, areas) = (new Money(pence), some.Append((People: 1, Crimes: 1, LastYear: 1)).ToList()); // No column is all zero.
                var (flat, floor) = (pot.Pence / areas.Count * rules.Flat / 100, pot.Pence / areas.Count * rules.Floor / 100);
                var parts = AllocationFormula.Share(
                    pot,
                    [Factor(60, [.. areas.Select(area => area.People)]), Factor(40, [.. areas.Select(area => area.Crimes)])],
                    new(flat),
                    new(floor),
                    areas.Select(area => new Money(area.LastYear)).ToList(),
                    rules.Phase
                );
                Assert.Equal(pot, parts.Sum());
                Assert.All(parts, part => Assert.True(part.Pence >= floor - 1)); // Rounding the floor may cost a penny.
            }
        );

    [Fact]
    public void An_incomplete_allocation_formula_is_refused_with_each_gap_named()
    {
        var sentences = AllocationFormula
            .WhyNot(Money.FromPounds(100), [Factor(50, 0, 0) with { Source = "" }], Money.FromPounds(60), Money.Zero, 2, 100, 0)
            .Select(refusal => refusal.Sentence);
        Assert.Equal(
            [
                "The weights must add up to 100; they add up to 50.0",
                "Enter a value of People for at least one area",
                "Say where People comes from and give its date",
                "£60.00 for each of 2 areas is more than the pot of £100.00",
            ],
            sentences
        );
    }
}
