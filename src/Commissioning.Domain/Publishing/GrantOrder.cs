namespace Commissioning.Domain.Publishing;

/// <summary>The orders in which the public reads grants. Equal ones follow by their references.</summary>
public enum GrantOrder
{
    /// <summary>Those accepted last come first.</summary>
    Newest,
    Highest,
    Lowest,

    /// <summary>By the name, from A to Z; those without a name come last.</summary>
    Recipient,
}
