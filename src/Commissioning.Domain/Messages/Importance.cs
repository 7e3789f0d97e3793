namespace Commissioning.Domain.Messages;

/// <summary>How much hangs on a message, which says who is told. Default, not OPCC policy.</summary>
public enum Importance
{
    /// <summary>The day's work: acknowledgements, reminders, questions.</summary>
    Routine,

    /// <summary>What binds the organisation or decides on its application or grant.</summary>
    Decision,

    /// <summary>Money, bank accounts, and who may act for the organisation.</summary>
    Money,
}
