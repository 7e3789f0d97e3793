using Commissioning.Domain.Accounts;

namespace Commissioning.Domain.Funds;

/// <summary>Somebody who signs the paper before it is decided.</summary>
public sealed record SignOffStep(string Title, Role Role);
