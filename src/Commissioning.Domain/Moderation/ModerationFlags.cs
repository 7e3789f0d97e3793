using Commissioning.Domain.Funds;
using Commissioning.Domain.Scoring;

namespace Commissioning.Domain.Moderation;

/// <summary>Why a bid needs the panel's time (R42).</summary>
public static class ModerationFlags
{
    /// <param name="markerPercents">Each marker's own total.</param>
    /// <param name="missing">Marks that were expected and are not there.</param>
    /// <param name="gatesInDispute">Gates that some passed and others failed.</param>
    /// <param name="gatesFailed">Gates that every marker failed.</param>
    public static ModerationNeed For(
        IReadOnlyCollection<Fraction> markerPercents,
        Fraction? threshold,
        int missing,
        int wideSpread,
        int gatesInDispute = 0,
        int gatesFailed = 0
    )
    {
        var flags = new List<(string Words, int Weight)>();
        if (gatesInDispute > 0)
            flags.Add(($"Markers disagree on {gatesInDispute} {(gatesInDispute == 1 ? "gate" : "gates")}", 1000));
        if (gatesFailed > 0)
            flags.Add(($"Every marker failed it on {gatesFailed} {(gatesFailed == 1 ? "gate" : "gates")}", 800));
        var ordered = markerPercents.Order().ToList();
        if (ordered.Count > 0)
        {
            var spread = ordered[^1] - ordered[0];
            if (threshold is { } line && ordered[0] < line && ordered[^1] >= line)
                flags.Add(("Marks fall on both sides of the line", 400));
            if (spread >= wideSpread)
            {
                var without = ordered.Count >= 4 ? new[] { ordered[^2] - ordered[0], ordered[^1] - ordered[1] }.Min() : spread;
                flags.Add(
                    without * 2 <= spread
                        ? ($"One marker stands apart: {spread.ToString(0)} points with, {without.ToString(0)} without", 300)
                        : ($"Marks spread {spread.ToString(0)} points", 200)
                );
            }
        }
        if (missing > 0)
            flags.Add(($"{missing} {(missing == 1 ? "mark" : "marks")} missing", 100));
        return new(flags.OrderByDescending(flag => flag.Weight).Select(flag => flag.Words).ToList(), flags.Sum(flag => flag.Weight));
    }
}
