namespace Commissioning.Domain.Moderation;

/// <param name="Rank">1 for the best; equal percentages share a rank; 0 when not scored.</param>
public sealed record FittedApplication(RankedApplication Application, int Rank, FitResult Result, string Reason);
