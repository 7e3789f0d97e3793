namespace Commissioning.Domain.Moderation;

/// <param name="Adjusted">The mean with each assessor's strictness taken off, as a check; only where a score of the application is missing. Never applied.</param>
public sealed record ApplicationHealth(int Application, int Scores, double? Mean, double? Lowest, double? Highest, double? Adjusted);
