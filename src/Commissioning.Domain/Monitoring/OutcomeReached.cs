namespace Commissioning.Domain.Monitoring;

public sealed record OutcomeReached(string Outcome, string? Achieved, string? Before, string? After, Verdict? Verdict);
