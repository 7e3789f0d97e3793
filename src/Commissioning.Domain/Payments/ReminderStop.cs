namespace Commissioning.Domain.Payments;

/// <summary>Why nobody is reminded of an invoice for a time.</summary>
public enum ReminderStop
{
    Dispute,
    PaymentPlan,
    Other,
}
