namespace Commissioning.Domain.DueDiligence;

/// <summary>A piece of evidence that an officer looks for.</summary>
/// <param name="Code">Names it in what was recorded, and never changes.</param>
/// <param name="NeededFrom">The reaches that need it.</param>
/// <param name="IsClosed">Not looked for any more.</param>
public sealed record SafeguardingPoint(string Code, string Name, IReadOnlyList<SafeguardingReach> NeededFrom, bool IsClosed = false);
