using Commissioning.Domain.CspBudgets;

namespace Commissioning.Domain.Tests.CspBudgets;

public sealed class ReturnRulesTests
{
    [Fact]
    public void A_spending_return_is_due_fifteen_working_days_after_its_quarter()
    {
        Assert.Equal(new DateOnly(2025, 7, 21), ReturnRules.DueOn(new(2025), ReturnPeriod.Quarter1));
        Assert.Equal(new DateOnly(2026, 1, 22), ReturnRules.DueOn(new(2025), ReturnPeriod.Quarter3)); // New Year's Day does not count.
        Assert.Equal(new DateOnly(2026, 2, 20), ReturnRules.DueOn(new(2025), ReturnPeriod.February));
    }

    [Theory]
    [InlineData(null, null, "2025-07-21", 0)]
    [InlineData(null, null, "2025-07-30", 7)]
    [InlineData(CspReturnStatus.Prepared, null, "2025-07-30", 7)]
    [InlineData(CspReturnStatus.Certified, null, "2025-07-30", 0)]
    [InlineData(CspReturnStatus.Accepted, null, "2025-07-30", 0)]
    [InlineData(CspReturnStatus.Queried, "2025-08-08", "2025-07-30", 0)]
    [InlineData(CspReturnStatus.Queried, "2025-08-08", "2025-08-12", 2)]
    public void A_return_is_late_until_it_is_certified_and_one_sent_back_from_its_own_day(
        CspReturnStatus? status,
        string? putRightBy,
        string today,
        int late
    ) =>
        Assert.Equal(
            late,
            ReturnRules.DaysOverdue(new(2025), ReturnPeriod.Quarter1, status, putRightBy is null ? null : Day(putRightBy), Day(today))
        );

    [Theory]
    [InlineData(9000, 8000, 1000, null)]
    [InlineData(
        9000,
        8000,
        500,
        "You say that £90.00 was spent. The ledger has £80.00 and the lines add £5.00, so £5.00 is missing from them. Add or correct lines, or say why."
    )]
    [InlineData(
        9000,
        9000,
        500,
        "You say that £90.00 was spent. The ledger has £90.00 and the lines add £5.00, so they have £5.00 more. Add or correct lines, or say why."
    )]
    public void Spending_that_is_neither_in_the_ledger_nor_in_the_lines_is_explained(long actual, long ledger, long lines, string? sentence)
    {
        Assert.Equal(sentence, ReturnRules.WhyNotExplained(new(actual), new(ledger), new(lines), " ")?.Sentence);
        Assert.Null(ReturnRules.WhyNotExplained(new(actual), new(ledger), new(lines), "A refund in transit"));
    }

    [Fact]
    public void Returns_are_certified_in_order_after_the_period_by_a_colleague()
    {
        var (mine, colleague, year) = (Guid.CreateVersion7(), Guid.CreateVersion7(), new Domain.Calendar.FinancialYear(2025));
        string? Why(Guid certifier, ReturnPeriod? missing, string today) =>
            ReturnRules
                .WhyCannotCertify(year, ReturnPeriod.Quarter2, mine, CspReturnStatus.Prepared, missing, certifier, Day(today))
                ?.Sentence;
        Assert.Equal("You prepared this return, so a colleague must certify it", Why(mine, null, "2025-10-01"));
        Assert.Equal("This return covers spending to 30 September 2025. Certify it after that day.", Why(colleague, null, "2025-09-30"));
        Assert.Equal(
            "The return for quarter 1 is not certified yet. Certify the returns in their order.",
            Why(colleague, ReturnPeriod.Quarter1, "2025-10-01")
        );
        Assert.Null(Why(colleague, null, "2025-10-01"));
    }

    [Theory]
    [InlineData("2025-07-11", null)]
    [InlineData("2025-07-14", -5)]
    [InlineData("2025-07-20", -5)]
    [InlineData("2025-07-21", 0)]
    [InlineData("2025-07-28", 5)]
    [InlineData("2025-08-18", 20)]
    [InlineData("2025-09-02", 20)]
    [InlineData("2025-09-03", null)]
    public void The_return_reminder_due_is_the_latest_whose_working_day_has_come(string today, int? days) =>
        Assert.Equal(
            days,
            ReturnRules.ReminderDue(new(2025, 7, 21), DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture))
        );

    private static DateOnly Day(string day) => DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
}
