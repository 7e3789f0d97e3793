namespace Commissioning.Domain.Applications;

/// <summary>Something to put right before an application can be sent, and where; Question is the code of the question, if it is one.</summary>
public sealed record Gap(Section Section, Refusal Refusal, string? Question = null);
