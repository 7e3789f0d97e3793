namespace Commissioning.Domain.Publishing;

/// <summary>At least three projects, counted together for good.</summary>
/// <param name="By">Their name in each breakdown; null where they differ.</param>
/// <param name="PeopleNew">Null: not shown.</param>
public sealed record EditionGroup(int Projects, IReadOnlyList<string?> By, long? PeopleNew, long? PeopleRepeat);
