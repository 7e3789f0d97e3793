using Commissioning.Domain.Moderation;
using Commissioning.Domain.Publishing;
using static Commissioning.Domain.Publishing.RefusalReasons;

namespace Commissioning.Domain.Tests.Publishing;

public sealed class RefusalReasonsTests
{
    [Fact]
    public void Reasons_of_few_applications_are_counted_together_and_never_alone()
    {
        Assert.Equal([new("A", 12), new("B", 5)], Shown([new("B", 5), new("A", 12)]));
        Assert.Equal([new("A", 12), new(Others, 5)], Shown([new("A", 12), new("B", 3), new("C", 2)]));
        // Three who are left over would be told by the total, so the next reason goes with them.
        Assert.Equal([new("A", 12), new(Others, 8)], Shown([new("A", 12), new("B", 5), new("C", 3)]));
        Assert.Equal([], Shown([new("A", 12), new("B", 1)]));
        Assert.Equal([], Shown([new("A", 4)]));
        Assert.Equal([], Shown([]));
    }

    [Fact]
    public void Decision_makers_own_words_are_not_published()
    {
        Assert.Equal("It is outside the fund's priorities", InWords(FitResult.Fund, "It is outside the fund's priorities."));
        Assert.Equal(Others, InWords(FitResult.Fund, "Its chair is under investigation"));
        Assert.Equal("Scored below the lowest score for a grant", InWords(FitResult.BelowThreshold, "Its chair is under investigation"));
    }
}
