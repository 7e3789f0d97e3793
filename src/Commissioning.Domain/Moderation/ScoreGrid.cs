namespace Commissioning.Domain.Moderation;

/// <summary>
/// Scores of applications by assessors, any of them missing, for the statistics about a panel. Statistics are estimates, so they are worked in
/// floating point; scores, totals and the line never are. Scores stand in order of application and assessor, so the order of entry changes no result.
/// </summary>
public sealed class ScoreGrid
{
    private readonly int[] starts;
    private readonly int[] assessors;
    private readonly double[] values;

    /// <param name="scores">Application and assessor as places in their lists; at most one score of an application by an assessor.</param>
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

    /// <summary>The same scores with others in their place, such as their ranks.</summary>
    internal ScoreGrid With(double[] others) => new(starts, assessors, others, Assessors);

    internal ReadOnlySpan<double> Values => values;

    private ScoreGrid(int[] starts, int[] assessors, double[] values, int count) =>
        (this.starts, this.assessors, this.values, Applications, Assessors) = (starts, assessors, values, starts.Length - 1, count);
}
