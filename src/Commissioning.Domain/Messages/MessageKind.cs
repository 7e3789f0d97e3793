namespace Commissioning.Domain.Messages;

/// <summary>Every message that the portal sends by e-mail, one value each.</summary>
public enum MessageKind
{
    // Applications
    Receipt,
    ClosingReminder,
    ChangesAsked,
    DecisionDateChanged,
    Withdrawn,
}
