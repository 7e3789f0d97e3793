namespace Commissioning.Domain.Decisions;

/// <summary>What a decision maker chooses for a paper as a whole.</summary>
public enum DecisionWay
{
    /// <summary>Every line as the panel recommends it.</summary>
    AsRecommended,

    /// <summary>As recommended, except for the lines that were changed.</summary>
    WithChanges,

    /// <summary>Put off until a day: nothing is decided.</summary>
    NotNow,
}
