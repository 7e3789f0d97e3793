namespace Commissioning.Domain.CspBudgets;

/// <summary>Where a line of an area's return stands.</summary>
public enum ReturnLineState
{
    /// <summary>The office has not decided on it.</summary>
    Open,

    /// <summary>Posted as expenditure. It never changes; the ledger's reversal undoes it.</summary>
    Accepted,
    Queried,
}
