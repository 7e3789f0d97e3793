using Commissioning.Domain.Calendar;
using Commissioning.Domain.Payments;

namespace Commissioning.Domain.Tests.Payments;

public sealed class AreaPaymentRulesTests
{
    private static readonly FinancialYear Year = new(2026);
    private static readonly DateOnly Today = new(2026, 11, 30);

    private static AreaMoney MoneyOf(AreaPaymentBasis basis, long allocation, long returned, long spent, long requested) =>
        new()
        {
            Basis = basis,
            Allocation = new(allocation),
            Returned = new(returned),
            Expenditure = new(spent),
            Requested = new(requested),
        };

    /// <summary>Whatever is requested in whatever order, what is accepted never exceeds the allocation that is kept (in advance) or what
    /// was spent (in arrears), and the whole of it can be reached.</summary>
    [RepeatableProperty(300)]
    public Property Accepted_requests_never_exceed_what_may_be_paid_to_an_area() =>
        Prop.ForAll(
            Any.Number(0, 50_000),
            Any.Number(0, 50_000),
            Any.Steps(Any.Number(-100, 30_000), 30),
            (allocation, other, asked) =>
            {
                foreach (var basis in Enum.GetValues<AreaPaymentBasis>())
                {
                    var returned = Math.Min(other, allocation) / 3;
                    var money = MoneyOf(basis, allocation, returned, other, 0);
                    foreach (var amount in asked)
                        if (AreaPaymentRules.WhyCannotRequest("Blaby", money, new(amount), "amount") is null)
                            money = money with { Requested = money.Requested + new Money(amount) };
                    var most = basis == AreaPaymentBasis.InAdvance ? allocation - returned : other;
                    Assert.InRange(money.Requested.Pence, 0, most);
                    Assert.Equal(most - money.Requested.Pence, money.Left.Pence);
                    if (money.Left > Money.Zero)
                        Assert.Null(AreaPaymentRules.WhyCannotRequest("Blaby", money, money.Left, "amount"));
                    Assert.NotNull(AreaPaymentRules.WhyCannotRequest("Blaby", money, money.Left + new Money(1), "amount"));
                }
            }
        );

    [Theory]
    [InlineData(AreaPaymentBasis.InAdvance, 0, "Only £60.00 of the allocation of £100.00 is left to pay")]
    [InlineData(AreaPaymentBasis.InAdvance, 1000, "Only £50.00 of the £90.00 that Blaby keeps of its allocation is left to pay")]
    [InlineData(AreaPaymentBasis.InArrears, 0, "Only £10.00 of the £50.00 that Blaby has spent is left to pay")]
    public void A_request_above_what_may_be_paid_says_what_is_left(AreaPaymentBasis basis, long returned, string sentence) =>
        Assert.Equal(
            new Refusal(sentence, "amount"),
            AreaPaymentRules.WhyCannotRequest("Blaby", MoneyOf(basis, 10_000, returned, 5_000, 4_000), new(9_000), "amount")
        );

    [Fact]
    public void What_a_council_holds_is_below_zero_where_it_spent_more_than_it_was_paid()
    {
        Assert.Equal(new Money(-2_000), (MoneyOf(AreaPaymentBasis.InArrears, 10_000, 0, 5_000, 4_000) with { Paid = new(3_000) }).Held);
        // Spending that was corrected after it was paid.
        Assert.Equal(Money.Zero, MoneyOf(AreaPaymentBasis.InArrears, 10_000, 0, 3_000, 4_000).Left);
    }

    [Fact]
    public void An_approval_past_what_may_be_paid_is_refused()
    {
        var money = MoneyOf(AreaPaymentBasis.InAdvance, 10_000, 0, 0, 10_000);
        Assert.Null(AreaPaymentRules.WhyPastCeiling("Blaby", money, new(4_000), new(6_000)));
        Assert.Equal(
            "£60.01 of the allocation of £100.00 has already been approved, so £40.00 more would be over it",
            AreaPaymentRules.WhyPastCeiling("Blaby", money, new(4_000), new(6_001))?.Sentence
        );
    }

    [Fact]
    public void A_locked_year_and_an_area_that_ended_are_closed()
    {
        Assert.Null(AreaPaymentRules.WhyClosed("Blaby", Year, locked: false, Today, Today));
        Assert.Equal(
            "2026-27 is locked, so nothing more can be paid to Blaby for it",
            AreaPaymentRules.WhyClosed("Blaby", Year, locked: true, null, Today)?.Sentence
        );
        Assert.Equal(
            "Blaby ended on 31 March 2026, so nothing more can be paid to it",
            AreaPaymentRules.WhyClosed("Blaby", Year, locked: false, new(2026, 3, 31), Today)?.Sentence
        );
    }

    [Fact]
    public void An_area_is_held_without_a_lead_council_after_a_change_of_it_and_while_a_return_is_late()
    {
        var (lead, other) = (Guid.NewGuid(), Guid.NewGuid());
        Assert.Empty(AreaPaymentRules.WhyHeld("Blaby", lead, lead, null));
        Assert.Equal(["Blaby has no lead council that could be paid"], AreaPaymentRules.WhyHeld("Blaby", null, null, null));
        Assert.Equal(
            [
                "The lead council of Blaby changed after the request, so refuse the payment and request it again",
                "The return of Blaby for quarter 1 of 2026-27 was due on 21 July 2026 and is not certified yet",
            ],
            AreaPaymentRules.WhyHeld("Blaby", lead, other, new("quarter 1 of 2026-27", new(2026, 7, 21)))
        );
    }

    [Fact]
    public void A_contact_of_the_area_does_not_pay_it()
    {
        Assert.Null(AreaPaymentRules.WhyNotSeparate("Blaby", isContact: false));
        Assert.Equal(
            "You are a contact of Blaby, so someone else must approve and release its payments",
            AreaPaymentRules.WhyNotSeparate("Blaby", isContact: true)?.Sentence
        );
    }
}
