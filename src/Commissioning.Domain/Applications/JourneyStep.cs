namespace Commissioning.Domain.Applications;

/// <param name="When">A date that was or is expected, as a sentence; empty when nobody knows yet.</param>
public sealed record JourneyStep(string Title, string When, StepState State);
