namespace Commissioning.Domain.Moderation;

public sealed record PotPart(string Name, Money Kept, Money Left);
