namespace Commissioning.Domain.Moderation;

/// <summary>Scores of applications by assessors, with gaps, for panel statistics. Statistics are estimates and use floating point; scores,
/// totals and thresholds never do. Scores are ordered by application and assessor, so the order of entry does not affect results.</summary>
public sealed class ScoreGrid
{
    private readonly int[] starts;
    private readonly int[] assessors;
    private readonly double[] values;

    /// <param name="scores">Application and assessor as list indexes; at most one score for each pair.</param>
    public ScoreGrid(int applications, int assessors, IEnumerable<(int Application, int Assessor, double Value)> scores)
    {
        (Applications, Assessors) = (applications, assessors);
        var all = scores.ToArray();
        starts = new int[applications + 1];
        foreach (var score in all)
            starts[score.Application + 1]++;
        for (var i = 0; i < applications; i++)
            starts[i + 1] += starts[i];
        (this.assessors, values) = (new int[all.Length], new double[all.Length]);
        var next = starts[..^1];
        foreach (var (application, assessor, value) in all)
        {
            var place = next[application]++;
            (this.assessors[place], values[place]) = (assessor, value);
        }
        for (var i = 0; i < applications; i++)
            Array.Sort(this.assessors, values, starts[i], starts[i + 1] - starts[i]);
    }

    public int Applications { get; }
    public int Assessors { get; }
    public int Scores => values.Length;

    public ReadOnlySpan<double> ValuesOf(int application) => values.AsSpan(starts[application]..starts[application + 1]);

    public ReadOnlySpan<int> AssessorsOf(int application) => assessors.AsSpan(starts[application]..starts[application + 1]);

    /// <summary>Applications that every assessor scored.</summary>
    public IReadOnlyList<int> Complete =>
        Enumerable.Range(0, Applications).Where(application => starts[application + 1] - starts[application] == Assessors).ToList();

    /// <summary>The same grid with other values, such as ranks.</summary>
    internal ScoreGrid With(double[] others) => new(starts, assessors, others, Assessors);

    internal ReadOnlySpan<double> Values => values;

    private ScoreGrid(int[] starts, int[] assessors, double[] values, int count) =>
        (this.starts, this.assessors, this.values, Applications, Assessors) = (starts, assessors, values, starts.Length - 1, count);
}
