namespace Commissioning.Domain.Moderation;

/// <param name="Adjusted">The mean with each assessor's strictness removed, as a cross-check; only where a score is missing. Never
/// applied.</param>
public sealed record ApplicationHealth(int Application, int Scores, double? Mean, double? Lowest, double? Highest, double? Adjusted);
