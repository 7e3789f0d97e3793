using Commissioning.Domain.Funds;
using Commissioning.Domain.Monitoring;
using Commissioning.Domain.Strategy;

namespace Commissioning.Domain.Tests.Monitoring;

public sealed class MonitoringRulesTests
{
    private static readonly PeopleQuestion Age = new("Age", false, ["Young", "Old", "Not known"]),
        Need = new("Need", true, ["Carers", "Victims"]);

    private static ReturnContent Complete() =>
        new()
        {
            Kind = ReturnKind.Final,
            ProjectStarts = new(2026, 5, 1),
            Lines = [new("Workers", new(1000), Money.Zero, new(1000), null)],
            Outcomes = [new("Fewer", "Done", "20", "9", Verdict.Met)],
            People = [new(Age, [3, 4, 0]), new(Need, [null, 2])],
            PeopleNew = 7,
            PeopleRepeat = 0,
            PreventionLevel = PreventionLevel.Primary,
            Delivered = "a",
            Learned = "b",
        };

    private static IEnumerable<string> Fields(ReturnContent content) =>
        MonitoringRules.WhyIncomplete(content, new(2027, 5, 1)).Select(refusal => refusal.Field ?? "");

    [Fact]
    public void A_complete_return_lacks_nothing() => Assert.Empty(MonitoringRules.WhyIncomplete(Complete(), new(2027, 5, 1)));

    [Fact]
    public void Every_blank_is_named_because_blank_is_not_nought()
    {
        var blank = Complete() with
        {
            Lines = [new("Workers", new(1000), Money.Zero, null, null)],
            Outcomes = [new("Fewer", " ", null, null, null)],
            People = [new(Age, [null, null, null]), new(Need, [null, null])],
            PeopleRepeat = null,
            PreventionLevel = null,
            Delivered = " ",
            Learned = null,
            WithoutReceipt = ["Workers"],
        };
        Assert.Equal(
            [
                "Form.Lines[0].Spent",
                "Form.Outcomes[0].Achieved",
                "Form.Outcomes[0].Verdict",
                "Form.PeopleRepeat",
                "Form.People[0].Counts[0]",
                "Form.PreventionLevel",
                "Form.Delivered",
                "Form.Learned",
                "",
            ],
            Fields(blank)
        );
        Assert.Equal(["PeopleNew"], Fields(Complete() with { PeopleNew = null }));
    }

    [Fact]
    public void Half_way_less_is_asked()
    {
        var interim = Complete() with
        {
            Kind = ReturnKind.Interim,
            Outcomes = [new("Fewer", "Begun", null, null, null)],
            People = [new(Age, [null, null, null]), new(Need, [null, null])],
            PreventionLevel = null,
            Lines = [new("Workers", new(1000), Money.Zero, new(100), null)],
        };
        Assert.Empty(MonitoringRules.WhyIncomplete(interim, new(2026, 12, 1)));
    }

    [Theory]
    [InlineData(1000, 0, 1001, ReturnKind.Interim, true)]
    [InlineData(1000, 600, 401, ReturnKind.Final, true)]
    [InlineData(1000, 0, 900, ReturnKind.Final, false)]
    [InlineData(1000, 0, 899, ReturnKind.Final, true)]
    [InlineData(1000, 0, 899, ReturnKind.Interim, false)]
    public void A_line_needs_a_reason_above_its_budget_and_at_the_end_well_below_it(
        long budget,
        long earlier,
        long spent,
        ReturnKind kind,
        bool needed
    )
    {
        var line = new BudgetLineSpend("Workers", new(budget), new(earlier), new(spent), null);
        Assert.Equal(needed, MonitoringRules.NeedsReason(line, kind));
        var content = Complete() with { Kind = kind, Lines = [line] };
        Assert.Equal(needed ? ["Lines[0].Explanation"] : [], Fields(content));
        Assert.Empty(Fields(content with { Lines = [line with { Explanation = "Dearer" }] }));
    }

    [Fact]
    public void Nothing_is_spent_before_the_project_starts() =>
        Assert.Equal(
            "The project starts on 1 May 2026, so nothing can have been spent yet",
            Assert.Single(MonitoringRules.WhyIncomplete(Complete(), new(2026, 4, 30))).Sentence
        );

    [Fact]
    public void People_count_once_or_may_overlap_and_never_pass_their_number()
    {
        Assert.Equal(
            "The people by age come to 8, and 7 took part for the first time. Each counts once.",
            MonitoringRules.WhyPeopleAreWrong(new(Age, [4, 4, null]), 7, ReturnKind.Final)
        );
        Assert.Null(MonitoringRules.WhyPeopleAreWrong(new(Age, [3, 4, null]), 7, ReturnKind.Final));
        Assert.Equal(
            "Enter how many people there were by age; those you do not know count under Not known",
            MonitoringRules.WhyPeopleAreWrong(new(Age, [null, null, null]), 7, ReturnKind.Final)
        );
        Assert.Null(MonitoringRules.WhyPeopleAreWrong(new(Age, [null, null, null]), 0, ReturnKind.Final));
        Assert.Null(MonitoringRules.WhyPeopleAreWrong(new(Need, [7, 7]), 7, ReturnKind.Final));
        Assert.Equal(
            "Victims has 8 people, and 7 took part for the first time",
            MonitoringRules.WhyPeopleAreWrong(new(Need, [1, 8]), 7, ReturnKind.Final)
        );
    }

    [Fact]
    public void Unspent_is_what_the_grant_did_not_pay_for_and_never_below_nil()
    {
        Assert.Equal(new Money(1), MonitoringRules.Unspent(new(1000), [new(400), new(599)]));
        Assert.Equal(Money.Zero, MonitoringRules.Unspent(new(1000), [new(1001)]));
    }

    [Fact]
    public void A_return_is_overdue_the_day_after_until_it_is_sent()
    {
        Assert.False(MonitoringRules.IsOverdue(ReturnStatus.Due, new(2027, 5, 28), new(2027, 5, 28)));
        Assert.True(MonitoringRules.IsOverdue(ReturnStatus.Prepared, new(2027, 5, 28), new(2027, 5, 29)));
        Assert.False(MonitoringRules.IsOverdue(ReturnStatus.Submitted, new(2027, 5, 28), new(2027, 5, 29)));
    }

    [Fact]
    public void Reminders_count_working_days_over_weekends_and_bank_holidays()
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
    public void The_sample_is_a_share_of_the_lines_at_least_one_and_always_the_same()
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
    public void Somebody_else_certifies_what_is_prepared()
    {
        var preparer = Guid.NewGuid();
        Assert.Equal(
            "You prepared this return, so a colleague must certify it",
            MonitoringRules.WhyCannotCertify(ReturnStatus.Prepared, preparer, preparer)!.Sentence
        );
        Assert.Equal(
            "Only a return that is prepared can be certified",
            MonitoringRules.WhyCannotCertify(ReturnStatus.Due, null, preparer)!.Sentence
        );
        Assert.Null(MonitoringRules.WhyCannotCertify(ReturnStatus.Prepared, preparer, Guid.NewGuid()));
    }

    [Fact]
    public void Each_blank_has_its_sentence()
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
                "Say whether outcome 1 was reached",
                "Enter how many people took part for the first time, or 0",
                "Enter how many people came back, or 0",
                "Say what you learned",
                "Add a receipt for Workers: this line was drawn for the sample",
            ],
            MonitoringRules.WhyIncomplete(blank, new(2027, 5, 1)).Select(refusal => refusal.Sentence)
        );
        Assert.Equal(
            [
                "This return is prepared and waits for a second person of yours to certify it",
                "This return has been sent and waits for review",
                "This return has been accepted",
            ],
            new[] { ReturnStatus.Prepared, ReturnStatus.Submitted, ReturnStatus.Accepted }.Select(status =>
                MonitoringRules.WhyCannotChange(status)!.Sentence
            )
        );
        Assert.Null(MonitoringRules.WhyCannotChange(ReturnStatus.Due));
        Assert.Equal(new DateOnly(2027, 6, 10), MonitoringRules.DueAgain(new(2027, 5, 28), new(2027, 5, 27)));
        Assert.Equal(new DateOnly(2027, 8, 1), MonitoringRules.DueAgain(new(2027, 8, 1), new(2027, 5, 27)));
    }
}
