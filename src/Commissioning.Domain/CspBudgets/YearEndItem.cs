namespace Commissioning.Domain.CspBudgets;

/// <summary>What is looked at before a year is signed off, in the order of the checklist.</summary>
public enum YearEndItem
{
    Over,
    YearBefore,
    ReturnsCertified,
    ReturnsAccepted,
    Evidence,
    Requests,
    Projects,
    Alarms,
    Pools,
    Underspends,
    Payments,
}
