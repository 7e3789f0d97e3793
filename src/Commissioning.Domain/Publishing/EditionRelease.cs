namespace Commissioning.Domain.Publishing;

/// <summary>What one edition added: projects that were in none before.</summary>
/// <param name="Edition">The edition that added it.</param>
public sealed record EditionRelease(Guid Edition, IReadOnlyList<EditionGroup> Groups, IReadOnlyList<EditionQuestion> Questions);
