using Commissioning.Domain.Awards;
using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Tests.Awards;

public sealed class RecoveryRulesTests
{
    private static readonly DateOnly Today = new(2026, 6, 1);

    [Fact]
    public void Recovery_is_decided_after_the_answer_or_after_its_day_and_never_beside_an_unread_final_return()
    {
        var by = new DateOnly(2026, 6, 15);
        Assert.Equal(
            "The organisation can answer until the end of Monday 15 June 2026. Decide after its answer, or after that day.",
            RecoveryRules.WhyNotYet(by, null, false, by)!.Sentence
        );
        Assert.Null(RecoveryRules.WhyNotYet(by, null, false, by.AddDays(1)));
        Assert.Null(RecoveryRules.WhyNotYet(by, new DateTime(2026, 6, 2, 9, 0, 0, DateTimeKind.Utc), false, Today));
        Assert.Equal("The final return waits for review: read it first", RecoveryRules.WhyNotYet(by, null, true, by.AddDays(1))!.Sentence);
    }

    [Fact]
    public void Recovery_gives_a_working_day_for_the_answer_within_three_months()
    {
        Assert.Null(RecoveryRules.WhyNotAnswerBy(new(2026, 6, 15), Today));
        Assert.Equal("Enter the last day for their answer", RecoveryRules.WhyNotAnswerBy(null, Today)!.Sentence);
        foreach (var wrong in new[] { Today, new DateOnly(2026, 6, 13) })
            Assert.Equal(
                "Choose a working day after today for their answer, such as Monday 15 June 2026",
                RecoveryRules.WhyNotAnswerBy(wrong, Today)!.Sentence
            );
        Assert.Equal("Give them 90 days at most to answer", RecoveryRules.WhyNotAnswerBy(new(2026, 9, 1), Today)!.Sentence);
    }

    [Fact]
    public void Recovery_is_answered_once_and_with_a_reason_when_not_agreed()
    {
        Assert.Null(RecoveryRules.WhyCannotAnswer(VariationKind.Recovery, VariationState.Asked, null));
        Assert.NotNull(RecoveryRules.WhyCannotAnswer(VariationKind.Amount, VariationState.Asked, null));
        Assert.Equal(
            "We have decided on this already",
            RecoveryRules.WhyCannotAnswer(VariationKind.Recovery, VariationState.Refused, null)!.Sentence
        );
        Assert.Equal(
            "Your organisation answered this on 1 June 2026",
            RecoveryRules
                .WhyCannotAnswer(VariationKind.Recovery, VariationState.Asked, new DateTime(2026, 6, 1, 9, 0, 0, DateTimeKind.Utc))!
                .Sentence
        );
        Assert.Equal("Say whether you accept this", RecoveryRules.WhyAnswerIsIncomplete(null, "x")!.Sentence);
        Assert.Equal("Say why you do not agree", RecoveryRules.WhyAnswerIsIncomplete(false, " ")!.Sentence);
        Assert.Null(RecoveryRules.WhyAnswerIsIncomplete(true, null));
        Assert.Null(RecoveryRules.WhyAnswerIsIncomplete(false, "It was spent on the hall"));
    }
}
