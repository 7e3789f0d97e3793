using Commissioning.Domain.Accounts;

namespace Commissioning.Domain.Funds;

/// <summary>One step of the paper's sign-off before the decision.</summary>
public sealed record SignOffStep(string Title, Role Role);
