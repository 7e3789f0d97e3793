using Xunit;

namespace Commissioning.Testing;

/// <summary>Runs where a <see cref="WrongClock"/> can be made; otherwise a skipped test with the reason, which tests/run lists.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class WrongClockFactAttribute : FactAttribute
{
    public WrongClockFactAttribute() => Skip = WrongClock.WhyNot;
}
