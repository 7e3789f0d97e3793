namespace Commissioning.Domain.Funds;

/// <param name="Name">The priority or zone.</param>
public sealed record PotShare(string Name, Money Amount);
