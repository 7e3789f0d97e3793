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
    [InlineData("Attendance: 64, of them 3 Sikh.", "*Attendance: 64")]
    [InlineData("Of the evening group, of them 3 Sikh.", "*of them 3")]
    [InlineData("64 came", "*64 came")]
    [InlineData("We reached 3.", "*reached 3")]
    [InlineData("Both girls left care", "*Both girls")]
    [InlineData("A couple of rape victims", "*A couple of rape victims")]
    [InlineData("Of 64 who came 3 were trans", "*64 who came")]
    [InlineData("3 were trans", "*3 were trans")]
    [InlineData("Of them, four stayed", "*Of them, four")]
    [InlineData("All 9 of us loved it", "*9 of us")]
    [InlineData("9 of our people were Sikh", "*9 of our people")]
    [InlineData("Three girls who were raped came to us.", "*Three girls")]
    [InlineData("Attendance was over 60", "*Attendance was over 60")]
    [InlineData("Twenty-two boys", "*Twenty-two boys")]
    [InlineData("We put up 12 lights and cut crime by half.", null)]
    [InlineData("Write to amira@group.example", "Take out the e-mail address \"amira@group.example\"")]
    [InlineData("Call 0116 496 0000", "Take out the phone number \"0116 496 0000\"")]
    [InlineData("At LE4 0UL", "Take out the postcode \"LE4 0UL\"")]
    [InlineData(null, null)]
    public void Words_that_could_show_who_somebody_is_are_not_published(string? words, string? refusal) =>
        Assert.Equal(
            refusal is ['*', ..] ? $"Take out \"{refusal[1..]}\": a number of people of one project is not published" : refusal,
            PublicWords.WhyNot(words, "Words")?.Sentence
        );

    [Theory]
    [InlineData("Mrs Joan Bell, 12 Aikman Avenue, with her call blocker", "Mrs Joan Bell|12 Aikman Avenue")]
    [InlineData("A story by J.B. about the club", "J.B.")]
    [InlineData("Joan Bell came each week", "Joan Bell")]
    [InlineData("The club met in Braunstone Park on Monday. Sam, 9, alone.", "Braunstone Park|9")]
    [InlineData("In Leicester two benches are new, and 14.5 miles are lit.", "Leicester|two|14.5")]
    [InlineData("The mural in the park", "")]
    public void The_person_who_publishes_reads_each_name_place_and_number(string words, string found) =>
        Assert.Equal(found, string.Join('|', PublicWords.Findings(words).Select(one => one.Split('"')[1])));
}
