namespace Commissioning.Domain.Monitoring;

/// <summary>A page of the task list of a return, in this order.</summary>
public enum ReturnPage
{
    Money,
    Happened,
    People,
    Words,
    Files,
}
