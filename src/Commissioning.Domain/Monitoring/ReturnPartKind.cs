namespace Commissioning.Domain.Monitoring;

/// <summary>Stored by name.</summary>
public enum ReturnPartKind
{
    Spending,
    Outcome,
    People,
    Prevention,
    Delivered,
    Learned,
    Story,
    Answers,
}
