namespace Commissioning.Domain.Messages;

/// <summary>What an officer did about a message that did not arrive.</summary>
public enum UndeliveredAnswer
{
    SentAgain,
    OtherAddress,
    Posted,
    Rung,
}
