namespace Commissioning.Domain.CspBudgets;

/// <summary>What an account of one financial year holds. All accounts of a year add up to zero.</summary>
public enum AccountKind
{
    /// <summary>Source of the year's money. Its balance is negative, equal to what was allocated.</summary>
    Funding,

    /// <summary>Last year's underspend, until it is allocated as a top-up.</summary>
    BroughtForward,

    /// <summary>What an area has left and has not committed or earmarked.</summary>
    Area,

    /// <summary>What an area keeps for a named purpose.</summary>
    Earmarked,

    /// <summary>What is committed to approved projects and not spent yet.</summary>
    Committed,

    /// <summary>What an area has spent, with no evidence on file yet.</summary>
    Spent,

    /// <summary>What an area has spent, with evidence on file.</summary>
    Evidenced,

    /// <summary>The pot for work across Leicester, Leicestershire and Rutland.</summary>
    Central,

    /// <summary>What was paid to a payee that is not an area, such as the County Council.</summary>
    Payee,

    /// <summary>What areas contributed to a scheme that one of them hosts.</summary>
    HostedScheme,

    /// <summary>What areas returned: the underspend of the year, from which the central pot, an area or next year is funded.</summary>
    Pooled,

    /// <summary>What was carried into the next year.</summary>
    Returned,

    /// <summary>What a published grant round has not awarded yet.</summary>
    RoundPot,

    /// <summary>What a grant round has awarded.</summary>
    Grants,
}
