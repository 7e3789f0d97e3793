using Commissioning.Domain.Payments;

namespace Commissioning.Domain.Tests.Payments;

public sealed class SeparationRulesTests
{
    [Theory]
    [InlineData(false, false, false, null)]
    [InlineData(true, false, false, "You scored SF-26-001")]
    [InlineData(false, true, false, "You recommended SF-26-001")]
    [InlineData(true, true, true, null)]
    public void Nobody_who_scored_or_recommended_an_application_pays_it_without_an_exception(
        bool scored,
        bool recommended,
        bool isExcepted,
        string? sentence
    )
    {
        var refusal = SeparationRules.WhyNotSeparate("SF-26-001", scored, recommended, isExcepted);
        Assert.Equal(sentence is null, refusal is null);
        Assert.StartsWith(sentence ?? "", refusal?.Sentence ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_needs_a_reason_and_another_person()
    {
        var (one, other) = (Guid.NewGuid(), Guid.NewGuid());
        Assert.Null(SeparationRules.WhyCannotExcept(one, other, "Everyone else is ill"));
        Assert.Equal("You cannot make an exception for yourself", SeparationRules.WhyCannotExcept(one, one, "Me")!.Sentence);
        Assert.Equal("exceptReason", SeparationRules.WhyCannotExcept(one, other, " ")!.Field);
        Assert.NotNull(SeparationRules.WhyCannotExcept(one, other, new string('x', 1001)));
    }
}
