using Commissioning.Domain.Applications;

namespace Commissioning.Domain.Tests.Applications;

public sealed class EqualityRulesTests
{
    [Theory]
    [InlineData("18 2", 20, "Not shown|Not shown")] // 20 answered and 18 said yes.
    [InlineData("18 2 9 9 9", 47, "18|Not shown|Not shown|Not shown|Not shown")]
    [InlineData("12 8", 20, "12|8")]
    [InlineData("3 0", 3, "Not shown|Not shown")]
    [InlineData("19 4", 20, "Not shown|Not shown")] // Three chose both.
    public void A_small_count_is_hidden_with_another_where_the_total_gives_it_away(string counts, int answered, string shown) =>
        Assert.Equal(shown, string.Join('|', EqualityRules.Shown(counts.Split(' ').Select(int.Parse).ToList(), answered)));

    /// <summary>Every table of two and of three answers: whatever is hidden because it is small could be at least two numbers.</summary>
    [Theory]
    [InlineData(2, 16)]
    [InlineData(3, 12)]
    public void No_small_count_can_be_worked_out_from_what_is_shown(int options, int most)
    {
        foreach (
            var alike in Enumerable
                .Range(1, most)
                .SelectMany(answered => All(options, answered).Select(counts => (Answered: answered, Counts: counts)))
                .GroupBy(one => $"{EqualityRules.Shown(one.Answered)}: {string.Join('|', EqualityRules.Shown(one.Counts, one.Answered))}")
        )
            for (var i = 0; i < options; i++)
            {
                var possible = alike.Select(one => one.Counts[i]).Distinct().ToList();
                Assert.True(possible.Count > 1 || possible[0] is 0 or >= EqualityRules.Fewest, $"{alike.Key} gives away {possible[0]}");
            }
    }

    private static IEnumerable<IReadOnlyList<int>> All(int options, int most) =>
        options == 0
            ?
            [
                [],
            ]
            : All(options - 1, most)
                .SelectMany(table => Enumerable.Range(0, most + 1).Select(count => (IReadOnlyList<int>)[.. table, count]));

    private static string? Wrong(string wording, params string[] options) =>
        EqualityRules.WhyWrong(new("x", wording, options), EqualityRules.DefaultQuestions).FirstOrDefault()?.Sentence;

    [Fact]
    public void Equality_question_needs_words_and_choices_of_its_own()
    {
        Assert.Null(Wrong("Is it mainly for carers?", "Yes", "No"));
        Assert.Equal("Enter the question", Wrong("", "Yes", "No"));
        Assert.Equal("This question is in the list already", Wrong("is it mainly for disabled people?", "Yes", "No"));
        Assert.Equal("Enter at least two choices, one a line", Wrong("Is it mainly for carers?", "Yes"));
        Assert.Equal("yes is there twice", Wrong("Is it mainly for carers?", "yes", "Yes"));
        Assert.Equal("Enter 20 choices at most", Wrong("Who?", [.. Enumerable.Range(0, 21).Select(i => $"Choice {i}")]));
        Assert.NotNull(Wrong("Who?", "Yes", new string('x', 101)));
        Assert.NotNull(EqualityRules.WhyCannotRemove(wasPublished: true));
        Assert.Null(EqualityRules.WhyCannotRemove(wasPublished: false));
    }
}
