using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Tests.Funds;

public sealed class AwardPolicyRulesTests
{
    [Fact]
    public void An_award_policy_with_impossible_settings_is_refused_with_each_named()
    {
        var policy = new AwardPolicy();
        Assert.Empty(AwardPolicyRules.WhyWrong(policy));
        Assert.Equal(
            ["StagePercents"],
            AwardPolicyRules.WhyWrong(policy with { StagePercents = [50, 49] }).Select(refusal => refusal.Field)
        );
        Assert.Equal(
            ["StagePercents", "StagePercents"],
            AwardPolicyRules
                .WhyWrong(policy with { Payment = PaymentProfile.Staged, StagePercents = [100] })
                .Select(refusal => refusal.Field)
        );
        Assert.Equal(
            ["ReturnDueDays", "ReminderDays", "EscalateAfter", "EvidencePercent", "OfficerMovePercent"],
            AwardPolicyRules
                .WhyWrong(
                    policy with
                    {
                        ReturnDueDays = 0,
                        ReminderDays = [5, 5],
                        EscalateAfter = 61,
                        EvidencePercent = 101,
                        OfficerMovePercent = -1,
                    }
                )
                .Select(refusal => refusal.Field)
        );
        Assert.Equal(
            ["People"],
            AwardPolicyRules.WhyWrong(policy with { People = [new("Age", false, ["Young"])] }).Select(refusal => refusal.Field)
        );
        Assert.Equal(
            ["People"],
            AwardPolicyRules.WhyWrong(policy with { People = [new("Age", false, ["Young", "Young"])] }).Select(refusal => refusal.Field)
        );
    }
}
