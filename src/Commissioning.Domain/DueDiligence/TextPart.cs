namespace Commissioning.Domain.DueDiligence;

/// <summary>One answer of an application.</summary>
public sealed record TextPart(string Question, string Text);
