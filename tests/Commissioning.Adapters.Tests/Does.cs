namespace Commissioning.Adapters.Tests;

/// <summary>What the mail server on the other side does.</summary>
public enum Does
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
