using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Moderation;

/// <summary>
/// How much of a list is luck: the round is scored again many times, each application's score moved by as many scoring errors as it has scores, and
/// the line drawn by the round's own rules. An error is what is left of a score when its application's mean and its assessor's strictness are taken
/// off, widened for what the fit used up. A fixed seed repeats the result. It says nothing of errors that all assessors share, and takes a
/// moderated score as no better than a mean.
/// </summary>
public static class RankStability
{
    public const int Rounds = 2000;
    public const double CloseBelow = 0.1,
        CloseAbove = 0.9;

    /// <param name="grid">The original scores as percentages, applications in the order of <paramref name="applications"/>.</param>
    /// <returns>Null where no error can be told from a difference: fewer than two scores of any application.</returns>
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
        // Each round draws from a stream of its own, so that the number of processors changes nothing.
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

    /// <summary>SplitMix64 (Steele, Lea and Flood 2014), because a library's generator may change and a recorded result must not.</summary>
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
