using Commissioning.Domain.Monitoring;
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

    [Fact]
    public void Unspent_is_what_the_grant_did_not_pay_for_and_never_below_nil()
    {
        Assert.Equal(new Money(1), MonitoringRules.Unspent(new(1000), [new(400), new(599)]));
        Assert.Equal(Money.Nil, MonitoringRules.Unspent(new(1000), [new(1001)]));
    }

    [Fact]
    public void A_return_says_every_line_that_is_blank_because_blank_is_not_nought()
    {
        var refusals = MonitoringRules.WhyIncomplete([new(new(100), null, null), new(new(100), Money.Nil, null), new(new(100), new(101), null)], ["done", " "], "a", "b", 0, null);
        Assert.Equal(["Form.Lines[0].Spent", "Form.Lines[2].Explanation", "Form.Outcomes[1].Achieved", "Form.PeopleRepeat"], refusals.Select(refusal => refusal.Field));
    }

    [Fact]
    public void A_return_is_overdue_the_day_after()
    {
        Assert.False(MonitoringRules.IsOverdue(ReturnStatus.Due, new(2027, 5, 28), new(2027, 5, 28)));
        Assert.True(MonitoringRules.IsOverdue(ReturnStatus.Due, new(2027, 5, 28), new(2027, 5, 29)));
    }
}
