namespace Commissioning.Domain.Moderation;

/// <summary>Why an application needs discussion by the panel (R42).</summary>
public static class ModerationFlags
{
    /// <param name="assessorPercents">Each assessor's own total, in per cent.</param>
    /// <param name="missing">Scores that were expected and are missing.</param>
    /// <param name="passFailsInDispute">Pass/fail criteria that some assessors passed and others failed.</param>
    /// <param name="passFailsFailed">Pass/fail criteria that every assessor failed.</param>
    public static ModerationNeed For(
        IReadOnlyCollection<Fraction> assessorPercents,
        Fraction? threshold,
        int missing,
        int wideSpread,
        int passFailsInDispute = 0,
        int passFailsFailed = 0
    )
    {
        var flags = new List<FoundFlag>();
        if (passFailsInDispute > 0)
            flags.Add(
                new(
                    FlagKind.PassFailDisputed,
                    $"Assessors disagree on {passFailsInDispute} {(passFailsInDispute == 1 ? "pass/fail criterion" : "pass/fail criteria")}",
                    1000
                )
            );
        if (passFailsFailed > 0)
            flags.Add(
                new(
                    FlagKind.PassFailFailed,
                    $"Every assessor failed it on {passFailsFailed} {(passFailsFailed == 1 ? "pass/fail criterion" : "pass/fail criteria")}",
                    800
                )
            );
        var ordered = assessorPercents.Order().ToList();
        if (ordered.Count > 0)
        {
            var spread = ordered[^1] - ordered[0];
            if (threshold is { } line && ordered[0] < line && ordered[^1] >= line)
                flags.Add(new(FlagKind.BothSides, "Scores are on both sides of the threshold", 400));
            if (spread >= wideSpread)
            {
                var without = ordered.Count >= 4 ? new[] { ordered[^2] - ordered[0], ordered[^1] - ordered[1] }.Min() : spread;
                flags.Add(
                    without * 2 <= spread
                        ? new(
                            FlagKind.OneDiffers,
                            $"One assessor differs from the others: {spread.ToString(0)} points with, {without.ToString(0)} without",
                            300
                        )
                        : new(FlagKind.Spread, $"Scores spread {spread.ToString(0)} points", 200)
                );
            }
        }
        if (missing > 0)
            flags.Add(new(FlagKind.Missing, $"{missing} {(missing == 1 ? "score" : "scores")} missing", 100));
        return new(flags.OrderByDescending(flag => flag.Weight).ToList(), flags.Sum(flag => flag.Weight));
    }
}
