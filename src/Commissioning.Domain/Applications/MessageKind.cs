using System.Text.RegularExpressions;

namespace Commissioning.Domain.Applications;

public enum MessageKind
{
    Receipt,
    ClosingReminder,
    ChangesAsked,
    DecisionDateChanged,
}
