namespace Commissioning.Domain.Applications;

/// <param name="When">A past or expected date, as a sentence; empty when it is not known yet.</param>
public sealed record JourneyStep(string Title, string When, StepState State);
