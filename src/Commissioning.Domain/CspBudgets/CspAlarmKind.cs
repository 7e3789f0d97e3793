namespace Commissioning.Domain.CspBudgets;

public enum CspAlarmKind
{
    /// <summary>An area's return forecasts an underspend above the office's limit.</summary>
    ForecastUnderspend,

    /// <summary>An area's return is not certified by its date.</summary>
    NoReturn,

    /// <summary>What was paid or spent is further from the profile than the office's setting.</summary>
    ProfileVariance,

    /// <summary>More is expected than the budget, by more than the office's setting.</summary>
    OverBudget,
}
