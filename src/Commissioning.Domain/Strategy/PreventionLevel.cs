namespace Commissioning.Domain.Strategy;

public enum PreventionLevel
{
    Primary,
    Secondary,
    Tertiary,
}
