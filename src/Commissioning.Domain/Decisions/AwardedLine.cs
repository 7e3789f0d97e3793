namespace Commissioning.Domain.Decisions;

public sealed record AwardedLine(Guid Line, Money Amount);
