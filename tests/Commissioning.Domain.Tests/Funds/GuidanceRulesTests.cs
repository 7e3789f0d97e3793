using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Tests.Funds;

public sealed class GuidanceRulesTests
{
    [Fact]
    public void Figures_of_an_earlier_round_take_the_middle_grant_and_the_lowest_score()
    {
        (Money, Fraction?) Grant(long pence, Fraction? score) => (new Money(pence), score);
        var odd = EarlierRound.Of("R", 9, [Grant(300, new(81, 1)), Grant(100, new(701, 10)), Grant(900, null)]);
        Assert.Equal(new EarlierRound("R", 9, 3, new Fraction(701, 10), new(100), new(300), new(900)), odd);
        var even = EarlierRound.Of("R", 2, [Grant(200, null), Grant(101, null)]);
        Assert.Equal(new EarlierRound("R", 2, 2, null, new(101), new(150), new(200)), even);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("https://example.org/video", null)]
    [InlineData("http://example.org/video", "VideoHref")]
    [InlineData("javascript:alert(1)", "VideoHref")]
    [InlineData("www.example.org", "VideoHref")]
    public void A_video_needs_a_whole_secure_address(string? href, string? field) =>
        Assert.Equal(field, GuidanceRules.WhyWrong(new RoundGuidance { VideoHref = href }).FirstOrDefault()?.Field);

    [Fact]
    public void Minutes_of_a_form_count_what_everybody_is_asked()
    {
        var parts = FormMinutes.Of(
            [
                Asked("need", 250),
                Asked("who", 10),
                Asked("only-some", 500) with
                {
                    Settings = new() { ShowWhen = [new("who", ConditionTest.IsAnswered)] },
                },
            ],
            []
        );
        Assert.Equal(
            [("Your organisation", 5), ("Your project", 3), ("About it", 9), ("Budget", 5), ("Outcomes and measures", 5)],
            parts.Select(part => (part.Part.Title, part.Minutes))
        );
        Assert.Equal(25, FormMinutes.Total([Asked("need", 250), Asked("who", 10)], []));
    }

    [Theory]
    [InlineData("2026-01-31T12:00", "2 days left")]
    [InlineData("2026-02-01T23:59", "1 day left")]
    [InlineData("2026-02-02T00:01", "closes today")]
    [InlineData("2026-02-02T17:00", "closes today")]
    [InlineData("2026-02-02T17:01", "")]
    public void Time_left_counts_days_in_the_UK(string now, string words) =>
        Assert.Equal(
            words,
            RoundRules.TimeLeft(
                new(2026, 2, 2, 17, 0, 0, DateTimeKind.Utc),
                DateTime.SpecifyKind(DateTime.Parse(now, System.Globalization.CultureInfo.InvariantCulture), DateTimeKind.Utc)
            )
        );

    private static Question Asked(string code, int words) =>
        new()
        {
            Id = Guid.NewGuid(),
            Position = 1,
            Section = "About it",
            Code = code,
            Wording = code,
            WordLimit = words,
            Required = true,
        };
}
