namespace Commissioning.Platform.Documents;

/// <summary>One bar of a chart: its label, its length in any unit, and the figure as people read it.</summary>
public sealed record ChartBar(string Label, long Value, string Text);
