using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
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
    public void Of_a_locked_year_and_of_an_area_that_ended_only_what_was_spent_is_paid()
    {
        Assert.Null(AreaPaymentRules.WhySpentOnly("Blaby", Year, locked: false, Today, Today));
        Assert.Equal(
            "2026-27 is locked. You can still pay what Blaby spent in it.",
            AreaPaymentRules.WhySpentOnly("Blaby", Year, locked: true, null, Today)
        );
        Assert.Equal(
            "Blaby ended on 31 March 2026. You can still pay what it spent.",
            AreaPaymentRules.WhySpentOnly("Blaby", Year, locked: false, new(2026, 3, 31), Today)
        );
        Assert.Equal(new Money(5_000), (MoneyOf(AreaPaymentBasis.InAdvance, 10_000, 0, 5_000, 0) with { SpentOnly = true }).Left);
    }

    /// <summary>Over ten years in which what is left at each year's end is kept by the area, or goes elsewhere, and everything that may be
    /// paid is requested: the council is never paid a pound that was not allocated, no pound twice, and in the end it has all that the area
    /// kept but what it holds over.</summary>
    [RepeatableProperty(300)]
    public Property Paid_over_all_years_never_exceeds_what_was_allocated_over_all_years() =>
        Prop.ForAll(
            Any.Steps(Any.Number(0, 10_000), 10),
            Any.Steps(Any.Number(0, 10_000), 10),
            Any.Steps(Any.Number(0, 11), 10),
            (allocated, spending, choices) =>
            {
                var (total, paid, inHand, carriedIn, lost) = (0L, 0L, Money.Zero, 0L, 0L);
                foreach (var (i, fresh) in allocated.Index())
                {
                    var choice = choices.Length > 0 ? choices[i % choices.Length] : 0;
                    total += fresh;
                    var allocation = fresh + carriedIn;
                    var spent = Math.Min(allocation, spending.Length > 0 ? spending[i % spending.Length] : 0);
                    var basis = choice % 2 == 0 ? AreaPaymentBasis.InAdvance : AreaPaymentBasis.InArrears;
                    var money = MoneyOf(basis, allocation, 0, spent, 0) with { InHand = inHand };
                    money = money with { Requested = money.Left, Paid = money.Left };
                    paid += money.Paid.Pence;
                    // What the office gave up is paid on top; nothing else is.
                    Assert.InRange(paid, 0, total + lost);
                    var over = allocation - spent;
                    carriedIn = choice / 2 % 2 == 0 ? over : 0;
                    money = money with { Returned = new(over), KeptForNext = new(carriedIn) };
                    // What it holds is either the area's to keep or paid over, and nothing of it is lost.
                    Assert.True(money.HeldForNext <= money.PaidOver + money.KeptForNext);
                    if (choice >= 8)
                    {
                        var ceiling = money.Ceiling;
                        lost += money.HeldForNext.Pence;
                        money = money with { WrittenOff = money.HeldForNext };
                        Assert.Equal((Money.Zero, ceiling), (money.PaidOver, money.Ceiling));
                    }
                    else if (choice >= 4)
                    {
                        paid -= money.HeldForNext.Pence;
                        money = money with { PaidBack = money.HeldForNext };
                        Assert.Equal(Money.Zero, money.PaidOver);
                    }
                    inHand = money.InHandNext;
                }
            }
        );

    [Theory]
    [InlineData(3_000, 0, 3_000, "Only £70.00 of the allocation of £100.00, less £30.00 in hand from earlier years, is left to pay")]
    [InlineData(0, 3_000, 3_000, "Only £70.00 of the allocation of £100.00, less £30.00 in hand from earlier years, is left to pay")]
    public void What_a_council_has_in_hand_counts_as_paid_and_is_paid_over_where_the_area_does_not_keep_it(
        long kept,
        long over,
        long held,
        string sentence
    )
    {
        // Paid £100, spent £70; £30 is kept or pooled.
        var money = MoneyOf(AreaPaymentBasis.InAdvance, 10_000, 3_000, 7_000, 10_000) with
        {
            Paid = new(10_000),
            KeptForNext = new(kept),
        };
        Assert.Equal((new Money(over), new Money(held)), (money.PaidOver, money.InHandNext));
        var next = MoneyOf(AreaPaymentBasis.InAdvance, 10_000, 0, 0, 0) with { InHand = money.InHandNext };
        Assert.Equal(new Refusal(sentence, "amount"), AreaPaymentRules.WhyCannotRequest("Blaby", next, new(9_000), "amount"));
        Assert.Equal(new Money(held), next.Held);
    }

    [Fact]
    public void A_council_cannot_pay_back_more_than_it_holds_above_what_its_area_keeps()
    {
        var money = MoneyOf(AreaPaymentBasis.InAdvance, 10_000, 3_000, 7_000, 10_000) with { Paid = new(10_000) };
        Assert.Null(AreaPaymentRules.WhyNotPaidBack("Blaby", money, new(3_000), "amount"));
        Assert.Equal(
            new Refusal("The council of Blaby holds only £30.00 more than the area keeps for the year", "amount"),
            AreaPaymentRules.WhyNotPaidBack("Blaby", money, new(3_001), "amount")
        );
        Assert.NotNull(AreaPaymentRules.WhyNotPaidBack("Blaby", money, Money.Zero, "amount"));
    }

    [Fact]
    public void An_area_is_held_without_a_lead_council_after_a_change_of_it_and_while_a_return_is_late()
    {
        var (lead, other) = (Guid.NewGuid(), Guid.NewGuid());
        Assert.Empty(AreaPaymentRules.WhyHeld("Blaby", lead, lead, []));
        Assert.Equal(["Blaby has no lead council that could be paid"], AreaPaymentRules.WhyHeld("Blaby", null, null, []));
        Assert.Equal(
            [
                "The lead council of Blaby changed after the request, so refuse the payment and request it again",
                "The return of Blaby for quarter 1 of 2026-27 was due on 21 July 2026 and is not certified yet",
            ],
            AreaPaymentRules.WhyHeld("Blaby", lead, other, [new(Year, ReturnPeriod.Quarter1, new(2026, 7, 21))])
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
