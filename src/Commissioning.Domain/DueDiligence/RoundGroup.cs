namespace Commissioning.Domain.DueDiligence;

/// <summary>How an application of a round stands, so that the four together are all that came.</summary>
public enum RoundGroup
{
    /// <summary>Something was found that holds the decision.</summary>
    Found,

    /// <summary>Nothing was found, but the portal could not look at everything itself.</summary>
    ByHand,

    /// <summary>Nothing was found; what is left passes in one press or needs papers to be read.</summary>
    Clean,

    /// <summary>It has its result.</summary>
    Finished,
}
