namespace Commissioning.Domain.Funds;

/// <summary>The pages in which applicants read about a round, in order.</summary>
public enum GuidancePart
{
    Overview,
    WhoCanApply,
    WhatWeFund,
    HowWeChoose,
    WhatToHave,
    Questions,

    /// <summary>All of them on one page, to print.</summary>
    All,
}
