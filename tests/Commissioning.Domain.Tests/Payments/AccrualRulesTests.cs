using Commissioning.Domain.Calendar;
using Commissioning.Domain.Payments;

namespace Commissioning.Domain.Tests.Payments;

public sealed class AccrualRulesTests
{
    private static readonly FinancialYear Year = new(2025);

    private static MoneyAtYearEnd Of(int net, int paid, int claimed = 0, int? spent = null, int? inAdvance = null) =>
        new()
        {
            Net = Money.FromPounds(net),
            Paid = Money.FromPounds(paid),
            PaidInAdvance = Money.FromPounds(inAdvance ?? paid),
            Claimed = Money.FromPounds(claimed),
            Spent = spent is { } pounds ? Money.FromPounds(pounds) : null,
            Source = "the return to 31 March 2026",
            StartsOn = new(2026, 1, 1),
            EndsOn = new(2026, 12, 31),
        };

    private static IReadOnlyList<(AccrualKind, Money)> Lines(MoneyAtYearEnd money) =>
        AccrualRules.Lines(money, Year).Select(line => (line.Kind, line.Amount)).ToList();

    [Fact]
    public void Claims_and_spending_that_were_not_paid_are_accrued_once()
    {
        Assert.Equal(
            [(AccrualKind.Accrual, Money.FromPounds(200)), (AccrualKind.Accrual, Money.FromPounds(300))],
            Lines(Of(2_000, 500, claimed: 200, spent: 1_000))
        );
        // What was spent above the award is its holder's own.
        Assert.Equal([(AccrualKind.Accrual, Money.FromPounds(100))], Lines(Of(600, 500, spent: 1_000)));
    }

    [Fact]
    public void What_was_paid_for_later_is_prepaid_by_days_and_never_beside_an_accrual()
    {
        // 275 of 365 days are after 31 March.
        Assert.Equal([(AccrualKind.Prepayment, new Money(27_500))], Lines(Of(2_000, 365)));
        Assert.Contains(
            "275 of 365 days are after 31 March 2026",
            Assert.Single(AccrualRules.Lines(Of(2_000, 365), Year)).Worked,
            StringComparison.Ordinal
        );
        Assert.Empty(Lines(Of(2_000, 365, inAdvance: 0)));
        Assert.Empty(Lines(Of(2_000, 365) with { Ended = true }));
        Assert.Equal([(AccrualKind.Prepayment, Money.FromPounds(365))], Lines(Of(2_000, 365) with { StartsOn = new(2026, 5, 1) }));
        Assert.Empty(Lines(Of(2_000, 365) with { EndsOn = Year.End }));
    }

    [Fact]
    public void What_an_area_had_in_hand_from_earlier_years_is_not_accrued_again()
    {
        var area = Of(5_000, 5_000, spent: 5_000) with { StartsOn = null, EndsOn = null, InHand = Money.FromPounds(1_000) };
        Assert.Empty(Lines(area));
        Assert.Equal(
            "The return to 31 March 2026 says that £6,000.00 was spent, of at most £6,000.00, and £5,000.00 was paid by 31 March 2026 or in hand from earlier years (£1,000.00).",
            Assert.Single(AccrualRules.Lines(area with { Net = Money.FromPounds(6_000), Spent = Money.FromPounds(6_000) }, Year)).Worked
        );
    }

    [Fact]
    public void An_area_is_accrued_for_what_it_spent_above_its_payments_and_prepaid_for_the_rest()
    {
        var area = Of(5_000, 4_000, spent: 5_000) with { StartsOn = null, EndsOn = null };
        Assert.Equal([(AccrualKind.Accrual, Money.FromPounds(1_000))], Lines(area));
        Assert.Equal(
            [(AccrualKind.Prepayment, Money.FromPounds(500))],
            Lines(area with { Net = Money.FromPounds(3_500), Spent = Money.FromPounds(3_500) })
        );
    }

    [Fact]
    public void A_second_person_approves_who_changed_nothing()
    {
        var (sender, changer, other) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        Assert.Null(AccrualRules.WhyCannotApprove(YearEndStatus.Sent, other, sender, [changer]));
        Assert.NotNull(AccrualRules.WhyCannotApprove(YearEndStatus.Sent, sender, sender, [changer]));
        Assert.NotNull(AccrualRules.WhyCannotApprove(YearEndStatus.Sent, changer, sender, [changer]));
        Assert.NotNull(AccrualRules.WhyCannotApprove(YearEndStatus.Draft, other, sender, []));
        Assert.NotNull(AccrualRules.WhyTooEarly(Year, Year.End));
        Assert.Null(AccrualRules.WhyTooEarly(Year, Year.End.AddDays(1)));
    }
}
