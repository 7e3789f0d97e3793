namespace Commissioning.Adapters.Tests;

/// <summary>How the simulated mail server behaves.</summary>
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
