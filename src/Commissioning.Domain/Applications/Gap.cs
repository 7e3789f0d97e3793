namespace Commissioning.Domain.Applications;

/// <summary>Something to correct before an application can be sent, and where. Question is the question's code, if it concerns
/// one.</summary>
public sealed record Gap(Section Section, Refusal Refusal, string? Question = null);
