using Commissioning.Domain.Payments;

namespace Commissioning.Domain.Tests.Payments;

public sealed class PaymentReleaseRulesTests
{
    private static readonly Guid One = Guid.NewGuid(),
        Two = Guid.NewGuid();

    [Theory]
    [InlineData(null, 9, false, null)]
    [InlineData(null, 1, false, null)]
    [InlineData("approved P-1-001", 3, true, "If everybody took part")]
    [InlineData("approved P-1-001", 2, false, "may record an exception")]
    [InlineData("requested P-1-001", 1, false, "You requested P-1-001, so someone else must release this payment run.")]
    [InlineData("approved P-1-001", 2, true, null)]
    public void A_payment_run_is_released_by_somebody_who_took_no_part_or_by_exception_where_fewer_than_three_people_can(
        string? part,
        int people,
        bool excepted,
        string? says
    )
    {
        var refusal = PaymentReleaseRules.WhyCannotRelease(One, part, people, excepted ? Two : null);
        Assert.Equal(says is null, refusal is null);
        Assert.Contains(says ?? "", refusal?.Sentence ?? "", StringComparison.Ordinal);
        if (part is not null && excepted)
            Assert.NotNull(PaymentReleaseRules.WhyCannotRelease(One, part, people, One));
    }

    [Fact]
    public void An_exception_for_a_payment_run_is_recorded_by_the_chief_finance_officer_or_where_there_is_none_by_another()
    {
        const string why = "Two of us work here and both approved";
        Assert.Null(PaymentReleaseRules.WhyCannotExcept(2, isChief: true, anyChief: true, isExcepted: false, why));
        Assert.Null(PaymentReleaseRules.WhyCannotExcept(2, isChief: false, anyChief: false, isExcepted: false, why));
        Assert.Equal(
            "The chief finance officer must record this exception",
            PaymentReleaseRules.WhyCannotExcept(2, isChief: false, anyChief: true, isExcepted: false, why)!.Sentence
        );
        Assert.NotNull(PaymentReleaseRules.WhyCannotExcept(3, isChief: true, anyChief: true, isExcepted: false, why));
        Assert.NotNull(PaymentReleaseRules.WhyCannotExcept(2, isChief: true, anyChief: true, isExcepted: true, why));
        Assert.Equal("exceptReason", PaymentReleaseRules.WhyCannotExcept(2, true, true, false, "ill")!.Field);
    }
}
