namespace Commissioning.Web.TagHelpers;

/// <summary>One bar: its label, its length in any unit, and the figure as people read it.</summary>
public sealed record Bar(string Label, decimal Value, string Text);
