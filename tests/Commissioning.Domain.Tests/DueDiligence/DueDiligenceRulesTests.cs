using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Funds;
using static Commissioning.Domain.DueDiligence.CheckStatus;

namespace Commissioning.Domain.Tests.DueDiligence;

public sealed class DueDiligenceRulesTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    private static CheckState State(
        CheckStatus status,
        bool confirmed = true,
        CheckHold holds = CheckHold.Decision,
        DateOnly? until = null
    ) => new(status, confirmed, holds, until);

    [Theory]
    [InlineData(CheckResult.NotStarted, NotStarted, NotStarted)]
    [InlineData(CheckResult.NotStarted, NotStarted, NotApplicable)]
    [InlineData(CheckResult.InProgress, Pass, NotStarted)]
    [InlineData(CheckResult.Pass, Pass, NotApplicable)]
    [InlineData(CheckResult.Pass, NotApplicable)]
    [InlineData(CheckResult.Condition, Pass, CheckStatus.Condition)]
    [InlineData(CheckResult.Fail, Fail, NotStarted)]
    public void The_due_diligence_result_follows_from_its_checks(CheckResult result, params CheckStatus[] checks) =>
        Assert.Equal(result, DueDiligenceRules.ResultOf(checks.Select(check => State(check)).ToList(), Today));

    [Fact]
    public void A_failed_check_counts_only_after_a_second_person_confirms_it() =>
        Assert.Equal(CheckResult.InProgress, DueDiligenceRules.ResultOf([State(Pass), State(Fail, confirmed: false)], Today));

    [Fact]
    public void A_check_that_holds_only_payment_does_not_hold_up_the_result()
    {
        Assert.Equal(CheckResult.Pass, DueDiligenceRules.ResultOf([State(Pass), State(NotStarted, holds: CheckHold.Payment)], Today));
        Assert.Equal(
            CheckResult.Pass,
            DueDiligenceRules.ResultOf([State(NotApplicable), State(NotStarted, holds: CheckHold.Payment)], Today)
        );
        Assert.Equal(CheckResult.Fail, DueDiligenceRules.ResultOf([State(Pass), State(Fail, holds: CheckHold.Payment)], Today));
    }

    [Fact]
    public void Checks_before_payment_have_a_result_of_their_own()
    {
        CheckState[] checks = [State(Pass), State(CheckStatus.Condition, holds: CheckHold.Payment), State(Pass, holds: CheckHold.Payment)];
        Assert.Equal(CheckResult.Pass, DueDiligenceRules.ResultOf(CheckHold.Decision, checks, Today));
        Assert.Equal(CheckResult.Condition, DueDiligenceRules.ResultOf(CheckHold.Payment, checks, Today));
        Assert.Equal(
            CheckResult.InProgress,
            DueDiligenceRules.ResultOf(CheckHold.Payment, [.. checks, State(NotStarted, holds: CheckHold.Payment)], Today)
        );
        Assert.Equal(
            CheckResult.Fail,
            DueDiligenceRules.ResultOf(
                CheckHold.Payment,
                [.. checks, State(NotStarted, holds: CheckHold.Payment), State(Fail, holds: CheckHold.Payment)],
                Today
            )
        );
        Assert.Equal(
            CheckResult.NotStarted,
            DueDiligenceRules.ResultOf(CheckHold.Decision, [State(NotStarted), State(NotApplicable)], Today)
        );
        Assert.Null(DueDiligenceRules.ResultOf(CheckHold.Payment, [State(Pass), State(NotApplicable, holds: CheckHold.Payment)], Today));
    }

    [Fact]
    public void A_check_result_is_good_until_the_end_of_its_last_day()
    {
        Assert.Equal(CheckResult.Pass, DueDiligenceRules.ResultOf([State(Pass, until: Today)], Today));
        Assert.Equal(CheckResult.InProgress, DueDiligenceRules.ResultOf([State(Pass, until: Today.AddDays(-1))], Today));
    }

    [Fact]
    public void A_check_result_needs_a_note_or_evidence()
    {
        Assert.NotNull(DueDiligenceRules.WhyCannotRecord(NotApplicable, "", hasEvidence: true));
        Assert.NotNull(DueDiligenceRules.WhyCannotRecord(Fail, " ", hasEvidence: true));
        Assert.NotNull(DueDiligenceRules.WhyCannotRecord(Pass, null, hasEvidence: false));
        Assert.Null(DueDiligenceRules.WhyCannotRecord(Pass, null, hasEvidence: true));
        Assert.Null(DueDiligenceRules.WhyCannotRecord(InProgress, null, hasEvidence: false));
    }

    [Fact]
    public void A_register_entry_is_never_a_pass_by_itself()
    {
        var facts = new RegisterFacts
        {
            Register = Register.Charity,
            Number = "1234567",
            Name = "Friends of Elm Park",
            Status = "Registered",
        };
        Assert.StartsWith(
            "Being registered is not enough for a pass",
            DueDiligenceRules.WhyCannotRecord(Pass, null, hasEvidence: true, CheckKind.Register, facts)!.Sentence
        );
        Assert.Null(
            DueDiligenceRules.WhyCannotRecord(Pass, "Went to their fair on Saturday", hasEvidence: false, CheckKind.Register, facts)
        );
        Assert.Equal(
            "It was removed or dissolved on 1 February 2024, so this cannot be a pass. Record a condition or a fail.",
            DueDiligenceRules
                .WhyCannotRecord(Pass, "Seems fine", true, CheckKind.Register, facts with { RemovedOn = new(2024, 2, 1) })!
                .Sentence
        );
        Assert.NotNull(DueDiligenceRules.WhyCannotRecord(Pass, "Seems fine", true, CheckKind.Register, facts with { Name = null }));
    }

    [Fact]
    public void A_failed_check_is_looked_at_again_by_a_second_person()
    {
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        Assert.Equal(
            "You recorded this fail, so someone else must check it",
            DueDiligenceRules.WhyCannotReopen(Fail, false, true, first, first, "Read it")!.Sentence
        );
        Assert.Equal(
            "Only a fail needs a second check",
            DueDiligenceRules.WhyCannotReopen(Pass, false, true, first, second, "Read it")!.Sentence
        );
        Assert.Equal(
            "Someone has already checked this fail",
            DueDiligenceRules.WhyCannotReopen(Fail, true, true, first, second, "Read it")!.Sentence
        );
        Assert.Equal("Say what you checked", DueDiligenceRules.WhyCannotReopen(Fail, false, true, first, second, " ")!.Sentence);
        Assert.Null(DueDiligenceRules.WhyCannotReopen(Fail, false, true, first, second, "Read it"));
        Assert.Null(DueDiligenceRules.WhyCannotReopen(Fail, true, false, first, second, "New papers"));
        Assert.NotNull(DueDiligenceRules.WhyCannotReopen(Fail, true, false, first, first, "New papers"));
    }

    [Fact]
    public void A_check_known_at_the_decision_is_fixed_and_an_open_one_may_still_be_recorded()
    {
        Assert.NotNull(DueDiligenceRules.WhyCannotChange(decided: true, State(Pass), Today));
        Assert.Null(DueDiligenceRules.WhyCannotChange(decided: true, State(NotStarted), Today));
        Assert.Null(DueDiligenceRules.WhyCannotChange(decided: true, State(Pass, until: Today.AddDays(-1)), Today));
        Assert.Null(DueDiligenceRules.WhyCannotChange(decided: true, State(Pass, holds: CheckHold.Payment), Today));
        Assert.Null(DueDiligenceRules.WhyCannotChange(decided: false, State(Pass), Today));
    }

    [Theory]
    [InlineData(Pass, 0, "a", false, true)]
    [InlineData(Pass, -1, "a", false, false)] // Out of date.
    [InlineData(Pass, 30, "b", false, false)] // It rests on other facts.
    [InlineData(Pass, 30, null, false, false)] // Nobody knows on what.
    [InlineData(Pass, 30, "a", true, false)] // Something is found that belongs to it.
    [InlineData(CheckStatus.Condition, 30, "a", false, false)]
    [InlineData(NotApplicable, 30, "a", false, false)]
    public void A_passed_check_is_carried_over_while_it_is_in_date_rests_on_the_same_facts_and_nothing_is_found(
        CheckStatus status,
        int days,
        string? then,
        bool hasFindings,
        bool carried
    ) => Assert.Equal(carried, DueDiligenceRules.IsCarriedOver(status, Today.AddDays(days), Today, then, "a", hasFindings));
}
