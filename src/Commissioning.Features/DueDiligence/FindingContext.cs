using Commissioning.Domain.DueDiligence;

namespace Commissioning.Features.DueDiligence;

/// <summary>What every source of findings needs about the application.</summary>
/// <param name="Source">The organisation's details for matching.</param>
/// <param name="Today">The date in the UK.</param>
public sealed record FindingContext(ApplicationChecks.CheckedApplication Application, MatchSource Source, DateOnly Today);
