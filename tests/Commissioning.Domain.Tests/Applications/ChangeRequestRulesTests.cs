using System.Globalization;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Tests.Applications;

public sealed class ChangeRequestRulesTests
{
    private static readonly DateOnly Due = new(2026, 7, 20);
    private static readonly Round Round = Rounds.Published() with { ScoringClosesAt = At("2026-07-31 17:00") };

    [Theory]
    [InlineData("2026-07-20 23:59:59", true)]
    [InlineData("2026-07-21 00:00:00", false)] // An hour before midnight in Greenwich.
    public void An_answer_is_in_time_until_the_last_second_of_its_day_in_the_UK(string now, bool isInTime)
    {
        Assert.Equal(isInTime, ChangeRequestRules.WhyCannotAnswer(Due, null, null, At(now)) is null);
        Assert.Equal(isInTime, ChangeRequestRules.IsOpen(Due, isAnswered: false, isClosed: false, At(now)));
    }

    [Fact]
    public void A_late_answer_is_told_what_to_do() =>
        Assert.Equal(
            "The last day to answer was 20 July 2026. Write to us if you still want to change your application: we can give you more time. What you entered is kept.",
            ChangeRequestRules.WhyCannotAnswer(Due, null, null, At("2026-07-21 00:00"))?.Sentence
        );

    [Theory]
    [InlineData("2026-07-20", 2, true)]
    [InlineData("2026-07-30", 2, true)]
    [InlineData("2026-07-31", 2, false)] // Assessors would have no day left.
    [InlineData("2026-08-20", 0, true)]
    [InlineData("2026-07-10", 0, false)] // Today.
    public void The_day_to_answer_by_leaves_the_assessors_time(string day, int assessors, bool isRight) =>
        Assert.Equal(
            isRight,
            ChangeRequestRules.WhyDayIsWrong(Round, DateOnly.Parse(day, CultureInfo.InvariantCulture), assessors, At("2026-07-10 12:00"))
                is null
        );

    [Fact]
    public void An_officer_is_warned_when_no_day_leaves_the_assessors_time()
    {
        Assert.Null(ChangeRequestRules.ScoringWarning(Round, 2, At("2026-07-29 12:00")));
        Assert.StartsWith(
            "Scoring closes at 5pm on 31 July 2026",
            ChangeRequestRules.ScoringWarning(Round, 2, At("2026-07-30 12:00"))!,
            StringComparison.Ordinal
        );
        Assert.Null(ChangeRequestRules.ScoringWarning(Round, 0, At("2026-08-30 12:00")));
    }

    [Fact]
    public void Nothing_is_asked_for_once_the_panel_agreed_or_the_application_is_withdrawn()
    {
        Assert.Null(ChangeRequestRules.WhyCannotAsk(Round, ApplicationStatus.Submitted, isAgreed: false));
        Assert.NotNull(ChangeRequestRules.WhyCannotAsk(Round, ApplicationStatus.Submitted, isAgreed: true));
        Assert.NotNull(
            ChangeRequestRules.WhyCannotAsk(Round with { WithdrawnAt = DateTime.UnixEpoch }, ApplicationStatus.Submitted, isAgreed: false)
        );
        Assert.NotNull(ChangeRequestRules.WhyCannotAsk(Round, ApplicationStatus.Withdrawn, isAgreed: false));
        Assert.NotNull(ChangeRequestRules.WhyCannotAsk(Round, ApplicationStatus.Draft, isAgreed: false));
        Assert.NotNull(
            ChangeRequestRules.WhyCannotAsk(Round with { RecommendedAt = DateTime.UnixEpoch }, ApplicationStatus.Submitted, isAgreed: false)
        );
    }

    [Theory]
    [InlineData(new RequestedPart[0], 1, "1 answer")]
    [InlineData(new[] { RequestedPart.Documents, RequestedPart.Budget }, 0, "the budget and the documents")]
    [InlineData(new[] { RequestedPart.Budget, RequestedPart.Project }, 2, "the project, the budget and 2 answers")]
    public void What_is_asked_for_reads_as_words(RequestedPart[] parts, int answers, string words) =>
        Assert.Equal(words, ChangeRequestRules.InWords(parts, answers));

    private static DateTime At(string london) =>
        LondonTime.ToUtc(
            DateOnly.Parse(london[..10], CultureInfo.InvariantCulture),
            TimeOnly.Parse(london[11..], CultureInfo.InvariantCulture)
        );
}
