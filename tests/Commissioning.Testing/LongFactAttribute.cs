using Xunit;

namespace Commissioning.Testing;

/// <summary>A test of half a minute or more, which the pipeline runs at night (tests/run --long).</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LongFactAttribute : FactAttribute
{
    public LongFactAttribute() =>
        Skip = Environment.GetEnvironmentVariable("COMMISSIONING_LONG") == "1" ? null : "It takes long: tests/run --long runs it";
}
