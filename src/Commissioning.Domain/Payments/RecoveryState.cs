namespace Commissioning.Domain.Payments;

/// <summary>Where an invoice for money to come back stands.</summary>
public enum RecoveryState
{
    /// <summary>Its day has not passed.</summary>
    NotDue,
    Late,

    /// <summary>Not paid, and no reminders are sent for a time.</summary>
    Stopped,
    Paid,

    /// <summary>Nothing is owed, because some or all of it was written off.</summary>
    WrittenOff,

    /// <summary>Another invoice took its place, or nothing is to come back after all.</summary>
    NotOwed,
}
