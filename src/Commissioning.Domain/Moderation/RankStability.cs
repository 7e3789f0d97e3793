using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Moderation;

/// <summary>How much of a ranking is chance. The round is simulated many times: each application's score is moved by as many random errors
/// as it has scores, and the round's own rules are applied. The errors are the residuals of a score after removing the application's mean
/// and the assessor's strictness, widened for the degrees of freedom of the fit. A fixed seed repeats the result. Errors shared by all
/// assessors are not covered, and a moderated score counts as no better than a mean.</summary>
public static class RankStability
{
    public const int Rounds = 2000;
    public const double CloseBelow = 0.1,
        CloseAbove = 0.9;

    /// <param name="grid">The original scores as percentages, applications in the order of <paramref name="applications"/>.</param>
    /// <returns>Null where errors cannot be estimated: no application has two scores.</returns>
    public static IReadOnlyList<ApplicationStability>? Of(
        IReadOnlyList<RankedApplication> applications,
        ScoreGrid grid,
        Fraction threshold,
        Money pot,
        RoundPolicy policy,
        IReadOnlyCollection<RankedApplication> earlier,
        string? drawSeed,
        ulong seed,
        int rounds = Rounds
    )
    {
        var errors = Errors(grid);
        if (errors.Length == 0)
            return null;
        var funded = new int[applications.Count];
        var places = applications
            .Select((application, i) => (application.ApplicationId, i))
            .ToDictionary(pair => pair.ApplicationId, pair => pair.i);
        // Each simulated round has its own random stream, so the result does not depend on the number of processors.
        Parallel.For(
            0,
            rounds,
            round =>
            {
                var stream = new Stream(seed + (ulong)round * 0x9E3779B97F4A7C15);
                var moved = new RankedApplication[applications.Count];
                for (var i = 0; i < moved.Length; i++)
                {
                    var scores = grid.ValuesOf(i).Length;
                    if (applications[i].Percent is not { } percent || scores == 0)
                    {
                        moved[i] = applications[i];
                        continue;
                    }
                    double error = 0;
                    for (var score = 0; score < scores; score++)
                        error += errors[stream.Below(errors.Length)];
                    moved[i] = applications[i] with { Percent = percent + Fraction.OfThousandths((long)Math.Round(1000 * error / scores)) };
                }
                foreach (var application in Ranking.Fit(moved, threshold, pot, policy, earlier, drawSeed ?? "").Applications)
                    if (application.Result == FitResult.Fund)
                        Interlocked.Increment(ref funded[places[application.Application.ApplicationId]]);
            }
        );
        return applications
            .Select((application, i) => new ApplicationStability(application.ApplicationId, (double)funded[i] / rounds))
            .ToList();
    }

    private static double[] Errors(ScoreGrid grid)
    {
        var strictness = AgreementStatistics.Strictness(grid);
        var errors = new List<double>(grid.Scores);
        var fitted = (strictness is null ? 0 : grid.Assessors - 1);
        for (var i = 0; i < grid.Applications; i++)
        {
            var row = grid.ValuesOf(i);
            var who = grid.AssessorsOf(i);
            if (row.Length < 2)
                continue;
            fitted++;
            double mean = 0;
            for (var a = 0; a < row.Length; a++)
                mean += (row[a] - (strictness?[who[a]] ?? 0)) / row.Length;
            for (var a = 0; a < row.Length; a++)
                errors.Add(row[a] - (strictness?[who[a]] ?? 0) - mean);
        }
        var free = errors.Count - fitted;
        if (free <= 0)
            return [];
        var widen = Math.Sqrt((double)errors.Count / free);
        return errors.Select(error => error * widen).ToArray();
    }

    /// <summary>SplitMix64 (Steele, Lea and Flood 2014): a library's generator may change, and a recorded result must not.</summary>
    private struct Stream(ulong state)
    {
        public int Below(int limit)
        {
            state += 0x9E3779B97F4A7C15;
            var z = state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            z ^= z >> 31;
            return (int)Math.BigMul(z, (ulong)limit, out _);
        }
    }
}
