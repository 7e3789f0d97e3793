namespace Commissioning.Platform.Files;

/// <summary>What the virus scanner has said of a file. Files that the portal makes itself need none.</summary>
public enum ScanState
{
    NotNeeded,
    Awaiting,
    Clean,
    Quarantined,
}
