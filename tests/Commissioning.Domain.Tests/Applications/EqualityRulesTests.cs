using Commissioning.Domain.Applications;

namespace Commissioning.Domain.Tests.Applications;

public sealed class EqualityRulesTests
{
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
