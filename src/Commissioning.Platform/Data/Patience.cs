namespace Commissioning.Platform.Data;

/// <summary>How long the writes of one request have waited, together, for a SQLite file that another process holds: a request that makes
/// several, or one and an alert that it failed, is answered as soon as one that makes one.</summary>
public sealed class Patience
{
    private static readonly AsyncLocal<Patience?> OfRequest = new();

    private Patience() { }

    /// <summary>Null outside a request: each write waits as long as any.</summary>
    public static Patience? Current => OfRequest.Value;

    /// <summary>All writes from here to the end of the calling async method are one request's.</summary>
    public static void Begin() => OfRequest.Value = new();

    internal TimeSpan Waited { get; set; }
}
