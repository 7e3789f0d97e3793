namespace Commissioning.Domain.Publishing;

public sealed record EditionChoice(string Name, long People);
