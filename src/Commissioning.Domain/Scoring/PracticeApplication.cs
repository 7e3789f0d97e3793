namespace Commissioning.Domain.Scoring;

/// <summary>An invented application on which a panel tries the scale before it scores real ones.</summary>
/// <param name="Parts">Heading and text.</param>
public sealed record PracticeApplication(int Number, string Title, IReadOnlyList<(string Heading, string Text)> Parts);
