namespace Commissioning.Domain.Moderation;

/// <param name="Share">Share of simulated rounds in which the application was funded, 0 to 1.</param>
public sealed record ApplicationStability(Guid ApplicationId, double Share)
{
    /// <summary>Funded in some simulated rounds, but in too few or too many to be sure either way (R50). Default, not OPCC
    /// policy.</summary>
    public bool TooClose => Share is > RankStability.CloseBelow and < RankStability.CloseAbove;
}
