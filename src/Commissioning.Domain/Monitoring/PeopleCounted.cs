using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Monitoring;

/// <summary>The number of people under each choice of a question; null: left blank.</summary>
public sealed record PeopleCounted(PeopleQuestion Question, IReadOnlyList<int?> Counts);
