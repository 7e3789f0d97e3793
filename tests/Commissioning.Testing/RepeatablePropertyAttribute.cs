using FsCheck.Xunit;

namespace Commissioning.Testing;

/// <summary>A property that is tried with the same cases in every run; a failing one is shrunk. COMMISSIONING_LONG=1 tries twenty times as
/// many, new ones each time: the seed that a failure prints, given as Replay, repeats those.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RepeatablePropertyAttribute : PropertyAttribute
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("COMMISSIONING_LONG") == "1";

    public RepeatablePropertyAttribute(int cases)
    {
        Cases = cases;
        MaxTest = MaxRejected = IsLong ? cases * 20 : cases;
        // The seed and the step of FsCheck's random generator, as it prints them.
        if (!IsLong)
            Replay = "16586463176576735849,9976841941347610785";
    }

    /// <summary>New cases in every run, beside a property that has the same ones.</summary>
    public bool WithNewSeed
    {
        get => Replay is null;
        set => Replay = value ? null : Replay;
    }

    /// <summary>How many cases an ordinary run tries.</summary>
    public int Cases { get; }
}
