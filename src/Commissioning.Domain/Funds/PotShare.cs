namespace Commissioning.Domain.Funds;

/// <param name="Name">Of the priority or the zone.</param>
public sealed record PotShare(string Name, Money Amount);
