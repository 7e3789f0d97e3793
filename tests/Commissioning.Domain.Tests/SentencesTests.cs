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

    [Theory]
    [InlineData("Short.", 10, "Short.")]
    [InlineData("A girl came back, and smiled.", 18, "A girl came back…")]
    [InlineData("Unbreakable", 5, "Unbre…")]
    public void A_beginning_is_cut_after_a_word(string text, int most, string words) =>
        Assert.Equal(words, Sentences.Beginning(text, most));
}
