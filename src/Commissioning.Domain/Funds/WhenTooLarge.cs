namespace Commissioning.Domain.Funds;

/// <summary>What happens when an application asks for more than is left: the next one is tried, or the line is drawn there (R52).</summary>
public enum WhenTooLarge
{
    SkipAndContinue,
    Stop,
}
