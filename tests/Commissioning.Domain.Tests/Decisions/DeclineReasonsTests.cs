using Commissioning.Domain.Decisions;

namespace Commissioning.Domain.Tests.Decisions;

public sealed class DeclineReasonsTests
{
    [Fact]
    public void A_usual_reason_is_given_only_where_the_record_bears_it()
    {
        Assert.Equal(DeclineReasons.All, DeclineReasons.TrueOf(new(true, true, true)));
        Assert.Equal(
            ["It is outside the fund's priorities", "It is already funded elsewhere"],
            DeclineReasons.TrueOf(new(false, false, false))
        );
        Assert.Equal(
            "No check of TF-001 failed, so give another reason",
            DeclineReasons.WhyUntrue("TF-001", "our due diligence checks were not satisfied. ", new(true, true, false), "told")?.Sentence
        );
        Assert.Null(DeclineReasons.WhyUntrue("TF-001", "The hall is closed", new(false, false, false), null));
    }
}
