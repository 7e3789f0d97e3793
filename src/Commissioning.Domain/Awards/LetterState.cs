namespace Commissioning.Domain.Awards;

public enum LetterState
{
    Waiting,
    Made,
    Sent,
}
