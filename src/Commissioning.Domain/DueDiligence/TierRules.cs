using Commissioning.Domain.Funds;

namespace Commissioning.Domain.DueDiligence;

public static class TierRules
{
    public const string Default = "default, not OPCC policy";

    /// <summary>The tier, with every reason for it, highest first; for the lowest tier, why no higher one is needed (R29).</summary>
    public static (CheckTier Tier, IReadOnlyList<string> Reasons) Of(TierPolicy policy, TierFacts facts)
    {
        List<(CheckTier Tier, string Reason)> asks = [];
        var (byAmount, over) =
            facts.Amount > policy.EnhancedAbove ? (CheckTier.Enhanced, policy.EnhancedAbove)
            : facts.Amount > policy.FullAbove ? (CheckTier.Full, policy.FullAbove)
            : facts.Amount > policy.StandardAbove ? (CheckTier.Standard, policy.StandardAbove)
            : (CheckTier.Light, Money.Zero);
        if (byAmount > CheckTier.Light)
            asks.Add((byAmount, $"It asks for {facts.Amount}, which is more than {over}"));
        asks.AddRange(facts.Risks.Select(risk => (CheckTier.Enhanced, $"It answers yes to: {risk}")));
        if (facts.HasStopFlag)
            asks.Add((CheckTier.Enhanced, "The organisation has a stop flag"));
        asks.AddRange(facts.History);
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
        var tier = asks.Count == 0 ? CheckTier.Light : asks.Max(ask => ask.Tier);
        List<string> reasons =
            asks.Count == 0
                ? [$"It asks for {facts.Amount}, not more than {policy.StandardAbove}, and no risk of the round applies"]
                : asks.OrderByDescending(ask => ask.Tier).Select(ask => ask.Reason).ToList();
        if (policy.NewNeedsReferee && !policy.NewIsStandard && !facts.FundedBefore)
            reasons.Add("This office has not funded the organisation before, so a referee is asked");
        return (tier, reasons);
    }

    /// <summary>Whether a check is made at all: from its tier on, and a referee's word also for a new organisation.</summary>
    public static bool Applies(TierPolicy policy, CheckKind kind, CheckTier from, CheckTier tier, bool fundedBefore) =>
        from <= tier || (kind == CheckKind.Referee && policy.NewNeedsReferee && !fundedBefore);

    public static Refusal? WhyCannotOverride(CheckTier? tier, CheckTier now, string? tierReason)
    {
        if (tier is not { } chosen || !Enum.IsDefined(chosen))
            return new("Choose a tier", nameof(tier));
        if (chosen == now)
            return new("This is the tier already", nameof(tier));
        return tierReason?.Trim() is not { Length: > 0 and <= 500 } ? new("Say why, in up to 500 characters", nameof(tierReason)) : null;
    }
}
