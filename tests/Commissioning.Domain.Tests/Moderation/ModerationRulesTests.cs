using Commissioning.Domain.Moderation;

namespace Commissioning.Domain.Tests.Moderation;

public sealed class ModerationRulesTests
{
    [Fact]
    public void Moderation_flags_a_wide_spread_scores_either_side_of_the_threshold_and_a_missing_score()
    {
        Assert.Equal(
            ["Scores are on both sides of the threshold", "Scores spread 20 points", "1 score missing"],
            ModerationFlags.For([55, 75], 65, 1, 20).Flags
        );
        Assert.Equal(new ModerationNeed([], 0).Weight, ModerationFlags.For([66, 70, 72], 65, 0, 20).Weight);
        Assert.Equal(
            ["Assessors disagree on 1 pass/fail criterion", "Every assessor failed it on 1 pass/fail criterion"],
            ModerationFlags.For([66, 70], 65, 0, 20, 1, 1).Flags
        );
        Assert.Equal(
            ["One assessor differs from the others: 40 points with, 4 without"],
            ModerationFlags.For([70, 72, 74, 110], null, 0, 20).Flags
        );
        // What the meeting should turn to first: a dispute on a pass/fail criterion, then the line, then one assessor apart, then a spread,
        // then a gap.
        Assert.True(ModerationFlags.For([66, 70], 65, 3, 20, 1).Weight > ModerationFlags.For([20, 90], 65, 3, 20).Weight);
    }

    [Fact]
    public void Scores_are_shown_to_assessors_who_submitted_and_after_scoring_to_those_without_a_conflict()
    {
        var own = new Commissioning.Domain.Scoring.Assignment
        {
            Id = Guid.Empty,
            RoundId = Guid.Empty,
            ApplicationId = Guid.Empty,
            AssessorId = Guid.Empty,
            Position = 1,
            Conflict = Commissioning.Domain.Scoring.ConflictState.None,
            Version = 1,
        };
        Assert.NotNull(ModerationRules.WhyCannotSeeScores(own, 0, scoringIsOver: false));
        Assert.Null(ModerationRules.WhyCannotSeeScores(own, 0, scoringIsOver: true));
        Assert.Null(ModerationRules.WhyCannotSeeScores(own with { SubmittedAt = Rounds.Closes }, 3, scoringIsOver: false));
        Assert.NotNull(
            ModerationRules.WhyCannotSeeScores(
                own with
                {
                    Conflict = Commissioning.Domain.Scoring.ConflictState.Declared,
                },
                0,
                scoringIsOver: true
            )
        );
        Assert.NotNull(
            ModerationRules.WhyCannotSeeScores(
                own with
                {
                    Conflict = Commissioning.Domain.Scoring.ConflictState.NotDeclared,
                },
                0,
                scoringIsOver: true
            )
        );
        Assert.Null(ModerationRules.WhyCannotSeeScores(null, 0, scoringIsOver: false)); // an officer
        Assert.NotNull(ModerationRules.WhyCannotSeeScores(null, 1, scoringIsOver: false)); // a member with sheets of other applications
    }

    [Fact]
    public void An_agreed_score_needs_a_reason_for_the_smallest_difference_from_the_mean()
    {
        var criterion = Rounds.Criteria(100)[0];
        Assert.Null(ModerationRules.WhyReasonNeeded(criterion, new Fraction(10, 3), new Fraction(10, 3), 0, null, null, "f"));
        Assert.NotNull(ModerationRules.WhyReasonNeeded(criterion, new Fraction(333, 100), new Fraction(10, 3), 0, " ", null, "f"));
        Assert.NotNull(ModerationRules.WhyReasonNeeded(criterion, 6, 5, 0, "more", null, "f"));
    }

    [Fact]
    public void An_assessors_reason_does_not_explain_another_score_than_theirs()
    {
        var criterion = Rounds.Criteria(100)[0];
        Assert.Null(ModerationRules.WhyReasonNeeded(criterion, 3, 3, 0, "Thin evidence", "Thin evidence", "f"));
        Assert.NotNull(ModerationRules.WhyReasonNeeded(criterion, 4, 3, 0, " Thin evidence ", "Thin evidence", "f"));
        Assert.Null(ModerationRules.WhyReasonNeeded(criterion, 4, 3, 0, "Two had missed the survey", "Thin evidence", "f"));
    }

    [Fact]
    public void The_draft_of_an_agreed_reason_is_that_of_the_nearest_score_and_of_the_lower_of_two()
    {
        Assert.Equal("Two", ModerationRules.DraftReason([(5, "Five"), (2, " Two "), (1, "One")], new Fraction(8, 3)));
        Assert.Equal("Two", ModerationRules.DraftReason([(4, "Four"), (2, "Two")], 3));
        Assert.Equal("A", ModerationRules.DraftReason([(2, "B"), (2, "A"), (2, " ")], 2));
        Assert.Null(ModerationRules.DraftReason([(2, " ")], 2));
    }

    [Fact]
    public void Fewer_scores_than_the_round_asks_for_need_a_reason()
    {
        Assert.Null(ModerationRules.WhyTooFewScores(2, 2, null, "f"));
        Assert.Equal(
            "1 assessor has scored this application, and the round asks for 2. Say why the panel agrees with fewer; the paper prints it.",
            ModerationRules.WhyTooFewScores(1, 2, " ", "f")!.Sentence
        );
        Assert.Null(ModerationRules.WhyTooFewScores(0, 2, "Everybody is out of it", "f"));
    }
}
