namespace Commissioning.Domain.CspBudgets;

public enum PreventionLevel
{
    Primary,
    Secondary,
    Tertiary,
}
