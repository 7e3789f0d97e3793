namespace Commissioning.Domain.Awards;

/// <param name="Item">As worded in the application.</param>
public sealed record BudgetLineAmount(Guid Line, string Item, Money Amount);
