using Commissioning.Domain.CspBudgets;

namespace Commissioning.Domain.Tests.CspBudgets;

public sealed class ProRataTests
{
    [RepeatableProperty(500)]
    public Property Pro_rata_shares_add_up_exactly_and_are_within_a_penny_of_their_proportion() =>
        Prop.ForAll(
            Any.Number(0, 1_000_000_000),
            Any.List(Any.Number(0, 49), 1, 11),
            (pence, some) =>
            {
                int[] weights = [.. some, 1]; // not all zero
                var parts = ProRata.Share(new(pence), weights.Select(weight => (Fraction)weight).ToList());
                Assert.Equal(new Money(pence), parts.Sum(part => part.Part));
                for (var p = 0; p < weights.Length; p++)
                {
                    var due = new Fraction(pence, 1) * weights[p] / weights.Sum();
                    var gap = new Fraction(parts[p].Part.Pence, 1) - due;
                    Assert.True(gap > -1 && gap < 1);
                    // An odd penny is what a share has above its due cut to whole pence, and nothing else is.
                    Assert.Equal(parts[p].GotOddPenny, parts[p].Part.Pence > due.Numerator / due.Denominator);
                }
            }
        );
}
