namespace Commissioning.Domain.Payments;

/// <summary>What was spent on a line, where and when.</summary>
public sealed record Receipt(Guid Line, DateOnly SpentOn, string Supplier, Money Amount);
