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

    [Theory]
    [InlineData("Governing document", "governing document")]
    [InlineData("E-mail address", "e-mail address")]
    [InlineData("A lease", "a lease")]
    [InlineData("CSP returns to accept or query", "CSP returns to accept or query")]
    [InlineData("Q1", "Q1")]
    [InlineData("", "")]
    public void The_first_letter_inside_a_sentence_is_small_unless_it_begins_an_abbreviation(string words, string inside) =>
        Assert.Equal(inside, Sentences.SmallFirst(words));

    [Theory]
    [InlineData("about 20 people", "About 20 people")]
    [InlineData("", "")]
    public void The_first_letter_of_a_sentence_is_a_capital(string words, string first) =>
        Assert.Equal(first, Sentences.CapitalFirst(words));
}
