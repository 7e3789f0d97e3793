using Commissioning.Domain.Funds;

namespace Commissioning.Domain.DueDiligence;

public static class TierRules
{
    public const string Default = "default, not OPCC policy";

    /// <summary>The tier, with every reason for it, highest first; for the lowest tier, why no higher one is needed (R29).</summary>
    public static (CheckTier Tier, IReadOnlyList<string> Reasons) Of(TierPolicy policy, TierFacts facts)
    {
        List<(CheckTier Tier, string Reason)> asks = [];
        if (facts.Amount >= policy.EnhancedFrom)
            asks.Add((CheckTier.Enhanced, $"It asks for {facts.Amount}, which is {policy.EnhancedFrom} or more"));
        asks.AddRange(facts.Risks.Select(risk => (CheckTier.Enhanced, $"It answers yes to: {risk}")));
        if (facts.HasStopFlag)
            asks.Add((CheckTier.Enhanced, "The organisation has a stop flag"));
        asks.AddRange(facts.History);
        if (facts.Amount >= policy.StandardFrom && facts.Amount < policy.EnhancedFrom)
            asks.Add((CheckTier.Standard, $"It asks for {facts.Amount}, which is {policy.StandardFrom} or more"));
        if (facts.OverdueReturns > 0)
            asks.Add(
                (
                    CheckTier.Standard,
                    $"{facts.OverdueReturns} of the organisation's returns {(facts.OverdueReturns == 1 ? "is" : "are")} overdue"
                )
            );
        if (facts.LateReturns > 0)
            asks.Add(
                (
                    CheckTier.Standard,
                    $"{facts.LateReturns} of the organisation's returns came {ReturnLateness.NotableDays} or more working days late"
                )
            );
        if (policy.NewIsStandard && !facts.FundedBefore)
            asks.Add((CheckTier.Standard, "This office has not funded the organisation before"));
        if (policy.UnregisteredIsStandard && !facts.IsRegistered)
            asks.Add((CheckTier.Standard, "The organisation did not give a charity or company number"));
        if (asks.Count == 0)
            return (CheckTier.Light, [$"It asks for {facts.Amount}, less than {policy.StandardFrom}, and no risk of the round applies"]);
        var tier = asks.Max(ask => ask.Tier);
        return (tier, asks.OrderByDescending(ask => ask.Tier).Select(ask => ask.Reason).ToList());
    }

    public static Refusal? WhyCannotOverride(CheckTier? tier, CheckTier now, string? tierReason)
    {
        if (tier is not { } chosen || !Enum.IsDefined(chosen))
            return new("Choose a tier", nameof(tier));
        if (chosen == now)
            return new("This is the tier already", nameof(tier));
        return tierReason?.Trim() is not { Length: > 0 and <= 500 } ? new("Say why, in up to 500 characters", nameof(tierReason)) : null;
    }
}
