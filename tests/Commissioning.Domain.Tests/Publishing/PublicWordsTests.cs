using Commissioning.Domain.Publishing;

namespace Commissioning.Domain.Tests.Publishing;

public sealed class PublicWordsTests
{
    [Theory]
    [InlineData("The yard is lit and fly-tipping has stopped.", null)]
    [InlineData("Open since 2024, on 12 evenings.", null)]
    [InlineData(
        "22 calls a month; 2 victims of rape supported",
        "Take out \"2 victims\": a number of people of one project is not published"
    )]
    [InlineData("Three young women came", "Take out \"Three young women\": a number of people of one project is not published")]
    [InlineData("We reached 128 people", "Take out \"128 people\": a number of people of one project is not published")]
    [InlineData("Write to amira@group.example", "Take out the e-mail address \"amira@group.example\"")]
    [InlineData("Call 0116 496 0000", "Take out the phone number \"0116 496 0000\"")]
    [InlineData("At LE4 0UL", "Take out the postcode \"LE4 0UL\"")]
    [InlineData(null, null)]
    public void Words_that_could_show_who_somebody_is_are_not_published(string? words, string? refusal) =>
        Assert.Equal(refusal, PublicWords.WhyNot(words, "Words")?.Sentence);

    [Theory]
    [InlineData("Mrs Joan Bell, 12 Aikman Avenue, with her call blocker", 2)]
    [InlineData("A story by J.B. about the club", 1)]
    [InlineData("The mural in the park", 0)]
    public void An_officer_is_asked_to_look_again_at_names_initials_and_addresses(string words, int doubts) =>
        Assert.Equal(doubts, PublicWords.Doubts(words).Count);
}
