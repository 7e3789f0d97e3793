namespace Commissioning.Domain.CspBudgets;

/// <summary>What an area's return reports: the spending since 1 April up to the end of the period, and a forecast to 31 March. The return
/// in February shows the office, before the year ends, what will be left (Greater Manchester asks for the same).</summary>
public enum ReturnPeriod
{
    /// <summary>To 30 June.</summary>
    Quarter1,

    /// <summary>To 30 September.</summary>
    Quarter2,

    /// <summary>To 31 December.</summary>
    Quarter3,

    /// <summary>To 31 January.</summary>
    February,

    /// <summary>To 31 March.</summary>
    Quarter4,
}
