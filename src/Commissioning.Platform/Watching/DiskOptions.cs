namespace Commissioning.Platform.Watching;

/// <summary>A disk is nearly full when less than either of these is free. Default, not OPCC policy.</summary>
public sealed record DiskOptions
{
    public int FloorMegabytes { get; init; } = 1024;
    public int FloorPercent { get; init; } = 5;
}
