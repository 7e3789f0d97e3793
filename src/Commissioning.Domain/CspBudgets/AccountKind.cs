namespace Commissioning.Domain.CspBudgets;

/// <summary>What an account of one financial year holds. Every account of a year together holds nil.</summary>
public enum AccountKind
{
    /// <summary>Where the year's money comes from; stands below nil by what was given out.</summary>
    Funding,

    /// <summary>Underspend of the year before, until it is given out as top-up.</summary>
    BroughtForward,

    /// <summary>What an area has left that is promised to nothing.</summary>
    Area,

    /// <summary>What an area keeps for a purpose it has named.</summary>
    Earmarked,

    /// <summary>What is promised to approved projects and not spent yet.</summary>
    Committed,

    /// <summary>What an area has spent itself, with no evidence on file yet.</summary>
    Spent,

    /// <summary>What an area has spent itself, with evidence on file.</summary>
    Evidenced,

    /// <summary>The pot for work across Leicester, Leicestershire and Rutland.</summary>
    Central,

    /// <summary>What was passed to somebody who is not an area, such as the County Council.</summary>
    Payee,

    /// <summary>What areas put into a scheme that one of them hosts.</summary>
    HostedScheme,

    /// <summary>What areas gave back, or carried into the next year.</summary>
    Returned,

    /// <summary>What a published grant round has not awarded.</summary>
    RoundPot,

    /// <summary>What a grant round has awarded.</summary>
    Grants,
}
