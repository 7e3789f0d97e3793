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

    [Theory]
    [InlineData(9000, 9000, 0, null)]
    [InlineData(9000, 8000, 1000, "The return says £10.00 more than the ledger, and its lines account for all of it")]
    [InlineData(9000, 8000, 500, "The return says £5.00 more than the ledger and its lines together")]
    [InlineData(9000, 9000, 500, "The return says £5.00 less than the ledger and its lines together")]
    [InlineData(9000, 9500, 0, "The return says £5.00 less than the ledger")]
    public void A_return_is_compared_with_the_ledger_and_its_lines(long actual, long ledger, long lines, string? sentence) =>
        Assert.Equal(sentence, ReturnRules.Difference(new(actual), new(ledger), new(lines)));

    [Fact]
    public void A_forecast_below_what_is_spent_and_committed_is_explained()
    {
        static IEnumerable<string> Why(long forecast, string? reasons) =>
            ReturnRules.WhyIncomplete(new(600), new(500), new(forecast), new(1000), reasons, null).Select(refusal => refusal.Sentence);
        Assert.Equal(
            ["Spent and committed come to £11.00, which is above the forecast of £10.00. Correct it, or say why."],
            Why(1000, " ")
        );
        Assert.Empty(Why(1000, "An order is delivered in April"));
        Assert.Equal(["Say why the forecast differs from the allocation of £10.00"], Why(1100, null));
    }

    [Fact]
    public void Committed_money_is_compared_with_the_ledger()
    {
        Assert.Equal("The ledger has £5.00, which is £1.00 less.", ReturnRules.AgainstCommitted(new(600), new(500)));
        Assert.Equal("The ledger has £5.00, which is £1.00 more.", ReturnRules.AgainstCommitted(new(400), new(500)));
        Assert.Equal("The ledger has the same.", ReturnRules.AgainstCommitted(new(500), new(500)));
    }

    [Fact]
    public void An_entry_is_named_once_when_its_reason_begins_with_its_kind()
    {
        Assert.Equal("Commitment met by what is spent next", TransactionKind.Commitment.With("Commitment met by what is spent next"));
        Assert.Equal("Base allocation", TransactionKind.Base.With("Base allocation"));
        Assert.Equal("Expenditure: Wardens", TransactionKind.Expenditure.With("Wardens"));
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
            ReturnRules.ReminderDue(
                new(2025, 7, 21),
                ReminderDays.Default.AreaReturns,
                DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture)
            )
        );

    private static DateOnly Day(string day) => DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
}
