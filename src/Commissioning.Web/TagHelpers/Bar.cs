namespace Commissioning.Web.TagHelpers;

/// <summary>One bar: its label, its length in any unit, and the figure as people read it.</summary>
/// <param name="Whole">What the length is a part of, drawn as a frame around it; null: the bar stands alone.</param>
public sealed record Bar(string Label, decimal Value, string Text, decimal? Whole = null);
