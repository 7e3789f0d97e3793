namespace Commissioning.Domain.Moderation;

/// <param name="Share">Of the rounds in which the application was funded, 0 to 1.</param>
public sealed record ApplicationStability(Guid ApplicationId, double Share)
{
    /// <summary>Funded in some of the rounds, and not in enough of them to call it (R50). Default, not OPCC policy.</summary>
    public bool TooClose => Share is > RankStability.CloseBelow and < RankStability.CloseAbove;
}
