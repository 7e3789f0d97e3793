namespace Commissioning.Domain.Payments;

/// <summary>What one person's approval is. Alone: it is within their limit. First: above it, so another person must approve too.</summary>
public enum ApprovalStep
{
    Alone,
    First,
    Second,
}
