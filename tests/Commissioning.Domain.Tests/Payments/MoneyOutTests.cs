using Commissioning.Domain.Payments;

namespace Commissioning.Domain.Tests.Payments;

public sealed class MoneyOutTests
{
    [Fact]
    public void Whatever_is_asked_for_in_whatever_order_the_award_is_never_passed()
    {
        var random = new Random(7);
        for (var i = 0; i < 300; i++)
        {
            var award = new Money(random.Next(1, 1_000_000));
            var taken = Money.Nil;
            for (var request = 0; request < 20; request++)
            {
                var amount = new Money(random.Next(-10, 400_000));
                if (PaymentRules.WhyCannotRequest(amount, award, taken, accepted: true, "f") is null) taken += amount;
                Assert.True(taken <= award);
            }
            if (award > taken) Assert.Null(PaymentRules.WhyCannotRequest(award - taken, award, taken, accepted: true, "f"));
        }
    }
}
