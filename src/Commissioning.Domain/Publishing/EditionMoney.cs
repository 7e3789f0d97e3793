namespace Commissioning.Domain.Publishing;

/// <param name="Offered">In pence.</param>
public sealed record EditionMoney(int Breakdown, string Name, long Projects, long Offered);
