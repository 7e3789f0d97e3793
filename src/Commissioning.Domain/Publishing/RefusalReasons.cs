using Commissioning.Domain.Decisions;
using Commissioning.Domain.Moderation;
using Commissioning.Domain.Monitoring;

namespace Commissioning.Domain.Publishing;

/// <summary>Why applications to a round got no grant, in general. A reason that fewer than five have could point to one of them, so it
/// stands together with others; default, not OPCC policy.</summary>
public static class RefusalReasons
{
    public const string Others = "Other reasons";

    /// <summary>Applications with one reason.</summary>
    public sealed record ReasonCount(string Reason, int Applications);

    /// <summary>The reason of an application that was not funded, as the public reads it.</summary>
    /// <param name="result">What the recommendation paper found.</param>
    /// <param name="reason">What the decision maker wrote. Null: nothing.</param>
    public static string InWords(FitResult result, string? reason) =>
        result switch
        {
            FitResult.BelowThreshold => "Scored below the lowest score for a grant",
            FitResult.PotSpent => "Scored enough, but the money went to higher scores",
            FitResult.OverLimit => "Scored enough, but a limit of the round was reached",
            FitResult.FailedPassFail => "Did not pass a question that must be passed",
            FitResult.FailedCheck => "Our checks were not satisfied",
            FitResult.NotScored => "Was not scored",
            // The paper recommended it and the decision maker decided otherwise.
            _ => DeclineReasons.All.FirstOrDefault(usual =>
                string.Equals(usual, reason?.Trim().TrimEnd('.'), StringComparison.OrdinalIgnoreCase)
            ) ?? Others,
        };

    /// <summary>What may be shown, the most frequent first. Empty: nothing, because there are fewer than five in all or only one number
    /// could be told from the rest.</summary>
    public static IReadOnlyList<ReasonCount> Shown(IEnumerable<ReasonCount> reasons)
    {
        var counts = reasons
            .GroupBy(one => one.Reason)
            .Select(same => new ReasonCount(same.Key, same.Sum(one => one.Applications)))
            .OrderByDescending(one => one.Applications)
            .ThenBy(one => one.Reason, StringComparer.Ordinal)
            .ToList();
        var together = counts.Where(one => one.Applications < SmallNumbers.Fewest || one.Reason == Others).ToList();
        var alone = counts.Except(together).ToList();
        // All who got no grant are known, so a few that are left over would be told too: they take the next reason with them.
        while (together.Sum(one => one.Applications) is > 0 and < SmallNumbers.Fewest && alone.Count > 0)
        {
            together.Add(alone[^1]);
            alone.RemoveAt(alone.Count - 1);
        }
        var others = together.Sum(one => one.Applications);
        return others == 0 ? alone
            : others >= SmallNumbers.Fewest && alone.Count > 0 ? [.. alone, new(Others, others)]
            : [];
    }
}
