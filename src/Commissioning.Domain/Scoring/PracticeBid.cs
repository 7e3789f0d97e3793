namespace Commissioning.Domain.Scoring;

/// <summary>A bid that nobody sent, on which a panel tries the scale before it scores real ones.</summary>
/// <param name="Parts">Heading and text.</param>
public sealed record PracticeBid(int Number, string Title, IReadOnlyList<(string Heading, string Text)> Parts);
