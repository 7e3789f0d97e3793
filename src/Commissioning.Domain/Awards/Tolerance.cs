using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Awards;

/// <summary>How far a budget line may end from its budget before anyone has to ask or explain (R71, R72).</summary>
public static class Tolerance
{
    /// <summary>In pence: the larger of the policy's per cent of the grant and its sum.</summary>
    public static Money Of(Money grant, AwardPolicy policy)
    {
        var share = new Money(grant.Pence * policy.TolerancePercent / 100);
        return share > policy.ToleranceFrom ? share : policy.ToleranceFrom;
    }

    /// <summary>As the agreement and the return's pages say it.</summary>
    public static string InWords(Money grant, AwardPolicy policy) =>
        $"A budget line may end up to {Of(grant, policy)} above or below its budget without asking us, as long as the grant as a whole is not overspent.";
}
