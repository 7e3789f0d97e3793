namespace Commissioning.Domain.Funds;

/// <summary>What happens when an application asks for more than is left: try the next one, or stop there (R52).</summary>
public enum WhenTooLarge
{
    SkipAndContinue,
    Stop,
}
