namespace Commissioning.Adapters.Tests.Email;

/// <summary>What the mail server on the other side does.</summary>
public enum SmtpBehaviour
{
    Takes,
    RefusesEverything,
    RefusesTheSender,
    RefusesTheRecipient,
    AsksToWait,
    RefusesTheMessage,
    GoesAway,
    HangsAtOnce,
    HangsAtTheRecipient,
    HangsAfterTheEnd,
    DropsInTheMessage,
    DropsAfterTheEnd,
}
