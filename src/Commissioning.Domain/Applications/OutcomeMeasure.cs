namespace Commissioning.Domain.Applications;

/// <summary>What the project promises to change, from which baseline to which target, and how that is measured. Copied word for word into
/// the award and the monitoring return (R24).</summary>
public sealed record OutcomeMeasure
{
    public required Guid Id { get; init; }
    public required int Position { get; init; }
    public required string Outcome { get; init; }
    public required string Measure { get; init; }
    public required string Baseline { get; init; }
    public required string Target { get; init; }
}
