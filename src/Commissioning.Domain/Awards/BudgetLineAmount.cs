using System.Text.Json;
using System.Text.Json.Serialization;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Awards;

/// <param name="Item">As in the application.</param>
public sealed record BudgetLineAmount(Guid Line, string Item, Money Amount);
