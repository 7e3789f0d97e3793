using Commissioning.Domain.Awards;

namespace Commissioning.Domain.Tests.Awards;

public sealed class PotRulesTests
{
    [Theory]
    [InlineData(100, 0, 0, 0, 100, 0, 0)] // Nothing awarded.
    [InlineData(100, 80, 0, 80, 20, 0, 0)]
    [InlineData(100, 100, 30, 70, 0, 30, 0)] // All awarded, some returned.
    [InlineData(100, 125, 30, 95, 0, 5, 0)] // Of that, 25 awarded again.
    [InlineData(100, 130, 30, 100, 0, 0, 0)]
    [InlineData(100, 80, 10, 70, 20, 10, 0)]
    [InlineData(100, 120, 0, 120, 0, 0, 20)] // A correction went beyond the pot.
    public void A_pot_is_split_into_offered_unallocated_and_returned(
        long spendable,
        long awarded,
        long givenBack,
        long offered,
        long unallocated,
        long returned,
        long beyond
    ) =>
        Assert.Equal(
            new PotSplit(new(spendable), new(offered), new(unallocated), new(returned), new(beyond)),
            PotRules.Split(new(spendable), new(awarded), new(givenBack))
        );

    private static readonly Arbitrary<int> Pence = Any.Number(0, 200);

    [RepeatableProperty(1000)]
    public Property A_pots_split_adds_up_to_the_penny_for_any_amounts() =>
        Prop.ForAll(
            Pence,
            Pence,
            Pence,
            (spendable, kept, givenBack) =>
            {
                var split = PotRules.Split(new(spendable), new(kept + givenBack), new(givenBack));
                Assert.Equal(split.Pot + split.Beyond, split.Offered + split.Unallocated + split.Returned);
                Assert.True(split.Unallocated >= Money.Zero && split.Returned >= Money.Zero && split.Beyond >= Money.Zero);
                Assert.True(split.Unallocated == Money.Zero || split.Beyond == Money.Zero);
            }
        );
}
