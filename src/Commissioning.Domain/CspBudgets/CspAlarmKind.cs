namespace Commissioning.Domain.CspBudgets;

public enum CspAlarmKind
{
    /// <summary>An area's return forecasts an underspend above the office's limit.</summary>
    ForecastUnderspend,

    /// <summary>An area's return is not certified by its date.</summary>
    NoReturn,
}
