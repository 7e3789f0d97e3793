using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Platform.Documents;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Funds;

public sealed class LetterheadRulesTests
{
    [Theory]
    [InlineData("not a phone {{x}}", "Enter a phone number, such as 0116 496 0000")]
    [InlineData("0116", "Enter a phone number, such as 0116 496 0000")]
    [InlineData("0116 496 0001", null)]
    [InlineData("+44 (0)116 496 0001 (mornings)", null)]
    public void Telephone_of_the_officer_is_a_number(string phone, string? refusal) =>
        Assert.Equal(
            refusal,
            LetterheadRules.WhyWrong(new() { ContactName = "Sam Reed", ContactPhone = phone }).FirstOrDefault()?.Sentence
        );

    [Fact]
    public void Logo_is_a_picture_that_can_be_drawn()
    {
        var whole = SamplePhoto.Png(160, 90);
        Assert.Null(Logo(whole));
        Assert.NotNull(Logo(whole[..58]));
        Assert.NotNull(Logo(whole[..^40]));
        Assert.NotNull(Logo(SamplePhoto.Png(6000, 1, isPlain: true)));
        // The lines are not data of a picture.
        var broken = whole.ToArray();
        Array.Fill(broken, (byte)7, 45, 40);
        Assert.NotNull(Logo(broken));

        static string? Logo(byte[] content) => LetterheadRules.WhyNotLogo("logo.png", "image/png", content, "logo")?.Sentence;
    }

    [Fact]
    public void Only_the_person_who_has_the_title_signs_with_it()
    {
        var head = new Letterheads.Head(new LetterSender("Office", [], "", ""), "Asha Bell", "Police and Crime Commissioner");
        Assert.Equal("Police and Crime Commissioner, for the office", head.Sign(new("Asha Bell", "for the office")).Role);
        Assert.Equal("for the office", head.Sign(new("Imran Lodhi", "for the office")).Role);
        Assert.NotEmpty(LetterheadRules.WhyWrong(new() { SignatoryTitle = "Police and Crime Commissioner" }));
    }
}
