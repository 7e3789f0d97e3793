using Commissioning.Domain.Awards;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Monitoring;

namespace Commissioning.Domain.Tests.Monitoring;

public sealed class MonitoringRulesTests
{
    [Fact]
    public void A_return_waits_for_its_last_day_unless_it_is_about_money_used_again()
    {
        var (today, last) = (new DateOnly(2026, 5, 10), new DateOnly(2026, 5, 11));
        Assert.NotNull(MonitoringRules.WhyTooEarly(ReturnKind.Final, last, null, today));
        Assert.Null(MonitoringRules.WhyTooEarly(ReturnKind.Final, last, null, last));
        Assert.Null(MonitoringRules.WhyTooEarly(ReturnKind.Reuse, last, null, today));
    }

    private static readonly PeopleQuestion Age = new("Age", false, ["Young", "Old", "Not known"]),
        Need = new("Need", true, ["Carers", "Victims"]);

    private static ReturnContent Complete() =>
        new()
        {
            Kind = ReturnKind.Final,
            ProjectStarts = new(2026, 5, 1),
            Tolerance = new(100),
            Form = ReturnForms.Full,
            Forecast = new(2000),
            Lines = [new("Workers", new(1000), Money.Zero, new(1000), null)],
            Outcomes = [new("Fewer", "Done", "20", "9", Verdict.Met)],
            People = [new(Age, [3, 4, 0]), new(Need, [null, 2])],
            PeopleNew = 7,
            PeopleRepeat = 0,
            Answers = new Dictionary<string, string> { ["own"] = "Yes" },
            Delivered = "a",
            Learned = "b",
        };

    private static IEnumerable<string> Fields(ReturnContent content) =>
        MonitoringRules.WhyIncomplete(content, new(2027, 5, 1)).Select(refusal => refusal.Field ?? "");

    [Fact]
    public void A_complete_monitoring_return_has_no_gaps() => Assert.Empty(MonitoringRules.WhyIncomplete(Complete(), new(2027, 5, 1)));

    [Fact]
    public void A_monitoring_return_names_every_blank_because_blank_is_not_zero()
    {
        var blank = Complete() with
        {
            Lines = [new("Workers", new(1000), Money.Zero, null, null)],
            Outcomes = [new("Fewer", " ", null, null, null)],
            People = [new(Age, [null, null, null]), new(Need, [null, null])],
            PeopleRepeat = null,
            Delivered = " ",
            Learned = null,
            WithoutReceipt = ["Workers"],
        };
        Assert.Equal(
            [
                "Lines[0].Spent",
                "Outcomes[0].Achieved",
                "Outcomes[0].Verdict",
                "PeopleRepeat",
                "People[0].Counts[0]",
                "Delivered",
                "Learned",
                "",
            ],
            Fields(blank)
        );
        Assert.Equal(["PeopleNew"], Fields(Complete() with { PeopleNew = null }));
    }

    [Fact]
    public void A_short_return_asks_only_what_its_form_asks()
    {
        var nothing = Complete() with
        {
            Form = ReturnForms.Brief,
            Lines = [new("Workers", new(1000), Money.Zero, null, null)],
            Outcomes = [new("Fewer", null!, null, null, null)],
            PeopleNew = null,
            PeopleRepeat = null,
            Delivered = null,
            Learned = null,
            WithoutReceipt = ["Workers"],
        };
        Assert.Equal(["Spent", "PeopleNew", "Delivered", "Learned"], Fields(nothing));
        Assert.Equal(["Spent"], MonitoringRules.WhyIncomplete(nothing, new(2027, 5, 1), ReturnPage.Money).Select(refusal => refusal.Field));
        Assert.Empty(Fields(nothing with { Spent = Money.Zero, PeopleNew = 0, Delivered = "a", Learned = "b" }));
    }

    [Fact]
    public void A_question_of_the_offices_own_is_checked_as_in_an_application()
    {
        var own = new ReturnItem
        {
            Kind = ReturnItemKind.Own,
            Question = new()
            {
                Id = Guid.NewGuid(),
                Position = 1,
                Section = "Returns",
                Code = "own",
                Wording = "How many sessions?",
                WordLimit = 0,
                Required = true,
                Kind = QuestionKind.Number,
            },
        };
        var content = Complete() with { Form = ReturnForms.Full with { Items = [.. ReturnForms.Full.Items, own] } };
        Assert.Equal(["Questions[0].Form.Text"], Fields(content));
        Assert.Equal(
            "Enter one number of 0 or more, such as 25. Did you mean 40?",
            Assert
                .Single(
                    MonitoringRules.WhyIncomplete(
                        content with
                        {
                            Answers = new Dictionary<string, string> { ["own"] = "about 40" },
                        },
                        new(2027, 5, 1)
                    )
                )
                .Sentence
        );
        Assert.Empty(Fields(content with { Answers = new Dictionary<string, string> { ["own"] = "12" } }));
    }

    [Fact]
    public void A_line_below_its_accepted_claims_says_why()
    {
        var line = new BudgetLineSpend("Workers", new(1000), Money.Zero, new(950), null) { Claimed = new(1000) };
        var refusal = Assert.Single(MonitoringRules.WhyIncomplete(Complete() with { Lines = [line] }, new(2027, 5, 1)));
        Assert.Equal("You claimed £10.00 for Workers and entered £9.50. Say why, such as a refund.", refusal.Sentence);
        Assert.Empty(Fields(Complete() with { Lines = [line with { Explanation = "A refund" }] }));
    }

    [Fact]
    public void An_interim_monitoring_return_asks_for_less_than_a_final_one()
    {
        var interim = Complete() with
        {
            Kind = ReturnKind.Interim,
            Outcomes = [new("Fewer", "Begun", null, null, null)],
            People = [new(Age, [null, null, null]), new(Need, [null, null])],
            Lines = [new("Workers", new(1000), Money.Zero, new(100), null)],
        };
        Assert.Empty(MonitoringRules.WhyIncomplete(interim, new(2026, 12, 1)));
    }

    [Theory]
    [InlineData(1100, ReturnKind.Interim, false)]
    [InlineData(1101, ReturnKind.Interim, true)]
    [InlineData(1101, ReturnKind.Final, true)]
    [InlineData(900, ReturnKind.Final, false)]
    [InlineData(899, ReturnKind.Final, true)]
    [InlineData(899, ReturnKind.Interim, false)]
    public void A_budget_line_needs_a_reason_beyond_the_tolerance_and_below_its_budget_only_at_the_end(
        long spent,
        ReturnKind kind,
        bool needed
    )
    {
        var line = new BudgetLineSpend("Workers", new(1000), new(400), new(spent), null);
        Assert.Equal(needed, MonitoringRules.NeedsReason(line, kind, new(100)));
        var content = Complete() with { Kind = kind, Lines = [line] };
        Assert.Equal(needed ? ["Lines[0].Explanation"] : [], Fields(content));
        Assert.Empty(Fields(content with { Lines = [line with { Explanation = "Dearer" }] }));
    }

    [Fact]
    public void A_monitoring_return_reports_no_spending_before_the_project_starts() =>
        Assert.Equal(
            "The project starts on 1 May 2026, so nothing can have been spent yet",
            Assert.Single(MonitoringRules.WhyIncomplete(Complete(), new(2026, 4, 30))).Sentence
        );

    [Fact]
    public void People_reached_count_once_or_may_overlap_and_never_exceed_their_total()
    {
        Assert.Equal(
            "The people by age add up to 8, and 7 took part in all. Count each person once.",
            MonitoringRules.WhyPeopleAreWrong(new(Age, [4, 4, null]), 7, ReturnKind.Final)
        );
        Assert.Null(MonitoringRules.WhyPeopleAreWrong(new(Age, [3, 4, null]), 7, ReturnKind.Final));
        Assert.Equal(
            "Enter how many people there were by age. Count those you do not know under Not known.",
            MonitoringRules.WhyPeopleAreWrong(new(Age, [null, null, null]), 7, ReturnKind.Final)
        );
        Assert.Null(MonitoringRules.WhyPeopleAreWrong(new(Age, [null, null, null]), 0, ReturnKind.Final));
        Assert.Null(MonitoringRules.WhyPeopleAreWrong(new(Need, [7, 7]), 7, ReturnKind.Final));
        Assert.Equal(
            "Victims has 8 people, and 7 took part in all",
            MonitoringRules.WhyPeopleAreWrong(new(Need, [1, 8]), 7, ReturnKind.Final)
        );
    }

    [Fact]
    public void The_underspend_is_what_the_grant_did_not_pay_for_and_never_below_zero()
    {
        Assert.Equal(new Money(1), MonitoringRules.Unspent(new(1000), new(999)));
        Assert.Equal(Money.Zero, MonitoringRules.Unspent(new(1000), new(1001)));
    }

    [Fact]
    public void A_monitoring_return_is_overdue_from_the_day_after_its_date_until_it_is_sent()
    {
        Assert.False(MonitoringRules.IsOverdue(ReturnStatus.Due, new(2027, 5, 28), new(2027, 5, 28)));
        Assert.True(MonitoringRules.IsOverdue(ReturnStatus.Prepared, new(2027, 5, 28), new(2027, 5, 29)));
        Assert.False(MonitoringRules.IsOverdue(ReturnStatus.Submitted, new(2027, 5, 28), new(2027, 5, 29)));
    }

    [Fact]
    public void Return_reminders_count_working_days_across_weekends_and_bank_holidays()
    {
        // 28 May 2027 is a Friday; the Monday after it is a bank holiday.
        int[] days = [-10, 0, 1, 5];
        Assert.Null(MonitoringRules.ReminderDue(new(2027, 5, 28), days, new(2027, 5, 13)));
        Assert.Equal(-10, MonitoringRules.ReminderDue(new(2027, 5, 28), days, new(2027, 5, 14)));
        Assert.Equal(0, MonitoringRules.ReminderDue(new(2027, 5, 28), days, new(2027, 5, 31)));
        Assert.Equal(1, MonitoringRules.ReminderDue(new(2027, 5, 28), days, new(2027, 6, 1)));
        Assert.Equal(5, MonitoringRules.ReminderDue(new(2027, 5, 28), days, new(2027, 12, 1)));
    }

    [Fact]
    public void The_evidence_sample_is_a_fixed_share_of_the_lines_and_at_least_one()
    {
        var (id, lines) = (Guid.NewGuid(), Enumerable.Range(0, 9).Select(_ => Guid.NewGuid()).ToList());
        var policy = new AwardPolicy();
        Assert.Equal(3, EvidenceSample.Of(id, lines, policy.EvidenceFrom, policy).Count);
        Assert.Equal(
            EvidenceSample.Of(id, lines, policy.EvidenceFrom, policy),
            EvidenceSample.Of(id, Enumerable.Reverse(lines).ToList(), policy.EvidenceFrom, policy)
        );
        Assert.Single(EvidenceSample.Of(id, lines.Take(2).ToList(), policy.EvidenceFrom, policy));
        Assert.Empty(EvidenceSample.Of(id, lines, policy.EvidenceFrom - new Money(1), policy));
        Assert.Empty(EvidenceSample.Of(id, lines, policy.EvidenceFrom, policy with { EvidencePercent = 0 }));
    }

    [Fact]
    public void A_monitoring_return_is_certified_by_someone_other_than_its_preparer()
    {
        var preparer = Guid.NewGuid();
        Assert.Equal(
            "You prepared this return, so a colleague must certify it",
            MonitoringRules.WhyCannotCertify(ReturnStatus.Prepared, preparer, preparer)!.Sentence
        );
        Assert.Equal(
            "Only a prepared return can be certified",
            MonitoringRules.WhyCannotCertify(ReturnStatus.Due, null, preparer)!.Sentence
        );
        Assert.Null(MonitoringRules.WhyCannotCertify(ReturnStatus.Prepared, preparer, Guid.NewGuid()));
    }

    [Fact]
    public void A_monitoring_return_gives_each_blank_its_own_sentence()
    {
        var blank = Complete() with
        {
            Outcomes = [new("Fewer", "Done", null, null, null)],
            PeopleNew = null,
            PeopleRepeat = null,
            Learned = " ",
            WithoutReceipt = ["Workers"],
        };
        Assert.Equal(
            [
                "Say whether you reached outcome 1",
                "Enter how many different people have taken part, or 0",
                "Enter how many people came more than once, or 0",
                "Say what you learned",
                "Add a receipt for Workers: this line was chosen for the sample",
            ],
            MonitoringRules.WhyIncomplete(blank, new(2027, 5, 1)).Select(refusal => refusal.Sentence)
        );
        Assert.Equal(
            [
                "This return is prepared and waiting for a colleague to certify it",
                "This return has been sent and is waiting for review",
                "This return has been accepted",
            ],
            new[] { ReturnStatus.Prepared, ReturnStatus.Submitted, ReturnStatus.Accepted }.Select(status =>
                MonitoringRules.WhyCannotChange(status)!.Sentence
            )
        );
        Assert.Null(MonitoringRules.WhyCannotChange(ReturnStatus.Due));
    }

    [Fact]
    public void A_query_gives_the_rounds_days_on_a_working_day_and_never_less_than_the_due_date()
    {
        Assert.Equal(new DateOnly(2027, 6, 10), MonitoringRules.PutRightBy(new(2027, 5, 28), new(2027, 5, 27), 14));
        Assert.Equal(new DateOnly(2027, 8, 1), MonitoringRules.PutRightBy(new(2027, 8, 1), new(2027, 5, 27), 14));
        Assert.Equal(new DateOnly(2027, 6, 14), MonitoringRules.PutRightBy(new(2027, 5, 28), new(2027, 5, 29), 14));
        Assert.Equal(
            "Give a day after today by which to put it right",
            MonitoringRules.WhyNotPutRightBy(new(2027, 5, 27), new(2027, 5, 27))!.Sentence
        );
        Assert.NotNull(MonitoringRules.WhyNotPutRightBy(new(2027, 11, 28), new(2027, 5, 27)));
        Assert.Null(MonitoringRules.WhyNotPutRightBy(new(2027, 5, 28), new(2027, 5, 27)));
    }

    [Fact]
    public void A_return_opens_only_after_the_one_before_it_is_sent()
    {
        Assert.Equal(
            "Send the return for 1 May 2026 to 31 October 2026 first. This one goes on from its figures.",
            MonitoringRules.WhyNotOpen("return for 1 May 2026 to 31 October 2026")!.Sentence
        );
        Assert.Null(MonitoringRules.WhyNotOpen(null));
    }

    [Fact]
    public void A_return_is_sent_from_the_last_day_of_its_time_or_after_the_grant_was_ended_early()
    {
        Assert.StartsWith(
            "This return is about the time to 31 May 2027.",
            MonitoringRules.WhyTooEarly(ReturnKind.Final, new(2027, 5, 31), null, new(2027, 5, 30))!.Sentence,
            StringComparison.Ordinal
        );
        Assert.Null(MonitoringRules.WhyTooEarly(ReturnKind.Final, new(2027, 5, 31), null, new(2027, 5, 31)));
        Assert.Null(MonitoringRules.WhyTooEarly(ReturnKind.Final, new(2027, 5, 31), new DateTime(2027, 1, 5), new(2027, 1, 6)));
    }

    [Theory]
    [InlineData(345_500, 34_550)]
    [InlineData(995_000, 99_500)]
    [InlineData(200_000, 25_000)]
    public void The_tolerance_is_the_larger_of_a_tenth_of_the_grant_and_250_pounds(long grant, long tolerance) =>
        Assert.Equal(new Money(tolerance), Tolerance.Of(new(grant), new AwardPolicy()));
}
