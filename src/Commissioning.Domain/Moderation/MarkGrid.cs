namespace Commissioning.Domain.Moderation;

/// <summary>
/// Marks of bids by markers, any of them missing, for the statistics about a panel. Statistics are estimates, so they are worked in
/// floating point; scores, totals and the line never are. Marks stand in order of bid and marker, so the order of entry changes no result.
/// </summary>
public sealed class MarkGrid
{
    private readonly int[] starts;
    private readonly int[] markers;
    private readonly double[] values;

    /// <param name="marks">Bid and marker as places in their lists; at most one mark of a bid by a marker.</param>
    public MarkGrid(int bids, int markers, IEnumerable<(int Bid, int Marker, double Value)> marks)
    {
        (Bids, Markers) = (bids, markers);
        var all = marks.ToArray();
        starts = new int[bids + 1];
        foreach (var mark in all)
            starts[mark.Bid + 1]++;
        for (var i = 0; i < bids; i++)
            starts[i + 1] += starts[i];
        (this.markers, values) = (new int[all.Length], new double[all.Length]);
        var next = starts[..^1];
        foreach (var (bid, marker, value) in all)
        {
            var place = next[bid]++;
            (this.markers[place], values[place]) = (marker, value);
        }
        for (var i = 0; i < bids; i++)
            Array.Sort(this.markers, values, starts[i], starts[i + 1] - starts[i]);
    }

    public int Bids { get; }
    public int Markers { get; }
    public int Marks => values.Length;

    public ReadOnlySpan<double> ValuesOf(int bid) => values.AsSpan(starts[bid]..starts[bid + 1]);

    public ReadOnlySpan<int> MarkersOf(int bid) => markers.AsSpan(starts[bid]..starts[bid + 1]);

    /// <summary>Bids that every marker marked.</summary>
    public IReadOnlyList<int> Complete => Enumerable.Range(0, Bids).Where(bid => starts[bid + 1] - starts[bid] == Markers).ToList();

    /// <summary>The same marks with others in their place, such as their ranks.</summary>
    internal MarkGrid With(double[] others) => new(starts, markers, others, Markers);

    internal ReadOnlySpan<double> Values => values;

    private MarkGrid(int[] starts, int[] markers, double[] values, int count) =>
        (this.starts, this.markers, this.values, Bids, Markers) = (starts, markers, values, starts.Length - 1, count);
}
