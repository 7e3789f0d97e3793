using Commissioning.Domain.Funds;
using Commissioning.Domain.Scoring;

namespace Commissioning.Domain.Tests.Scoring;

public sealed class AssessorAdviceTests
{
    [Theory]
    [InlineData(0, "The amount you would award must be more than £0")]
    [InlineData(1, null)]
    [InlineData(5_000, null)]
    [InlineData(5_001, "The amount you would award must be £5,000.00 or less, which is what was asked for")]
    public void Advised_amount_is_above_zero_and_at_most_what_was_asked_for(int pounds, string? why) =>
        Assert.Equal(why, ScoringRules.WhyAmountIsWrong(Money.FromPounds(pounds), Money.FromPounds(5_000)));

    [Fact]
    public void Advised_amount_may_be_left_out() => Assert.Null(ScoringRules.WhyAmountIsWrong(null, Money.FromPounds(5_000)));

    [Fact]
    public void Sheet_content_keeps_advice_as_json_and_reads_a_sheet_from_before_it()
    {
        var content = new SheetContent([], []) { Advice = new(FundAdvice.Maybe, Money.FromPounds(12.5m), "Insurance", "") };
        Assert.Equal(content.Advice, SheetContent.FromJson(content.ToJson()).Advice);
        Assert.Null(SheetContent.FromJson("""{"scores":[],"passFailAnswers":[]}""").Advice);
    }

    [Fact]
    public void Practice_application_needs_a_title_an_answer_and_a_score_with_its_reason_for_each_criterion()
    {
        var criterion = new Criterion
        {
            Id = Guid.NewGuid(),
            Position = 1,
            Code = "need",
            Name = "Need",
            Guidance = "",
            Weight = 100,
            Least = 1,
            Greatest = 4,
        };
        Assert.Equal(
            [
                "Enter a title of up to 200 characters",
                "Answer at least one question",
                "Choose the office’s score for Need, from 1 to 4",
                "Give the office’s reason for Need, in up to 2,000 characters",
            ],
            PracticeRules.WhyCannotSave(" ", [""], [criterion], [new(criterion.Id, 5, "")]).Select(refusal => refusal.Sentence)
        );
        Assert.Empty(PracticeRules.WhyCannotSave("Bus", ["Late"], [criterion], [new(criterion.Id, 4, "Clear")]));
    }
}
