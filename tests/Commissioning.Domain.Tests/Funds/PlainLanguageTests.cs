using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Tests.Funds;

public sealed class PlainLanguageTests
{
    [Fact]
    public void Reading_age_is_measured_except_for_short_texts()
    {
        Assert.Null(PlainLanguage.ReadingAge("Who are you?"));
        Assert.True(PlainLanguage.ReadingAge("Tell us what you will do. Say where and when. Say who will help you.") <= 9);
        Assert.True(
            PlainLanguage.ReadingAge(
                "Articulate the multidimensional socioeconomic determinants underpinning community vulnerability, contextualising organisational methodologies."
            ) > 18
        );
    }
}
