using Commissioning.Domain.DueDiligence;
using static Commissioning.Domain.DueDiligence.CheckStatus;

namespace Commissioning.Domain.Tests.DueDiligence;

public sealed class DueDiligenceRulesTests
{
    [Theory]
    [InlineData(CheckResult.NotStarted, NotStarted, NotStarted)]
    [InlineData(CheckResult.InProgress, Pass, NotStarted)]
    [InlineData(CheckResult.Pass, Pass, NotApplicable)]
    [InlineData(CheckResult.Condition, Pass, Condition)]
    [InlineData(CheckResult.Fail, Fail, NotStarted)]
    public void The_result_follows_from_the_checks(CheckResult result, params CheckStatus[] checks) => Assert.Equal(result, DueDiligenceRules.ResultOf(checks));

    [Fact]
    public void A_result_needs_its_ground()
    {
        Assert.NotNull(DueDiligenceRules.WhyCannotRecord(NotApplicable, "", hasEvidence: true));
        Assert.NotNull(DueDiligenceRules.WhyCannotRecord(Fail, " ", hasEvidence: true));
        Assert.NotNull(DueDiligenceRules.WhyCannotRecord(Pass, null, hasEvidence: false));
        Assert.Null(DueDiligenceRules.WhyCannotRecord(Pass, null, hasEvidence: true));
        Assert.Null(DueDiligenceRules.WhyCannotRecord(InProgress, null, hasEvidence: false));
    }
}
