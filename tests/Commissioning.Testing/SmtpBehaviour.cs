namespace Commissioning.Testing;

/// <summary>How the simulated mail server behaves.</summary>
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
