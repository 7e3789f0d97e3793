using Commissioning.Domain.Payments;

namespace Commissioning.Domain.Tests.Payments;

public sealed class MoneyOutTests
{
    [RepeatableProperty(300)]
    public Property An_award_is_never_exceeded_by_any_order_of_requests() =>
        Prop.ForAll(
            Any.Number(1, 100),
            Any.Steps(Any.Number(-2, 40), 20),
            (pence, requests) =>
            {
                var (award, taken) = (new Money(pence), Money.Zero);
                foreach (var amount in requests.Select(request => new Money(request)))
                {
                    if (PaymentRules.WhyCannotRequest(amount, award, taken, accepted: true, "f") is null)
                        taken += amount;
                    Assert.True(taken >= Money.Zero && taken <= award);
                }
                if (award > taken)
                    Assert.Null(PaymentRules.WhyCannotRequest(award - taken, award, taken, accepted: true, "f"));
            }
        );
}
