namespace Commissioning.Domain.Scoring;

/// <param name="Heading">The question, or the part of the form.</param>
public sealed record PracticePart(string Heading, string Text);
