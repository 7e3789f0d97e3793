namespace Commissioning.Domain.Moderation;

public static class AgreementStatistics
{
    private const int MostAssessorsFitted = 1000;

    /// <summary>Intraclass correlations (Shrout and Fleiss, Psychological Bulletin 1979, 86, 420-428) on the applications that every
    /// assessor scored. Null below two such applications or two assessors, and where no application differs from another.</summary>
    public static (Correlations OneAssessor, Correlations Average) Icc(ScoreGrid grid, IReadOnlyList<int> complete)
    {
        var (n, k) = (complete.Count, grid.Assessors);
        if (n < 2 || k < 2 || !Varies(grid, complete))
            return (new(null, null, null), new(null, null, null));
        var grand = Mean(complete, grid);
        double between = 0,
            total = 0;
        var columns = new double[k];
        foreach (var application in complete)
        {
            var row = grid.ValuesOf(application);
            double sum = 0;
            for (var j = 0; j < k; j++)
            {
                var value = row[j] - grand;
                sum += value;
                total += value * value;
                columns[j] += value;
            }
            between += sum * sum / k;
        }
        var judges = columns.Sum(sum => sum * sum / n);
        var bms = between / (n - 1);
        var wms = (total - between) / (n * (k - 1.0));
        var jms = judges / (k - 1);
        var ems = Math.Max(0, total - between - judges) / ((n - 1.0) * (k - 1));
        var scale = total / (n * k); // Spread below this share of the total counts as zero.
        double? Ratio(double numerator, double denominator) => Math.Abs(denominator) <= 1e-12 * scale ? null : numerator / denominator;
        return (
            new(
                Ratio(bms - wms, bms + (k - 1) * wms),
                Ratio(bms - ems, bms + (k - 1) * ems + k * (jms - ems) / n),
                Ratio(bms - ems, bms + (k - 1) * ems)
            ),
            new(Ratio(bms - wms, bms), Ratio(bms - ems, bms + (jms - ems) / n), Ratio(bms - ems, bms))
        );
    }

    /// <summary>Kendall's coefficient of concordance, corrected for ties, on the applications that every assessor scored: 0 is no agreement
    /// on the order, 1 the same order. Kendall and Babington Smith 1939; Siegel, Nonparametric Statistics, 1956, pp. 229-238.</summary>
    public static double? KendallW(ScoreGrid grid, IReadOnlyList<int> complete)
    {
        var (n, k) = (complete.Count, grid.Assessors);
        if (n < 2 || k < 2)
            return null;
        var sums = new double[n];
        double ties = 0;
        var column = new double[n];
        for (var j = 0; j < k; j++)
        {
            for (var i = 0; i < n; i++)
                column[i] = grid.ValuesOf(complete[i])[j];
            var (ranks, tied) = Ranks(column);
            ties += tied;
            for (var i = 0; i < n; i++)
                sums[i] += ranks[i];
        }
        var middle = k * (n + 1) / 2.0;
        var s = sums.Sum(sum => (sum - middle) * (sum - middle));
        var most = (double)k * k * ((double)n * n * n - n) - k * ties;
        return most <= 0 ? null : 12 * s / most;
    }

    /// <summary>Krippendorff's alpha for interval data: 1 - observed / expected disagreement, over every application with two or more
    /// scores. Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011. Null where no score differs from another.</summary>
    public static double? AlphaInterval(ScoreGrid grid)
    {
        var pairable = 0;
        double sum = 0;
        for (var i = 0; i < grid.Applications; i++)
        {
            var row = grid.ValuesOf(i);
            if (row.Length < 2)
                continue;
            pairable += row.Length;
            foreach (var value in row)
                sum += value;
        }
        if (
            pairable < 2
            || !Varies(grid, Enumerable.Range(0, grid.Applications).Where(application => grid.ValuesOf(application).Length > 1))
        )
            return null;
        var mean = sum / pairable;
        double within = 0,
            total = 0;
        for (var i = 0; i < grid.Applications; i++)
        {
            var row = grid.ValuesOf(i);
            if (row.Length < 2)
                continue;
            double rowSum = 0,
                squares = 0;
            foreach (var value in row)
            {
                var from = value - mean;
                rowSum += from;
                squares += from * from;
            }
            // The sum over pairs of (a - b) squared is m times the sum of squares, less the square of the sum.
            within += (row.Length * squares - rowSum * rowSum) / (row.Length - 1);
            total += squares;
        }
        var expected = pairable * total / (pairable - 1.0); // The sum about the mean is zero.
        return 1 - within / expected;
    }

    /// <summary>Krippendorff's alpha for ordinal data. The ordinal distance between two values (the scores between them plus half of each
    /// end) is the difference of their middle ranks among all pairable scores, so this is the interval alpha of those ranks.</summary>
    public static double? AlphaOrdinal(ScoreGrid grid)
    {
        var places = new List<int>(grid.Scores);
        var place = 0;
        for (var i = 0; i < grid.Applications; i++)
        {
            var count = grid.ValuesOf(i).Length;
            if (count > 1)
                places.AddRange(Enumerable.Range(place, count));
            place += count;
        }
        var values = grid.Values;
        var pairable = new double[places.Count];
        for (var i = 0; i < places.Count; i++)
            pairable[i] = values[places[i]];
        var (ranks, _) = Ranks(pairable);
        var ranked = new double[grid.Scores];
        for (var i = 0; i < places.Count; i++)
            ranked[places[i]] = ranks[i];
        return AlphaInterval(grid.With(ranked));
    }

    /// <summary>Each assessor's deviation from the panel in the least-squares fit score = application + assessor, with deviations that add
    /// up to zero. Null where the scores do not connect all assessors (through shared applications, directly or via others), or for more
    /// assessors than a panel has.</summary>
    public static double[]? Strictness(ScoreGrid grid)
    {
        var k = grid.Assessors;
        if (k is < 2 or > MostAssessorsFitted)
            return null;
        // Eliminating the applications first leaves one equation per assessor.
        var matrix = new double[k, k];
        var right = new double[k];
        for (var i = 0; i < grid.Applications; i++)
        {
            var row = grid.ValuesOf(i);
            var who = grid.AssessorsOf(i);
            if (row.Length < 2)
                continue;
            double mean = 0;
            foreach (var value in row)
                mean += value / row.Length;
            for (var a = 0; a < row.Length; a++)
            {
                right[who[a]] += row[a] - mean;
                matrix[who[a], who[a]] += 1;
                for (var b = 0; b < row.Length; b++)
                    matrix[who[a], who[b]] -= 1.0 / row.Length;
            }
        }
        for (var b = 0; b < k; b++)
            matrix[k - 1, b] = 1; // The deviations add up to zero.
        right[k - 1] = 0;
        return Solve(matrix, right);
    }

    internal static IReadOnlyList<AssessorHealth> AssessorsOf(ScoreGrid grid, double[]? strictness)
    {
        var k = grid.Assessors;
        var (counts, sums, means) = (new int[k], new double[k], new double[k]);
        for (var i = 0; i < grid.Applications; i++)
        {
            var row = grid.ValuesOf(i);
            var who = grid.AssessorsOf(i);
            for (var a = 0; a < row.Length; a++)
            {
                counts[who[a]]++;
                sums[who[a]] += row[a];
            }
        }
        for (var j = 0; j < k; j++)
            means[j] = counts[j] == 0 ? 0 : sums[j] / counts[j];
        var squares = new double[k];
        var (common, x, y, xx, yy, xy) = (new int[k], new double[k], new double[k], new double[k], new double[k], new double[k]);
        for (var i = 0; i < grid.Applications; i++)
        {
            var row = grid.ValuesOf(i);
            var who = grid.AssessorsOf(i);
            double rowSum = 0;
            foreach (var value in row)
                rowSum += value;
            for (var a = 0; a < row.Length; a++)
            {
                var j = who[a];
                var own = row[a] - means[j];
                squares[j] += own * own;
                if (row.Length < 2)
                    continue;
                var others = (rowSum - row[a]) / (row.Length - 1) - means[j]; // Any fixed offset near the scores keeps the sums small.
                common[j]++;
                (x[j], y[j], xx[j], yy[j], xy[j]) = (
                    x[j] + own,
                    y[j] + others,
                    xx[j] + own * own,
                    yy[j] + others * others,
                    xy[j] + own * others
                );
            }
        }
        return Enumerable
            .Range(0, k)
            .Select(j =>
            {
                var n = common[j];
                var (vx, vy) = (n * xx[j] - x[j] * x[j], n * yy[j] - y[j] * y[j]);
                double? consistency =
                    n < 2 || vx <= 1e-9 * n * xx[j] || vy <= 1e-9 * n * yy[j]
                        ? null
                        : Math.Clamp((n * xy[j] - x[j] * y[j]) / Math.Sqrt(vx * vy), -1, 1);
                return new AssessorHealth(
                    j,
                    counts[j],
                    counts[j] == 0 ? null : means[j],
                    counts[j] < 2 ? null : Math.Sqrt(squares[j] / (counts[j] - 1)),
                    consistency,
                    strictness?[j]
                );
            })
            .ToList();
    }

    internal static IReadOnlyList<ApplicationHealth> ApplicationsOf(ScoreGrid grid, double[]? strictness) =>
        Enumerable
            .Range(0, grid.Applications)
            .Select(i =>
            {
                var row = grid.ValuesOf(i);
                var who = grid.AssessorsOf(i);
                if (row.Length == 0)
                    return new ApplicationHealth(i, 0, null, null, null, null);
                double sum = 0,
                    adjusted = 0,
                    low = row[0],
                    high = row[0];
                for (var a = 0; a < row.Length; a++)
                {
                    sum += row[a];
                    adjusted += row[a] - (strictness?[who[a]] ?? 0);
                    (low, high) = (Math.Min(low, row[a]), Math.Max(high, row[a]));
                }
                return new ApplicationHealth(
                    i,
                    row.Length,
                    sum / row.Length,
                    low,
                    high,
                    strictness is null || row.Length == grid.Assessors ? null : adjusted / row.Length
                );
            })
            .ToList();

    /// <summary>Middle ranks from 1, and the sum over ties of t cubed less t.</summary>
    private static (double[] Ranks, double Ties) Ranks(double[] values)
    {
        var order = new int[values.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        var sorted = (double[])values.Clone();
        Array.Sort(sorted, order);
        var ranks = new double[values.Length];
        double ties = 0;
        for (var first = 0; first < sorted.Length; )
        {
            var last = first;
            while (last + 1 < sorted.Length && sorted[last + 1] == sorted[first])
                last++;
            for (var i = first; i <= last; i++)
                ranks[order[i]] = (first + last) / 2.0 + 1;
            double t = last - first + 1;
            ties += t * t * t - t;
            first = last + 1;
        }
        return (ranks, ties);
    }

    private static bool Varies(ScoreGrid grid, IEnumerable<int> applications)
    {
        double? first = null;
        foreach (var application in applications)
        foreach (var value in grid.ValuesOf(application))
            if (value != (first ??= value))
                return true;
        return false;
    }

    private static double Mean(IReadOnlyList<int> applications, ScoreGrid grid)
    {
        double sum = 0;
        foreach (var application in applications)
        foreach (var value in grid.ValuesOf(application))
            sum += value;
        return sum / (applications.Count * (double)grid.Assessors);
    }

    /// <summary>Gaussian elimination with pivoting; null where the equations do not determine every unknown.</summary>
    private static double[]? Solve(double[,] matrix, double[] right)
    {
        var n = right.Length;
        for (var column = 0; column < n; column++)
        {
            var pivot = column;
            for (var row = column + 1; row < n; row++)
                if (Math.Abs(matrix[row, column]) > Math.Abs(matrix[pivot, column]))
                    pivot = row;
            if (Math.Abs(matrix[pivot, column]) < 1e-9)
                return null;
            if (pivot != column)
            {
                for (var c = 0; c < n; c++)
                    (matrix[column, c], matrix[pivot, c]) = (matrix[pivot, c], matrix[column, c]);
                (right[column], right[pivot]) = (right[pivot], right[column]);
            }
            for (var row = 0; row < n; row++)
            {
                if (row == column)
                    continue;
                var factor = matrix[row, column] / matrix[column, column];
                if (factor == 0)
                    continue;
                for (var c = column; c < n; c++)
                    matrix[row, c] -= factor * matrix[column, c];
                right[row] -= factor * right[column];
            }
        }
        return Enumerable.Range(0, n).Select(i => right[i] / matrix[i, i]).ToArray();
    }
}
