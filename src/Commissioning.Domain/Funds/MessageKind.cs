namespace Commissioning.Domain.Funds;

public enum MessageKind
{
    Receipt,
    ClosingReminder,
    ChangesAsked,
    DecisionDateChanged,
    Withdrawn,
}
