using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;

namespace Commissioning.Domain.Payments;

/// <summary>A return of an area that is not certified after its day.</summary>
public sealed record OverdueReturn(FinancialYear Year, ReturnPeriod Period, DateOnly DueOn)
{
    /// <summary>As in a sentence: "quarter 2 of 2026-27".</summary>
    public string Name => $"{Period.Name()} of {Year}";
}
