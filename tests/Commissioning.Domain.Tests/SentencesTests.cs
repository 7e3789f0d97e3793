namespace Commissioning.Domain.Tests;

public sealed class SentencesTests
{
    [Theory]
    [InlineData("We wait for a quote.", "We wait for a quote.")]
    [InlineData(" It is funded elsewhere ", "It is funded elsewhere.")]
    [InlineData("So what?", "So what?")]
    [InlineData(" . ", "")]
    [InlineData(null, "")]
    public void A_text_ends_with_one_mark(string? text, string sentence) => Assert.Equal(sentence, Sentences.Of(text));
}
