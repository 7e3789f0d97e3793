using System.Globalization;
using Commissioning.Domain.Records;

namespace Commissioning.Domain.Tests.Records;

public sealed class RetentionRulesTests
{
    [Theory]
    [InlineData("2024-02-29", 12, "2025-03-01")]
    [InlineData("2024-02-29", 48, "2028-03-01")]
    [InlineData("2023-02-28", 12, "2024-02-29")]
    [InlineData("2025-01-31", 1, "2025-03-01")]
    [InlineData("2026-11-30", 3, "2027-03-01")]
    [InlineData("2026-04-01", 84, "2033-04-02")]
    public void A_record_may_be_erased_on_the_day_after_its_retention_period_ends(string from, int months, string on)
    {
        var (start, day) = (DateOnly.Parse(from, CultureInfo.InvariantCulture), DateOnly.Parse(on, CultureInfo.InvariantCulture));
        Assert.Equal(day, RetentionRules.ErasableOn(start, months));
        Assert.True(RetentionRules.IsDue(start, months, day));
        Assert.False(RetentionRules.IsDue(start, months, day.AddDays(-1)));
    }

    [Fact]
    public void The_retention_query_date_includes_every_record_that_may_be_due()
    {
        for (var today = new DateOnly(2026, 1, 1); today < new DateOnly(2029, 1, 1); today = today.AddDays(1))
            foreach (var months in new[] { 1, 6, 12, 36 })
                for (var back = -6; back <= 6; back++)
                {
                    var from = today.AddMonths(-months).AddDays(back);
                    Assert.True(
                        !RetentionRules.IsDue(from, months, today) || from <= RetentionRules.NoneDueAfter(today, months),
                        $"{from} after {months} on {today}"
                    );
                }
    }

    [Fact]
    public void A_retention_rule_exists_for_every_record_type_and_reads_in_words()
    {
        Assert.Equal(Enum.GetValues<RecordType>(), RetentionRules.All.Select(rule => rule.Type));
        Assert.All(RetentionRules.All, rule => Assert.Null(RetentionRules.WhyCannotSet(rule.Months, "The schedule, 4.2")));
        Assert.Equal(
            ("7 years", "1 year", "18 months", "1 month"),
            (RetentionRules.Words(84), RetentionRules.Words(12), RetentionRules.Words(18), RetentionRules.Words(1))
        );
    }

    [Theory]
    [InlineData(null, "Why", "months")]
    [InlineData(0, "Why", "months")]
    [InlineData(601, "Why", "months")]
    [InlineData(12, " ", "reason")]
    public void A_retention_period_is_in_months_and_needs_a_reason(int? months, string reason, string field) =>
        Assert.Equal(field, RetentionRules.WhyCannotSet(months, reason)!.Field);

    [Fact]
    public void A_legal_hold_on_an_application_covers_its_organisation_but_no_other_application()
    {
        var (application, other, organisation, round) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var held = new RecordsOnLegalHold(
            new HashSet<Guid> { organisation },
            new HashSet<Guid> { round },
            new HashSet<Guid> { application }
        );
        Assert.True(held.Hold(application, organisation, round));
        Assert.False(held.Hold(other, organisation, round));
        Assert.True(held.Hold(null, organisation, null));
        Assert.True(held.Hold(null, null, round));
        Assert.False(held.Hold(null, Guid.NewGuid(), Guid.NewGuid()));
        Assert.False(held.Hold(null, null, null));
    }
}
