namespace Commissioning.Domain.Awards;

/// <summary>A payment that is requested or approved, and in no payment run yet.</summary>
/// <param name="OfClaim">It pays an accepted claim.</param>
public sealed record OpenPayment(Money Amount, string Reason, bool OfClaim);
