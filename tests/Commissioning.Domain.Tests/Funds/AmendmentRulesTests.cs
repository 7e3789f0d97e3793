using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Tests.Funds;

public sealed class AmendmentRulesTests
{
    private static readonly Round Published = Rounds.Published();
    private static readonly DateTime Open = Rounds.Closes.AddDays(-1);

    [Fact]
    public void A_round_can_be_amended_from_publication_until_its_recommendation()
    {
        Assert.NotNull(AmendmentRules.WhyCannotAmend(Published with { PublishedAt = null }));
        Assert.Null(AmendmentRules.WhyCannotAmend(Published));
        Assert.NotNull(AmendmentRules.WhyCannotAmend(Published with { RecommendedAt = Open }));
        Assert.NotNull(AmendmentRules.WhyCannotAmend(Published with { RecommendedAt = Open, DecidedAt = Open }));
        Assert.NotNull(AmendmentRules.WhyCannotAmend(Published with { WithdrawnAt = Open }));
    }

    [Fact]
    public void Dates_only_move_later_into_the_future_and_in_order()
    {
        IReadOnlyList<string?> Fields(DateTime? closes, DateTime? scoring, int sheets = 0, DateTime? now = null) =>
            AmendmentRules.WhyDatesAreWrong(Published, closes, scoring, sheets, now ?? Open).Select(refusal => refusal.Field).ToList();
        var (closes, scoring) = (Published.ClosesAt, Published.ScoringClosesAt);
        Assert.Empty(Fields(closes.AddHours(1), null));
        Assert.Equal(["closesAt"], Fields(null, null));
        Assert.Equal(["closesAt"], Fields(closes, null)); // not later
        Assert.Equal(["closesAt"], Fields(closes.AddDays(-1), null)); // shortened
        Assert.Equal(["closesAt"], Fields(closes.AddHours(1), null, now: closes.AddHours(2))); // past
        Assert.Equal(["scoringClosesAt"], Fields(null, scoring.AddSeconds(-1)));
        Assert.Equal(["scoringClosesAt"], Fields(null, scoring.AddHours(1), now: scoring.AddHours(2)));
        Assert.Equal(["scoringClosesAt"], Fields(scoring, null)); // scoring would not close after the round
        Assert.Equal(["closesAt"], Fields(closes.AddDays(1), null, sheets: 1)); // scoring has begun
    }

    [Fact]
    public void Scoring_that_closes_after_the_expected_decision_waits_for_a_new_decision_date()
    {
        var late = Published with { DecisionExpectedOn = LondonTime.DateOf(Published.ScoringClosesAt) };
        var refusal = Assert.Single(AmendmentRules.WhyDatesAreWrong(late, null, Published.ScoringClosesAt.AddDays(1), 0, Open));
        Assert.Contains("Change the expected decision date first", refusal.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void An_assessor_joins_only_with_time_left_to_score()
    {
        var after = Published.ScoringClosesAt.AddDays(1);
        Assert.Null(AmendmentRules.WhyCannotJoin(Published, null, isAssessor: true, onPanel: false, null, Open));
        Assert.NotNull(AmendmentRules.WhyCannotJoin(Published, null, isAssessor: true, onPanel: true, null, Open));
        Assert.NotNull(AmendmentRules.WhyCannotJoin(Published, null, isAssessor: false, onPanel: false, null, Open));
        Assert.NotNull(AmendmentRules.WhyCannotJoin(Published, null, isAssessor: true, onPanel: false, replacedOnPanel: false, Open));
        Assert.NotNull(AmendmentRules.WhyCannotJoin(Published, null, isAssessor: true, onPanel: false, null, after));
        Assert.Null(
            AmendmentRules.WhyCannotJoin(
                Published with
                {
                    DecisionExpectedOn = LondonTime.DateOf(after.AddDays(30)),
                },
                after.AddDays(7),
                isAssessor: true,
                onPanel: false,
                null,
                after
            )
        );
    }

    [Fact]
    public void A_late_draft_is_accepted_only_after_closing_and_before_the_threshold_and_with_time_to_score_it()
    {
        var (closed, until) = (Rounds.Closes.AddHours(1), Rounds.Closes.AddDays(1));
        Assert.Null(AmendmentRules.WhyCannotAcceptLate(Published, ApplicationStatus.Draft, null, until, closed));
        Assert.NotNull(AmendmentRules.WhyCannotAcceptLate(Published, ApplicationStatus.Draft, null, until, Open));
        Assert.NotNull(AmendmentRules.WhyCannotAcceptLate(Published, ApplicationStatus.Submitted, null, until, closed));
        Assert.NotNull(AmendmentRules.WhyCannotAcceptLate(Published, ApplicationStatus.Draft, until, until, closed));
        Assert.NotNull(AmendmentRules.WhyCannotAcceptLate(Published, ApplicationStatus.Draft, null, closed, closed));
        Assert.NotNull(AmendmentRules.WhyCannotAcceptLate(Published, ApplicationStatus.Draft, null, Published.ScoringClosesAt, closed));
        Assert.NotNull(
            AmendmentRules.WhyCannotAcceptLate(Published with { ThresholdSetAt = closed }, ApplicationStatus.Draft, null, until, closed)
        );
    }

    [Fact]
    public void One_applicant_gets_more_time_only_before_the_round_closes()
    {
        var until = Rounds.Closes.AddDays(1);
        Assert.Null(AmendmentRules.WhyCannotGiveTime(Published, ApplicationStatus.Draft, until, Rounds.Closes));
        Assert.NotNull(AmendmentRules.WhyCannotGiveTime(Published, ApplicationStatus.Draft, until, Rounds.Closes.AddSeconds(1)));
        Assert.NotNull(AmendmentRules.WhyCannotGiveTime(Published, ApplicationStatus.Draft, Rounds.Closes, Open));
        Assert.NotNull(AmendmentRules.WhyCannotGiveTime(Published, ApplicationStatus.Submitted, until, Open));
    }
}
